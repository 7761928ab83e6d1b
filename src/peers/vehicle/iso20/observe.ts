import type { ExiObject, ExiValue } from '../../../wire/exi/notation/values.js';
import type { Observation, ReceivedMessage } from '../exchange.js';
import { at, listAt, numberAt, sameBytes, textAt } from '../read-value.js';
import type { SessionFacts } from '../session-facts.js';
import { rationalAt } from './rational.js';

/** Rules of ISO 15118-20 that an answer may break beyond name, schema, code and SessionID. */
export function observe(answer: ReceivedMessage, facts: SessionFacts): Observation[] {
  const { body } = answer;
  if (body === undefined) return [];
  switch (answer.message) {
    case 'SessionSetupRes':
      return observeSecc(body, facts);
    case 'AuthorizationSetupRes':
      return observeAuthorization(body);
    case 'ScheduleExchangeRes':
      return [...observeControlMode(body, facts, 'SEResControlMode'), ...observeTuples(body, facts)];
    case 'AC_ChargeLoopRes':
    case 'DC_ChargeLoopRes':
      return [...observeControlMode(body, facts, 'CLResControlMode'), ...observeMeter(body, facts)];
    default:
      return [];
  }
}

function fault(rule: string, expected: string, observed: string): Observation {
  return { rule, severity: 'fault', expected, observed };
}

/** V2G20-2539: an SECC that joins a paused session must be the one with which it was paused. */
function observeSecc(body: ExiObject, { iso20 }: SessionFacts): Observation[] {
  if (textAt(body, 'ResponseCode') !== 'OK_OldSessionJoined') return [];
  if (iso20.pausedWith === undefined || iso20.secc === undefined) return [];
  if (sameBytes(iso20.pausedWith, iso20.secc)) return [];
  return [fault('secc-identity', 'the certificate of the SECC with which the session was paused', 'another one')];
}

/** The mode that goes with the services (V2G20-2567, V2G20-2568). */
function observeAuthorization(body: ExiObject): Observation[] {
  const contract = listAt(body, 'AuthorizationServices').includes('PnC');
  const expected = contract ? 'PnC_ASResAuthorizationMode' : 'EIM_ASResAuthorizationMode';
  return at(body, expected) === undefined ? [fault('authorization-mode', expected, 'another mode')] : [];
}

/** V2G20-1600: the answer is in the control mode, and in BPT or not, that the vehicle has selected. */
function observeControlMode(body: ExiObject, facts: SessionFacts, ending: string): Observation[] {
  const { service } = facts.iso20;
  const name = Object.keys(body).find((candidate) => candidate.endsWith(ending));
  if (service === undefined || name === undefined) return [];
  const wanted = service.controlMode === 'dynamic' ? 'Dynamic' : 'Scheduled';
  const found: Observation[] = [];
  if (!name.includes(wanted)) found.push(fault('control-mode', wanted, name));
  if (ending === 'CLResControlMode' && name.startsWith('BPT_') !== service.bidirectional) {
    found.push(fault('control-mode', service.bidirectional ? 'a BPT mode' : 'no BPT mode', name));
  }
  return found;
}

/** ScheduleTupleIDs differ; every entry lasts; no power beyond what the SECC has said that it can give. */
function observeTuples(body: ExiObject, facts: SessionFacts): Observation[] {
  const tuples = listAt(body, 'Scheduled_SEResControlMode', 'ScheduleTuple');
  const ids = tuples.map((tuple) => numberAt(tuple, 'ScheduleTupleID'));
  const found: Observation[] = [];
  if (new Set(ids).size !== ids.length) found.push(fault('schedule', 'ScheduleTupleIDs that differ', ids.join(', ')));
  for (const tuple of tuples) {
    const path = ['ChargingSchedule', 'PowerSchedule', 'PowerScheduleEntries', 'PowerScheduleEntry'];
    for (const entry of listAt(tuple, ...path)) found.push(...observeEntry(entry, facts));
  }
  return found;
}

function observeEntry(entry: ExiValue, facts: SessionFacts): Observation[] {
  const watts = rationalAt(entry, 'Power');
  const most = facts.evseMaxPower;
  const found: Observation[] = [];
  if (numberAt(entry, 'Duration') === 0) found.push(fault('schedule', 'a Duration above 0', '0'));
  // One per cent for the rounding of two rational numbers.
  if (watts !== undefined && most !== undefined && watts > most * 1.01) {
    found.push(fault('schedule', `Power at most EVSEMaximumChargePower = ${most} W`, `${watts} W`));
  }
  return found;
}

/** V2G20-1833: a station that has a meter shows it in its first loop response, and it never counts backwards. */
function observeMeter(body: ExiObject, facts: SessionFacts): Observation[] {
  const reading = numberAt(body, 'MeterInfo', 'ChargedEnergyReadingWh');
  const before = numberAt(facts.meterInfo, 'ChargedEnergyReadingWh');
  if (reading === undefined || before === undefined || facts.loops === 0) return [];
  const same = textAt(body, 'MeterInfo', 'MeterID') === textAt(facts.meterInfo, 'MeterID');
  if (same && reading < before) return [fault('meter', `at least ${before} Wh`, `${reading} Wh`)];
  return [];
}
