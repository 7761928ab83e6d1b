import type { ExchangeTrace } from './exchange-trace.js';
import { physicalText } from './physical-text.js';
import { findByName } from './value-path.js';

const loops = /^(CurrentDemand|PreCharge|ChargingStatus|AC_ChargeLoop|DC_ChargeLoop|DC_PreCharge)Re[qs]$/;

const wanted: readonly (readonly [from: 'lastRequest' | 'lastResponse', field: string, label: string])[] = [
  ['lastRequest', 'EVRESSSOC', 'state of charge'],
  ['lastRequest', 'PresentSOC', 'state of charge'],
  ['lastRequest', 'EVTargetVoltage', 'target voltage'],
  ['lastRequest', 'EVTargetCurrent', 'target current'],
  ['lastResponse', 'EVSEPresentVoltage', 'voltage at the station'],
  ['lastResponse', 'EVSEPresentCurrent', 'current at the station'],
];

/** `Last values: state of charge 93 %, target current 57.1 A ...` where the session broke off while charging. */
export function chargingValues(trace: ExchangeTrace): string | undefined {
  if (trace.stopResponse !== undefined || trace.last === undefined || !loops.test(trace.last.name)) return undefined;
  const parts = wanted.flatMap(([from, field, label]) => {
    const value = findByName(trace[from]?.body.body, field);
    const text = typeof value === 'number' ? `${value} %` : physicalText(field, value);
    return text === undefined ? [] : [`${label} ${text}`];
  });
  return parts.length === 0 ? undefined : `Last values: ${parts.join(', ')}`;
}
