import type { ExiValue } from '../../wire/exi/notation/values.js';
import type { Observation, ReceivedMessage } from './exchange.js';
import { isObject, readPhysical } from './physical-value.js';
import { at, listAt, numberAt, quantityAt, textAt } from './read-value.js';
import type { SessionFacts } from './session-facts.js';

/** Every PhysicalValue that the SECC sends, by element name, with the unit that the standard gives it (8.5.2.7). */
const units: Readonly<Record<string, string>> = {
  EVSENominalVoltage: 'V',
  EVSEMaxCurrent: 'A',
  EVSEMaximumCurrentLimit: 'A',
  EVSEMaximumPowerLimit: 'W',
  EVSEMaximumVoltageLimit: 'V',
  EVSEMinimumCurrentLimit: 'A',
  EVSEMinimumVoltageLimit: 'V',
  EVSECurrentRegulationTolerance: 'A',
  EVSEPeakCurrentRipple: 'A',
  EVSEEnergyToBeDelivered: 'Wh',
  EVSEPresentVoltage: 'V',
  EVSEPresentCurrent: 'A',
  PMax: 'W',
};

/** Units, schedules and limits of an answer (rules `schedule_*` and `evse_limits_*` of the catalogue). */
export function observeLimits(answer: ReceivedMessage, facts: SessionFacts): Observation[] {
  const body = answer.body;
  if (body === undefined) return [];
  const found = observeUnits(body);
  if (answer.message === 'ChargeParameterDiscoveryRes') found.push(...observeSchedules(body));
  const tuple = numberAt(body, 'SAScheduleTupleID');
  const chosen = facts.saScheduleTupleId;
  if (tuple !== undefined && chosen !== undefined && tuple !== chosen) {
    found.push({ rule: 'schedule-tuple', severity: 'fault', expected: String(chosen), observed: String(tuple) });
  }
  const evseId = textAt(body, 'EVSEID');
  if (
    evseId !== undefined &&
    facts.evseId !== undefined &&
    evseId !== facts.evseId &&
    answer.message !== 'SessionSetupRes'
  ) {
    found.push({ rule: 'evse-id', severity: 'fault', expected: facts.evseId, observed: evseId });
  }
  return found;
}

function observeUnits(value: ExiValue): Observation[] {
  if (Array.isArray(value)) return value.flatMap((item: ExiValue) => observeUnits(item));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, child]): Observation[] => {
    const unit = units[name];
    if (unit === undefined) return observeUnits(child);
    const quantity = readPhysical(child);
    if (quantity === undefined || quantity.unit === unit) return [];
    return [{ rule: 'unit', severity: 'fault', expected: `${name} in ${unit}`, observed: quantity.unit }];
  });
}

/** SAScheduleTupleIDs differ; times rise; only the last entry has a duration, and it has one. */
function observeSchedules(body: ExiValue): Observation[] {
  const found: Observation[] = [];
  const fault = (expected: string, observed: string) =>
    found.push({ rule: 'schedule', severity: 'fault', expected, observed });
  const finished = textAt(body, 'EVSEProcessing') === 'Finished';
  const tuples = listAt(body, 'SAScheduleList', 'SAScheduleTuple');
  if (finished && textAt(body, 'ResponseCode')?.startsWith('OK') === true && tuples.length === 0) {
    fault('an SAScheduleList with EVSEProcessing Finished', 'none');
  }
  const ids = tuples.map((tuple) => numberAt(tuple, 'SAScheduleTupleID'));
  if (new Set(ids).size !== ids.length) fault('SAScheduleTupleIDs that differ', ids.join(', '));
  if (tuples.length > 3) fault('at most 3 SAScheduleTuples', String(tuples.length));
  const power = acPower(body);
  for (const tuple of tuples) {
    const entries = listAt(tuple, 'PMaxSchedule', 'PMaxScheduleEntry');
    const starts = entries.map((entry) => numberAt(entry, 'RelativeTimeInterval', 'start') ?? -1);
    if (starts.some((start, index) => index > 0 && start <= (starts[index - 1] ?? -1))) {
      fault('PMaxScheduleEntry starts that rise', starts.join(', '));
    }
    entries.forEach((entry, index) => {
      const last = index === entries.length - 1;
      const duration = at(entry, 'RelativeTimeInterval', 'duration');
      if (last && duration === undefined) fault('a duration in the last PMaxScheduleEntry', 'none');
      if (!last && duration !== undefined)
        fault('a duration in the last PMaxScheduleEntry only', `one in entry ${index + 1}`);
      const pMax = quantityAt(entry, 'PMax');
      // One per cent for the rounding of three physical values.
      if (pMax !== undefined && power !== undefined && pMax > power * 1.01) {
        fault(`PMax at most EVSENominalVoltage x EVSEMaxCurrent x 3 = ${power} W`, `${pMax} W`);
      }
    });
  }
  return found;
}

function acPower(body: ExiValue): number | undefined {
  const voltage = quantityAt(body, 'AC_EVSEChargeParameter', 'EVSENominalVoltage');
  const current = quantityAt(body, 'AC_EVSEChargeParameter', 'EVSEMaxCurrent');
  return voltage === undefined || current === undefined ? undefined : voltage * current * 3;
}
