import type { ExiObject } from '../../wire/exi/notation/values.js';
import { objectAt } from '../exi-object.js';
import { meterInfo } from './meter-info.js';
import type { Session } from './session.js';
import type { Station } from './station.js';

/**
 * MeterInfo and ReceiptRequired of a charge loop's answer, and the session after it: a vehicle that pays by contract signs
 * the reading where the configuration wants it (V2G2-691, V2G2-902); one that does not is never asked.
 */
export function loopReceipt(
  session: Session,
  station: Station,
): { readonly elements: ExiObject; readonly session: Session } {
  const info = meterInfo(station);
  const loops = (session.loops ?? 0) + 1;
  const receipt = objectAt(info, 'MeterInfo');
  const every = session.contract === undefined ? undefined : station.config.contract?.receipts?.every;
  const due = every !== undefined && receipt !== undefined && loops % every === 0;
  const phase = session.phase === 'charging-dc' ? 'metering-dc' : 'metering-ac';
  return {
    elements: { ...info, ReceiptRequired: due },
    session: due ? { ...session, loops, receipt, phase } : { ...session, loops },
  };
}
