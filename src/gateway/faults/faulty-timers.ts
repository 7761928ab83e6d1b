import type { Clock } from '../../base/clock.js';
import type { GatewayConfig } from '../config/gateway-config.js';
import type { FaultName } from './fault-table.js';
import { type Faults, isSeeded } from './faults.js';

const never = 3600;

/** A configuration whose timers have the faults of the gateway. */
export function withFaultyTimers(config: GatewayConfig, faults: Faults): GatewayConfig {
  const { timers } = config;
  const sequence = (change: (seconds: number) => number): GatewayConfig => ({
    ...config,
    timers: {
      ...timers,
      sequence_s: change(timers.sequence_s),
      charge_loop_sequence_s: change(timers.charge_loop_sequence_s),
    },
  });
  if (faults.has('sequence-timer-never')) return sequence(() => never);
  if (faults.has('sequence-timer-early')) return sequence((seconds) => seconds / 2);
  if (faults.has('sequence-timer-late')) return sequence((seconds) => seconds + 8);
  if (faults.has('sequence-timer-flat')) return { ...config, timers: { ...timers, charge_loop_sequence_s: 60 } };
  if (faults.has('setup-timer-never')) return { ...config, timers: { ...timers, communication_setup_s: never } };
  return config;
}

/** Whether a phase that answers Ongoing comes to its end. */
export function ongoingEnds(station: { readonly faults?: Faults | undefined }): boolean {
  return !isSeeded(station, 'ongoing-without-end');
}

/** Faults that hold an answer back: which, and for how long, ms. */
const late: readonly (readonly [name: FaultName, answers: readonly string[], ms: number])[] = [
  ['late-session-setup', ['SessionSetupRes'], 2300],
  ['late-service-discovery', ['ServiceDiscoveryRes'], 2300],
  ['late-current-demand', ['CurrentDemandRes'], 400],
  ['late-charge-loop', ['AC_ChargeLoopRes', 'DC_ChargeLoopRes'], 700],
  ['late-power-delivery', ['PowerDeliveryRes'], 5500],
];

/** Resolves when the answer may go: at once but for faults. */
export function holdsBack(faults: Faults, clock: Clock, message: string): Promise<void> {
  const found = late.find(([name, answers]) => faults.has(name) && answers.includes(message));
  if (found === undefined) return Promise.resolve();
  return new Promise((resolve) => clock.after(found[2], resolve));
}
