import { benchErrors } from './error-codes/bench.js';
import { cliErrors } from './error-codes/cli.js';
import { gatewayErrors } from './error-codes/gateway.js';
import { judgeErrors } from './error-codes/judge.js';
import { messagesErrors } from './error-codes/messages.js';
import { peersErrors } from './error-codes/peers.js';
import { pkiErrors } from './error-codes/pki.js';
import { probesErrors } from './error-codes/probes.js';
import { recordErrors } from './error-codes/record.js';
import { reportersErrors } from './error-codes/reporters.js';
import { suitesErrors } from './error-codes/suites.js';
import { transportErrors } from './error-codes/transport.js';
import type { ErrorEntry, ExitCode } from './error-entry.js';

/** Every stable error code of plumbline, by room. Codes are never renumbered or reused. */
export const errorTable = {
  ...messagesErrors,
  ...pkiErrors,
  ...transportErrors,
  ...peersErrors,
  ...gatewayErrors,
  ...benchErrors,
  ...probesErrors,
  ...judgeErrors,
  ...recordErrors,
  ...reportersErrors,
  ...suitesErrors,
  ...cliErrors,
} as const;

export type ErrorCode = keyof typeof errorTable;

export interface ErrorDetails {
  /** Where it is wrong: `bench.yaml:12:5`, an interface, a file and offset. */
  readonly place?: string;
  /** The particular of this occurrence: the value found, the message of the tool. */
  readonly detail?: string;
  /** A cure that is more exact than the one of the table. */
  readonly cure?: string;
  readonly cause?: unknown;
}

/** An error that a user can act on: a stable code, the place, and the cure. */
export class PlumblineError extends Error {
  readonly code: ErrorCode;
  readonly place: string | undefined;
  readonly detail: string | undefined;
  readonly cure: string;
  readonly exit: ExitCode;

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    const entry: ErrorEntry = errorTable[code];
    const where = details.place === undefined ? '' : `${details.place}: `;
    const what = details.detail === undefined ? '' : `: ${details.detail}`;
    super(`${where}${entry.title}${what}`, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'PlumblineError';
    this.code = code;
    this.place = details.place;
    this.detail = details.detail;
    this.cure = details.cure ?? entry.cure;
    this.exit = entry.exit;
  }

  /** The form that every surface prints: code, sentence, cure. */
  override toString(): string {
    return `${this.code} ${this.message}\n  cure: ${this.cure}`;
  }
}
