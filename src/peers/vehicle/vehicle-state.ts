/**
 * Where a session of ISO 15118-2 with external payment stands, in the order in which it is passed. A state is reached when
 * the answer that leads to it was positive (and Finished, where the SECC may ask for patience).
 */
export const vehicleStates = [
  'plugged',
  'sdp-answered',
  'tcp-connected',
  'app-protocol-agreed',
  'session-open',
  'services-known',
  'payment-selected',
  'authorized',
  'params-agreed',
  'cable-ok',
  'precharged',
  'energy-on',
  'one-loop',
  'loop-done',
  'energy-off',
  'welding-checked',
  'stopped',
] as const;

export type ForwardState = (typeof vehicleStates)[number];

/**
 * `renegotiation-accepted` stands between a charge loop and a second `params-agreed`; `paused` stands beside `stopped`, and
 * `rejoin` leads from it back to `plugged`; `closed`: the connection is gone before the session ended.
 */
export type VehicleState = ForwardState | 'renegotiation-accepted' | 'paused' | 'closed';

export type EnergyKind = 'ac' | 'dc';

const dcOnly: readonly VehicleState[] = ['cable-ok', 'precharged', 'welding-checked'];

/** The states of one kind of charging, in order. */
export function pathOf(energy: EnergyKind): readonly ForwardState[] {
  return energy === 'dc' ? vehicleStates : vehicleStates.filter((state) => !dcOnly.includes(state));
}

/** Whether `to` lies ahead of `from` (or is it). */
export function isAhead(energy: EnergyKind, from: VehicleState, to: VehicleState): boolean {
  const path: readonly VehicleState[] = pathOf(energy);
  // A renegotiation goes back to the parameters: all that follows them lies ahead again.
  const start = from === 'renegotiation-accepted' ? path.indexOf('authorized') : path.indexOf(from);
  const end = path.indexOf(to);
  return start >= 0 && end >= 0 && end >= start;
}

/** The state after `from` on the way to the end. */
export function stateAfter(energy: EnergyKind, from: VehicleState): ForwardState | undefined {
  if (from === 'renegotiation-accepted') return 'params-agreed';
  const path: readonly VehicleState[] = pathOf(energy);
  const index = path.indexOf(from);
  return index < 0 ? undefined : pathOf(energy)[index + 1];
}
