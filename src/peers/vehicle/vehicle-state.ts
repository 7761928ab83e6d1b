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

/** States that only a session of ISO 15118-20 has, in their order. */
export const iso20OnlyStates = [
  'authorization-set-up',
  'service-detailed',
  'service-selected',
  'schedule-agreed',
] as const;

/** States that only a session with Plug & Charge has, in their order. */
export const contractOnlyStates = [
  'details-read',
  'contract-installed',
  'contract-updated',
  'contract-presented',
] as const;

export type ForwardState =
  | (typeof vehicleStates)[number]
  | (typeof iso20OnlyStates)[number]
  | (typeof contractOnlyStates)[number];

/**
 * `renegotiation-accepted` stands between a charge loop and a second `params-agreed`, `standby` between a charge loop and a second
 * `energy-on` (ISO 15118-20); `paused` stands beside `stopped`, and
 * `rejoin` leads from it back to `plugged`; `closed`: the connection is gone before the session ended.
 */
export type VehicleState = ForwardState | 'renegotiation-accepted' | 'standby' | 'paused' | 'closed';

export type EnergyKind = 'ac' | 'dc';

const dcOnly: readonly VehicleState[] = ['cable-ok', 'precharged', 'welding-checked'];

/** The states of one kind of charging in ISO 15118-2 and DIN 70121, in order. */
export function iso2Path(energy: EnergyKind): readonly ForwardState[] {
  return energy === 'dc' ? vehicleStates : vehicleStates.filter((state) => !dcOnly.includes(state));
}

/** The states of ISO 15118-2 with Plug & Charge, in order. */
export function contractPath(
  energy: EnergyKind,
  pnc: { readonly serviceDetails?: boolean; readonly certificateHandling?: 'none' | 'install' | 'update' },
): readonly ForwardState[] {
  const handling = { none: [], install: ['contract-installed'], update: ['contract-updated'] } as const;
  const details = pnc.serviceDetails === true ? (['details-read'] as const) : [];
  return iso2Path(energy).flatMap((state): readonly ForwardState[] => {
    if (state === 'services-known') return [state, ...details];
    if (state !== 'payment-selected') return [state];
    return [state, ...handling[pnc.certificateHandling ?? 'none'], 'contract-presented'];
  });
}

const iso20States = [
  'plugged',
  'sdp-answered',
  'tcp-connected',
  'app-protocol-agreed',
  'session-open',
  'authorization-set-up',
  'authorized',
  'services-known',
  'service-detailed',
  'service-selected',
  'params-agreed',
  'schedule-agreed',
  'cable-ok',
  'precharged',
  'energy-on',
  'one-loop',
  'loop-done',
  'energy-off',
  'welding-checked',
  'stopped',
] as const satisfies readonly ForwardState[];

/** The states of one kind of charging in ISO 15118-20, in order. */
export function iso20Path(energy: EnergyKind): readonly ForwardState[] {
  return energy === 'dc' ? iso20States : iso20States.filter((state) => !(dcOnly as readonly string[]).includes(state));
}

/** Whether `to` lies ahead of `from` (or is it) on a path. */
export function isAhead(path: readonly VehicleState[], from: VehicleState, to: VehicleState): boolean {
  // A renegotiation goes back to the parameters: all that follows them lies ahead again.
  const start =
    from === 'renegotiation-accepted'
      ? path.indexOf('authorized')
      : // Standby ends in a second start.
        from === 'standby'
        ? path.indexOf('energy-on') - 1
        : path.indexOf(from);
  const end = path.indexOf(to);
  return start >= 0 && end >= 0 && end >= start;
}
