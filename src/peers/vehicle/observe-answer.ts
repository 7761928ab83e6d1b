import { payloadTypes } from '../../wire/v2gtp.js';
import type { Exchange, Observation, ReceivedMessage, SentMessage } from './exchange.js';
import { iso2Vehicle } from './iso2-protocol.js';
import { isRequestName, responseOf } from './message-names.js';
import { bytesAt, hexOf, sameBytes, textAt } from './read-value.js';
import type { SessionFacts } from './session-facts.js';
import type { VehicleProtocol } from './vehicle-protocol.js';

/** What the SECC's answer looks like when the vehicle compares it with the rules. `facts`: before the answer. */
export function observeAnswer(
  sent: SentMessage,
  answer: ReceivedMessage,
  facts: SessionFacts,
  protocol: VehicleProtocol = iso2Vehicle,
): Observation[] {
  const observations: Observation[] = [];
  const fault = (rule: string, expected: string, observed: string) =>
    observations.push({ rule, severity: 'fault', expected, observed });
  const note = (rule: string, expected: string, observed: string) =>
    observations.push({ rule, severity: 'note', expected, observed });
  const inSession = answer.schema !== 'sap';
  const fits = inSession ? protocol.payloadTypeFits(answer, sent) : answer.payloadType === payloadTypes.sap;
  if (!fits) {
    const expected = inSession ? payloadTypeOf(sent, protocol) : payloadTypes.sap;
    fault('payload-type', hex(expected), hex(answer.payloadType));
  }
  for (const violation of answer.violations) {
    fault('schema', `${violation.path} as the schema has it`, `${violation.rule}: ${violation.detail}`);
  }
  for (const peculiarity of answer.notes)
    note('encoding', 'nothing peculiar', `${peculiarity.rule}: ${peculiarity.detail}`);
  if (answer.message === undefined) {
    fault('undecodable', `a message of ${answer.schema}`, hexOf(answer.payload.subarray(0, 64)));
    return observations;
  }
  const expected = sent.message !== undefined && isRequestName(sent.message) ? responseOf[sent.message] : undefined;
  if (expected !== undefined && answer.message !== expected) fault('response-name', expected, answer.message);
  const code = textAt(answer.body, 'ResponseCode');
  if (code === undefined) fault('response-code', 'a ResponseCode', 'none');
  else if (!code.startsWith('OK')) fault('response-code', 'OK', code);
  else if (answer.message !== 'SessionSetupRes' && code !== 'OK' && inSession) {
    note('response-code', 'OK', code);
  }
  if (inSession) {
    observations.push(...observeSessionId(sent, answer, facts, code), ...protocol.observe(answer, facts));
  }
  return observations;
}

/** [V2G2-741] and following: the SECC gives a SessionID once and repeats it in every header. */
function observeSessionId(
  sent: SentMessage,
  answer: ReceivedMessage,
  facts: SessionFacts,
  code: string | undefined,
): Observation[] {
  const id = bytesAt(answer.header, 'SessionID');
  const fault = (expected: string, observed: string): Observation[] => [
    { rule: 'session-id', severity: 'fault', expected, observed },
  ];
  if (id === undefined) return fault('a SessionID in the header', 'none');
  if (answer.message !== 'SessionSetupRes') {
    if (isZero(facts.sessionId) || sameBytes(id, facts.sessionId)) return [];
    return fault(hexOf(facts.sessionId), hexOf(id));
  }
  if (code?.startsWith('OK') !== true) return [];
  const asked =
    bytesAt(sent.value, 'V2G_Message', 'Header', 'SessionID') ??
    bytesAt(sent.value, 'SessionSetupReq', 'Header', 'SessionID') ??
    new Uint8Array();
  if (code === 'OK_OldSessionJoined') return sameBytes(id, asked) ? [] : fault(hexOf(asked), hexOf(id));
  if (isZero(id)) return fault('a new SessionID other than zero', hexOf(id));
  if (!isZero(asked) && sameBytes(id, asked)) return fault(`a new SessionID other than ${hexOf(asked)}`, hexOf(id));
  return id.length === 8 ? [] : fault('eight bytes', hexOf(id));
}

function payloadTypeOf(sent: SentMessage, protocol: VehicleProtocol): number {
  const name = sent.message;
  return protocol.payloadTypeOf(name !== undefined && isRequestName(name) ? name : undefined);
}

function hex(payloadType: number): string {
  return `0x${payloadType.toString(16).padStart(4, '0')}`;
}

/** A response code that a session goes on with. */
export function isPositive(exchange: Exchange): boolean {
  return exchange.responseCode?.startsWith('OK') === true;
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}
