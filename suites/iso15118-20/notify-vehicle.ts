import { CaseStopped } from '../engine/case-run.js';
import type { Evcc } from '../iso15118-2/evcc.js';
import { askGateway, controlSocketOf } from '../site/gateway-control.js';

/** EVSENotifications of ISO 15118-20 that a SECC can be told to send. */
export type Wanted =
  | 'schedule-renegotiation'
  | 'service-renegotiation'
  | 'pause'
  | 'metering-confirmation'
  | 'exit-standby'
  | 'none';

/** Tells the SECC what to ask the vehicle for. Where there is no way of telling it, the case stops as inconclusive. */
export async function notifyVehicle(evcc: Evcc, wish: Wanted): Promise<void> {
  await commandSecc(evcc, { command: 'notify', wish });
}

/** One command for the SECC's operator; where the SECC takes none the case stops as inconclusive. */
export async function commandSecc(evcc: Evcc, command: object): Promise<void> {
  const { run, harness } = evcc;
  const socket = controlSocketOf(harness.bench);
  const reply = socket === undefined ? undefined : await askGateway(socket, command);
  if (reply?.['ok'] === true) return;
  const text = 'the SECC cannot be told what to do';
  run.inconclusive(text, String(reply?.['error'] ?? 'it has no control socket'));
  throw new CaseStopped(text);
}
