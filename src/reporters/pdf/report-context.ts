import type { Results } from '../../record/results.js';

/** Who signs, as the cover names him. */
export interface SignerFacts {
  readonly name: string;
  /** SHA-256 of the certificate, lower-case hex. */
  readonly fingerprint: string;
}

/** What every section of the printed report draws from. */
export interface ReportContext {
  readonly results: Results;
  /** SHA-256 of the bytes of `results.json`, lower-case hex. */
  readonly resultsSha256: string;
  readonly signer: SignerFacts | undefined;
}
