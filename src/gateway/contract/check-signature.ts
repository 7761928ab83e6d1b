import type { ExiObject } from '../../messages/codec.js';
import { verifySignature } from '../../messages/signature/verify-signature.js';
import { type Faults, isSeeded } from '../faults/faults.js';

export interface SignedRequest {
  readonly schema: 'iso2' | 'iso20.cm';
  /** The whole message as decoded; undefined: it did not come by itself, so that nothing can be verified. */
  readonly message: ExiObject | undefined;
  /** The signer's certificate, DER. */
  readonly certificate: Uint8Array;
  readonly faults?: Faults | undefined;
}

/**
 * What is wrong with the signature of a request, in words; undefined where it holds. Differences from the standard that do
 * not weaken it (DER, SignedInfo in the grammar of the message set) are tolerated, as stations in the field have to.
 */
export function signatureFault({ schema, message, certificate, ...seeded }: SignedRequest): string | undefined {
  if (isSeeded(seeded, 'pnc-signature-unchecked')) return undefined;
  if (message === undefined) return 'the message has no signature';
  const { verdict, findings } = verifySignature({ schema, message, certificate });
  if (verdict === 'valid' || verdict === 'deviant') return undefined;
  const seen = findings.filter(({ severity }) => severity === 'fault');
  if (isSeeded(seeded, 'pnc-digest-unchecked') && seen.every(({ rule }) => rule.includes('digest'))) return undefined;
  const faults = seen.map(({ rule, text }) => `${rule}: ${text}`);
  return faults.length === 0 ? 'the message has no signature' : faults.join('; ');
}
