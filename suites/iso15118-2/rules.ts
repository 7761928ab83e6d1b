import type { Exchange, ReceivedMessage } from '../../src/peers/vehicle/exchange.js';
import type { ExiObject, ExiValue } from '../../src/wire/exi/notation/values.js';
import type { Evcc } from './evcc.js';

/** Bounds that the catalogue puts on what a charger may announce (keys evse_limits_ac, evse_limits_dc, schedule_*). */
const maxVolts = 1000;
const maxAmperes = 300;
const maxWatts = 200_000;
/** A schedule without DepartureTime covers at least a day. */
export const daySeconds = 86_400;

/** Value at a path of names below a message's body. */
export function valueAt(from: ExiValue | undefined, ...path: readonly string[]): ExiValue | undefined {
  return path.reduce<ExiValue | undefined>((value, name) => (isObject(value) ? value[name] : undefined), from);
}

function isObject(value: ExiValue | undefined): value is ExiObject {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Uint8Array);
}

/** A PhysicalValueType as number and unit; undefined where there is none. */
export function quantityOf(value: ExiValue | undefined): { readonly value: number; readonly unit: string } | undefined {
  if (!isObject(value)) return undefined;
  const { Multiplier, Value, Unit } = value;
  if (typeof Multiplier !== 'number' || typeof Value !== 'number' || typeof Unit !== 'string') return undefined;
  return { value: Value * 10 ** Multiplier, unit: Unit };
}

/** An EVSEID of the form country, operator, `E` and outlet, or one of the values for "not supported" (ISO 15118-2 annex H, DIN 91286). */
export function observeEvseId(evcc: Evcc, exchange: Exchange, answer: ReceivedMessage): void {
  const id = answer.body?.['EVSEID'];
  const text = typeof id === 'string' ? id : 'none';
  evcc.run.observe(/^[A-Z]{2}\*?[A-Z0-9]{3}\*?E[A-Z0-9][A-Z0-9*]{0,29}$/i.test(text) || /^(ZZ00000|0|00)$/.test(text), {
    text: 'the EVSEID has the form that the standard gives it',
    expected: 'country code, *, operator, *E, outlet',
    observed: text,
    field: 'EVSEID',
    ...evcc.at(exchange),
  });
}

/** A quantity that is there, in its unit and not above a bound. */
export function observeQuantity(
  evcc: Evcc,
  exchange: Exchange,
  field: string,
  found: ExiValue | undefined,
  unit: 'V' | 'A' | 'W',
): void {
  const quantity = quantityOf(found);
  const bound = unit === 'V' ? maxVolts : unit === 'A' ? maxAmperes : maxWatts;
  evcc.run.observe(quantity !== undefined && quantity.unit === unit && quantity.value >= 0 && quantity.value <= bound, {
    text: `${field} is given in ${unit}, from 0 to ${bound}`,
    expected: `0 to ${bound} ${unit}`,
    observed: quantity === undefined ? 'none' : `${quantity.value} ${quantity.unit}`,
    field,
    ...evcc.at(exchange),
  });
}

/** Limits of an AC EVSE, in their units (catalogue rule evse_limits_ac). */
export function observeAcLimits(evcc: Evcc, exchange: Exchange, answer: ReceivedMessage): void {
  const parameter = valueAt(answer.body, 'AC_EVSEChargeParameter');
  observeQuantity(evcc, exchange, 'EVSENominalVoltage', valueAt(parameter, 'EVSENominalVoltage'), 'V');
  observeQuantity(evcc, exchange, 'EVSEMaxCurrent', valueAt(parameter, 'EVSEMaxCurrent'), 'A');
}

/** Limits of a DC EVSE, in their units (catalogue rule evse_limits_dc). */
export function observeDcLimits(evcc: Evcc, exchange: Exchange, answer: ReceivedMessage): void {
  const parameter = valueAt(answer.body, 'DC_EVSEChargeParameter');
  for (const [field, unit] of [
    ['EVSEMaximumCurrentLimit', 'A'],
    ['EVSEMinimumCurrentLimit', 'A'],
    ['EVSEPeakCurrentRipple', 'A'],
    ['EVSEMaximumVoltageLimit', 'V'],
    ['EVSEMinimumVoltageLimit', 'V'],
    ['EVSEMaximumPowerLimit', 'W'],
  ] as const) {
    observeQuantity(evcc, exchange, field, valueAt(parameter, field), unit);
  }
}

/**
 * SAScheduleList: ids unique and from 1 to 255, PMax in W and within what the EVSE can give, the whole period covered.
 * @param departs the vehicle named its departure: how long a schedule lasts is then looked at elsewhere
 */
export function observeSchedules(evcc: Evcc, exchange: Exchange, answer: ReceivedMessage, departs = false): void {
  const { run } = evcc;
  const here = evcc.at(exchange);
  const tuples = valueAt(answer.body, 'SAScheduleList', 'SAScheduleTuple');
  const list = Array.isArray(tuples) ? (tuples as readonly ExiObject[]) : [];
  run.require(list.length > 0, {
    text: 'SAScheduleList holds at least one SAScheduleTuple',
    field: 'SAScheduleList',
    ...here,
  });
  const ids = list.map((tuple) => Number(tuple['SAScheduleTupleID']));
  run.observe(new Set(ids).size === ids.length && ids.every((id) => id >= 1 && id <= 255), {
    text: 'each SAScheduleTupleID is unique and from 1 to 255',
    observed: ids.join(', '),
    field: 'SAScheduleTupleID',
    ...here,
  });
  for (const [index, tuple] of list.entries()) {
    const entries = valueAt(tuple, 'PMaxSchedule', 'PMaxScheduleEntry');
    observeEntries(
      evcc,
      exchange,
      `tuple ${ids[index]}`,
      Array.isArray(entries) ? (entries as readonly ExiObject[]) : [],
      departs,
    );
  }
}

function observeEntries(
  evcc: Evcc,
  exchange: Exchange,
  name: string,
  entries: readonly ExiObject[],
  departs: boolean,
): void {
  const { run } = evcc;
  const here = evcc.at(exchange);
  for (const entry of entries) {
    const power = quantityOf(entry['PMax']);
    run.observe(power?.unit === 'W' && power.value <= maxWatts, {
      text: `PMax of ${name} is given in W and is not above ${maxWatts} W`,
      observed: power === undefined ? 'none' : `${power.value} ${power.unit}`,
      field: 'PMax',
      ...here,
    });
  }
  const intervals = entries.map((entry) => valueAt(entry, 'RelativeTimeInterval'));
  const durations = intervals.map((interval) => valueAt(interval, 'duration'));
  run.observe(
    durations.every((duration, index) => (duration !== undefined) === (index === entries.length - 1)),
    {
      text: `in ${name} the last PMaxScheduleEntry alone has a duration`,
      observed: durations.map((duration) => String(duration ?? 'none')).join(', '),
      field: 'duration',
      ...here,
    },
  );
  if (departs) return;
  const end = Number(valueAt(intervals.at(-1), 'start')) + Number(durations.at(-1));
  run.observe(end >= daySeconds, {
    text: `the intervals of ${name} cover at least ${daySeconds} s, as no DepartureTime was given`,
    expected: `at least ${daySeconds} s`,
    observed: `${end} s`,
    field: 'duration',
    ...here,
  });
}
