import type { ExiObject } from '../../messages/codec.js';
import type { SignatureVerdict } from '../../messages/signature/signature-check.js';
import { type SeenSignature, SignatureWatch, type SignedReference } from '../../messages/signature/signature-watch.js';
import { outcomeWords } from '../../messages/signature/signature-words.js';
import type { MessageSchema } from './message-decoder.js';
import type { Party, SessionFinding } from './session-event.js';

/** An XML signature of a session, as it was verified; equal neighbours (a charge loop) are one entry. */
export interface SignatureSummary {
  /** Message that carries it. */
  readonly message: string;
  readonly from: Party;
  /** How many like it followed each other. */
  readonly count: number;
  /** Whose key the standard wants: `contract`, `OEM provisioning`, `CPS`, `MO sub-CA 2`. */
  readonly signer: string;
  /** Common name in the certificate that it was verified with; undefined: the capture does not show one. */
  readonly subject: string | undefined;
  readonly algorithm: string;
  readonly elements: readonly SignedReference[];
  readonly signedInfoEncoding: 'xmldsig' | 'message-set' | undefined;
  readonly verdict: SignatureVerdict;
  /** What became of it, in words. */
  readonly detail: string;
}

/** A session that signs every meter reading of a day stays far below in kinds; one that makes them up must not grow. */
const mostEntries = 512;

/** Verifies the XML signatures of one session as its messages come, with the certificates that the capture itself shows. */
export class SignatureList {
  readonly #watch = new SignatureWatch();
  readonly #entries: SignatureSummary[] = [];
  /** Signatures that were verified and told with their message, and are not among the entries. */
  leftOut = 0;

  /** In the order of their first appearance. */
  get entries(): readonly SignatureSummary[] {
    return this.#entries;
  }

  /** Takes the next message; undefined: it has no signature and needs none. Never throws. */
  take(from: Party, schema: MessageSchema, value: unknown): SignatureSummary | undefined {
    if (schema === 'sap' || !isMessage(value)) return undefined;
    const seen = this.#watch.take(schema, value);
    if (seen === undefined) return undefined;
    const entry = summaryOf(from, seen);
    const known = this.#entries.findLastIndex(({ message }) => message === entry.message);
    const last = this.#entries[known];
    if (last !== undefined && isSame(last, entry)) this.#entries[known] = { ...last, count: last.count + 1 };
    else if (this.#entries.length < mostEntries) this.#entries.push(entry);
    else this.leftOut++;
    return entry;
  }
}

/** What of a signature is a fault of its message. */
export function signatureFindings(signature: SignatureSummary | undefined): readonly SessionFinding[] {
  if (signature?.verdict !== 'invalid' && signature?.verdict !== 'absent') return [];
  return [{ rule: 'signature', detail: `signature by ${signature.signer}: ${signature.detail}` }];
}

function summaryOf(from: Party, seen: SeenSignature): SignatureSummary {
  const { message, signer, subject, algorithm, references, check } = seen;
  return {
    message,
    from,
    count: 1,
    signer,
    subject,
    algorithm,
    elements: references,
    signedInfoEncoding: check.signedInfoEncoding,
    verdict: check.verdict,
    detail: outcomeWords(seen),
  };
}

function isSame({ count: _one, ...a }: SignatureSummary, { count: _other, ...b }: SignatureSummary): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isMessage(value: unknown): value is ExiObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}
