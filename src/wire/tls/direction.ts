import { HandshakeAssembler } from './handshake-assembler.js';
import type { SecretSource } from './key-log.js';
import type { RecordOpener } from './record-opener.js';
import type { Epoch } from './record-protection.js';
import { RecordSplitter } from './record-splitter.js';

/** State of one direction of a TLS connection. */
export interface Direction {
  readonly splitter: RecordSplitter;
  readonly assembler: HandshakeAssembler;
  /** `seeking`: without the handshake secret, looks for the first record that the application secret opens. */
  phase: 'clear' | 'waiting' | 'opening' | 'seeking' | 'closed';
  epoch: Epoch;
  opener: RecordOpener | undefined;
  /** Traffic secret in force (TLS 1.3). */
  secret: Uint8Array | undefined;
  source: SecretSource | undefined;
  openedAny: boolean;
}

export function newDirection(): Direction {
  return {
    splitter: new RecordSplitter(),
    assembler: new HandshakeAssembler(),
    phase: 'clear',
    epoch: 'handshake',
    opener: undefined,
    secret: undefined,
    source: undefined,
    openedAny: false,
  };
}
