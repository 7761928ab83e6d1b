import type { ActiveFaults } from './active-faults.js';
import type { WantedControl } from './inverter-controls.js';
import type { Command } from './inverter-physics.js';

/** Everything that decides what the electronics are told. */
export interface CommandInputs {
  readonly wanted: WantedControl;
  readonly faults: ActiveFaults;
  readonly ratedW: number;
  /** Power that the scene asks for while no set power is enabled, W. */
  readonly targetW: number;
  /** Power at the terminals now, W. */
  readonly presentW: number;
  /** Slope of the electronics themselves, W/s. */
  readonly ownRampWPerS: number;
  /** Whether the command before this one connected. */
  readonly wasConnected: boolean;
  /** False while the protection keeps it from energising. */
  readonly inService: boolean;
  /** Limit of the voltage, W, and the time in which it is to be reached, s. */
  readonly voltage: { readonly limitW: number; readonly seconds: number } | undefined;
  /** Slope after entering service, W/s; undefined: that of the electronics. */
  readonly enterRampWPerS: number | undefined;
  /** Keeps a power within what the storage can do. */
  readonly bound: (watts: number) => number;
}

/** The command that follows from registers, scene, grid and faults. Pure. */
export function electronicsCommand(inputs: CommandInputs): Command {
  const { wanted, faults, ratedW, targetW, voltage } = inputs;
  const clamp = (watts: number, most: number) => Math.min(most, Math.max(-most, watts));
  const asked = wanted.setW === undefined ? targetW : faults.has('wrong-sign') ? -wanted.setW : wanted.setW;
  const full = inputs.bound(clamp(asked, ratedW));
  const limited = faults.has('ignore-limit') ? full : clamp(full, wanted.limitW);
  const byVoltage = voltage === undefined ? limited : Math.min(limited, voltage.limitW);
  const switched = faults.has('ignore-connect') ? inputs.wasConnected : wanted.connected;
  const outcome = partial(inputs, full, { connected: switched, setpointW: byVoltage });
  const soft = faults.has('slow-ramp') || faults.has('stepped-ramp');
  return {
    ...outcome,
    connected: outcome.connected && inputs.inService,
    rampWPerS: slope(inputs, outcome.connected ? outcome.setpointW : 0, byVoltage < limited),
    stairs: stairs(faults, ratedW),
    // What the protection opens, it opens under load.
    soft: soft && inputs.inService,
  };
}

type Outcome = Pick<Command, 'connected' | 'setpointW'>;

/** Fault partial-effect: of the way from full power down to what is asked for, only a share is gone. */
function partial({ faults, wasConnected }: CommandInputs, full: number, asked: Outcome): Outcome {
  const percent = faults.value('partial-effect', 'percent');
  if (percent === undefined || !wasConnected) return asked;
  const to = asked.connected ? asked.setpointW : 0;
  if (Math.abs(to) >= Math.abs(full)) return asked;
  return { connected: true, setpointW: full - (percent / 100) * (full - to) };
}

function slope(inputs: CommandInputs, setpointW: number, byVoltage: boolean): number | undefined {
  const { wanted, faults, presentW, voltage, ratedW } = inputs;
  const distance = Math.abs(setpointW - presentW);
  const rises = Math.abs(setpointW) > Math.abs(presentW);
  const limits: number[] = [];
  // A ramp time of the master stands in place of the inverter's own slope, whether it is steeper or not.
  if (wanted.rampSeconds > 0 && distance > 0) limits.push(distance / wanted.rampSeconds);
  else {
    if (wanted.gradientWPerS !== undefined) limits.push(wanted.gradientWPerS, inputs.ownRampWPerS);
    if (wanted.riseWPerS !== undefined && rises) limits.push(wanted.riseWPerS, inputs.ownRampWPerS);
  }
  if (byVoltage && voltage !== undefined && voltage.seconds > 0 && distance > 0) {
    limits.push(distance / voltage.seconds, inputs.ownRampWPerS);
  }
  if (inputs.enterRampWPerS !== undefined && rises) limits.push(inputs.enterRampWPerS, inputs.ownRampWPerS);
  const slow = faults.value('slow-ramp', 'percent_per_s');
  if (slow !== undefined) limits.push((slow / 100) * ratedW, inputs.ownRampWPerS);
  return limits.length === 0 ? undefined : Math.min(...limits);
}

function stairs(faults: ActiveFaults, ratedW: number): Command['stairs'] {
  const percent = faults.value('stepped-ramp', 'percent');
  const seconds = faults.value('stepped-ramp', 'every_s');
  return percent === undefined || seconds === undefined ? undefined : { watts: (percent / 100) * ratedW, seconds };
}

/** Fault never-release: what has been limited or disconnected stays so. */
export function withoutRelease(before: WantedControl, wanted: WantedControl): WantedControl {
  return {
    ...wanted,
    connected: before.connected && wanted.connected,
    limitW: Math.min(before.limitW, wanted.limitW),
    limitEnabled: before.limitEnabled || wanted.limitEnabled,
  };
}
