import { decodeMessage } from '../../src/messages/codec.js';
import { type SeenChain, type SeenSignature, SignatureWatch } from '../../src/messages/signature/signature-watch.js';
import { outcomeWords } from '../../src/messages/signature/signature-words.js';
import type { Exchange, ReceivedMessage, SentMessage } from '../../src/peers/vehicle/exchange.js';
import type { SessionSignature } from '../../src/record/events.js';

/** What the bytes of a session say about who signed what. */
export interface SessionSignatures {
  readonly signatures: readonly SessionSignature[];
  /** Chains that the signers have shown. */
  readonly chains: readonly SeenChain[];
}

const verdicts = { valid: 'pass', deviant: 'pass', unverified: 'inconc', invalid: 'fail', absent: 'fail' } as const;

/**
 * Verifies every signature of a session anew from the recorded bytes, those of the vehicle too: nothing that vehicle or
 * station hold in memory is used, no key but those on the wire.
 */
export function sessionSignatures(exchanges: readonly Pick<Exchange, 'sent' | 'answer'>[]): SessionSignatures {
  const watch = new SignatureWatch();
  const signatures: SessionSignature[] = [];
  const take = (message: SentMessage | ReceivedMessage | undefined, from: SessionSignature['from']) => {
    if (message === undefined) return;
    const { value } = decodeMessage(message.schema, message.payload);
    const seen = value && watch.take(message.schema, value);
    if (seen !== undefined) add(signatures, asRecorded(seen, from));
  };
  for (const { sent, answer } of exchanges) {
    take(sent, 'EVCC');
    take(answer, 'SECC');
  }
  return { signatures, chains: watch.chains };
}

function asRecorded(seen: SeenSignature, from: SessionSignature['from']): SessionSignature {
  const { message, signer, subject, algorithm, references, check } = seen;
  return {
    message,
    from,
    count: 1,
    signer,
    ...(subject === undefined ? {} : { subject }),
    algorithm,
    elements: references.map(({ element = 'none', id = '', digest, holds }) => ({ element, id, digest, holds })),
    ...(check.signedInfoEncoding === undefined ? {} : { signedInfoEncoding: check.signedInfoEncoding }),
    verdict: verdicts[check.verdict],
    detail: outcomeWords(seen),
  };
}

/** Neighbours that differ in nothing become one entry. */
function add(list: SessionSignature[], next: SessionSignature): void {
  const same = list.findLast(({ message }) => message === next.message);
  const { count, ...content } = same ?? { count: 0 };
  const { count: _one, ...fresh } = next;
  if (same === undefined || JSON.stringify(content) !== JSON.stringify(fresh)) list.push(next);
  else list[list.indexOf(same)] = { ...same, count: count + 1 };
}
