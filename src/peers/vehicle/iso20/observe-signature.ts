import { verifySignature } from '../../../messages/signature/verify-signature.js';
import type { Observation, ReceivedMessage } from '../exchange.js';
import { at } from '../read-value.js';

/** Whether the signature of an answer holds. `certificate`: the signer's, DER. */
export function observeSignature(
  answer: ReceivedMessage,
  certificate: Uint8Array | undefined,
  presence: 'required' | 'optional' = 'required',
): Observation[] {
  const signed = at(answer.header, 'Signature') !== undefined;
  if (!signed && presence === 'optional') return [];
  const fault = (observed: string): Observation[] => [
    { rule: 'signature', severity: 'fault', expected: `a signature of ${answer.message} that holds`, observed },
  ];
  if (!signed || answer.value === undefined) return fault('no signature');
  if (certificate === undefined) return fault('no certificate of the signer');
  const { verdict, findings } = verifySignature({ schema: answer.schema, message: answer.value, certificate });
  if (verdict === 'valid') return [];
  const text = findings.map(({ rule, text }) => `${rule}: ${text}`).join('; ');
  if (verdict !== 'deviant') return fault(text === '' ? verdict : text);
  return [{ rule: 'signature', severity: 'note', expected: 'a signature as the standard has it', observed: text }];
}
