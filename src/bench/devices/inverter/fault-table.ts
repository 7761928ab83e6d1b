/** A number that a fault can be given: `--fault slow-ramp:percent_per_s=10`. */
export interface FaultParameter {
  readonly unit: string;
  readonly default: number;
  readonly low: number;
  readonly high: number;
  /** The only values it may take, where not every value of the range will do. */
  readonly among?: readonly number[];
  readonly describe: string;
}

export interface DeviceFault {
  /** What the device does, as a user sees it. */
  readonly behaviour: string;
  /** The part of the plant that misbehaves. */
  readonly where: 'inverter' | 'meter';
  /** Where such a device was seen, or the rule that it breaks. */
  readonly source: string;
  readonly parameters: Readonly<Record<string, FaultParameter>>;
}

const field = 'seen in the field';
const sunspec = 'SunSpec Device Information Model specification';
const modbus = 'MODBUS Application Protocol 1.1b3, clause 7';
const none = {};

function parameter(
  unit: string,
  byDefault: number,
  low: number,
  high: number,
  describe: string,
  among?: readonly number[],
): FaultParameter {
  return { unit, default: byDefault, low, high, describe, ...(among === undefined ? {} : { among }) };
}

const seconds = (byDefault: number, describe: string) => parameter('s', byDefault, 0, 3600, describe);
const percent = (byDefault: number, describe: string) => parameter('%', byDefault, 0, 100, describe);

/**
 * Every misbehaviour of the simulated inverter and of its meter. Each is a small isolated change; several may hold at
 * once. Names and parameters are for bench.yaml (`devices.inverter.faults`), `--fault` and `inverter-control`.
 */
export const inverterFaults = {
  'ack-before-effect': {
    behaviour: 'takes a write at once and acts on it only later',
    where: 'inverter',
    source: field,
    parameters: { delay_s: seconds(10, 'time between the answer and the first effect, on top of the dead time') },
  },
  'slow-ramp': {
    behaviour: 'follows every change of power slowly, whatever the urgency',
    where: 'inverter',
    source: field,
    parameters: { percent_per_s: parameter('%/s', 10, 0.1, 1000, 'slope, of the rating') },
  },
  'stepped-ramp': {
    behaviour: 'changes power in fixed steps, whatever the urgency',
    where: 'inverter',
    source: field,
    parameters: {
      percent: parameter('%', 10, 0.1, 100, 'height of a step, of the rating'),
      every_s: parameter('s', 1, 0.01, 3600, 'time between two steps; the first comes at once'),
    },
  },
  'reject-write': {
    behaviour: 'answers every write with an exception and changes nothing',
    where: 'inverter',
    source: modbus,
    parameters: {
      code: parameter('', 4, 1, 6, 'exception code', [1, 2, 3, 4, 6]),
      above_w: parameter('W', 0, 0, 1_000_000, 'only while so much power flows, either direction; 0: always'),
    },
  },
  'ignore-connect': {
    behaviour: 'takes writes of the connect switch and leaves the contactor as it is',
    where: 'inverter',
    source: field,
    parameters: none,
  },
  'ignore-limit': {
    behaviour: 'takes and shows a power limit and does not keep to it',
    where: 'inverter',
    source: field,
    parameters: none,
  },
  'wrong-sign': {
    behaviour: 'turns the sign of the set power round: charges where it should discharge',
    where: 'inverter',
    source: field,
    parameters: none,
  },
  'wrong-sign-reading': {
    behaviour: 'shows its own power with the wrong sign',
    where: 'inverter',
    source: field,
    parameters: none,
  },
  'revert-timer': {
    behaviour: 'arms a revert timer that nobody asked for: without a new write it goes back to full power',
    where: 'inverter',
    source: field,
    parameters: { after_s: parameter('s', 60, 0.1, 86_400, 'time after the last write') },
  },
  'partial-effect': {
    behaviour: 'takes off only a part of the power that it should, and never opens the contactor',
    where: 'inverter',
    source: field,
    parameters: { percent: percent(60, 'share of the reduction that is carried out') },
  },
  rebound: {
    behaviour: 'stops, and some time later delivers power again by itself',
    where: 'inverter',
    source: field,
    parameters: {
      after_s: seconds(3, 'time from the command to stop until power comes back'),
      percent: percent(50, 'power that comes back, of the rating'),
      for_s: seconds(2, 'how long it stays; 0: until the next command'),
    },
  },
  'never-release': {
    behaviour: 'takes a write that ends a limit or a disconnect, and stays as it was',
    where: 'inverter',
    source: field,
    parameters: none,
  },
  'ignore-island': {
    behaviour: 'keeps energising when the mains are gone',
    where: 'inverter',
    source: 'IEEE 1547-2018, unintentional islanding (from memory; check against the standard)',
    parameters: none,
  },
  freeze: {
    behaviour: 'its measurement registers stop moving; commands still act',
    where: 'inverter',
    source: field,
    parameters: none,
  },
  latency: {
    behaviour: 'works on every Modbus request late',
    where: 'inverter',
    source: field,
    parameters: {
      ms: parameter('ms', 500, 0, 60_000, 'time from the request to its answer'),
      jitter_ms: parameter('ms', 0, 0, 60_000, 'uniform addition, 0 to this'),
    },
  },
  silent: {
    behaviour: 'does not answer Modbus at all',
    where: 'inverter',
    source: field,
    parameters: none,
  },
  'drop-connection': {
    behaviour: 'closes the Modbus connection in place of an answer',
    where: 'inverter',
    source: field,
    parameters: { every: parameter('', 5, 1, 100_000, 'every how many requests') },
  },
  'not-implemented': {
    behaviour: 'marks its power as not implemented',
    where: 'inverter',
    source: sunspec,
    parameters: none,
  },
  'meter-freeze': {
    behaviour: 'the meter repeats its last sample for ever',
    where: 'meter',
    source: field,
    parameters: none,
  },
  'meter-noise': {
    behaviour: 'the samples of the meter scatter more than they should',
    where: 'meter',
    source: field,
    parameters: { w: parameter('W', 500, 0, 1_000_000, 'standard deviation of one sample') },
  },
  'meter-offset': {
    behaviour: 'the meter shows too much or too little',
    where: 'meter',
    source: field,
    parameters: {
      w: parameter('W', 200, -1_000_000, 1_000_000, 'constant error'),
      percent: parameter('%', 0, -100, 100, 'error of gain'),
    },
  },
  'meter-wrong-sign': {
    behaviour: 'the meter counts discharge as negative (its current transformers are turned round)',
    where: 'meter',
    source: field,
    parameters: none,
  },
  'meter-silent': {
    behaviour: 'the meter does not answer',
    where: 'meter',
    source: field,
    parameters: none,
  },
  'meter-latency': {
    behaviour: 'the meter works on every request late',
    where: 'meter',
    source: field,
    parameters: { ms: parameter('ms', 500, 0, 60_000, 'time from the request to its answer') },
  },
} as const satisfies Readonly<Record<string, DeviceFault>>;

export type InverterFaultName = keyof typeof inverterFaults;

/** True for a name of the table. */
export function isInverterFault(name: string): name is InverterFaultName {
  return Object.hasOwn(inverterFaults, name);
}
