import type { Sep2Value } from '../../../messages/sep2/codec.js';
import { bitsOf, booleanOf, hexOf, numberOf, objectOf, scaledOf, textOf } from '../read-value.js';
import { type ControlBase, type ControlMode, type ControlModes, controlModes } from './control-modes.js';
import type { DerEvent } from './der-event.js';

/** A DefaultDERControl as it was read. */
export interface DefaultControl {
  readonly mRID: string | undefined;
  readonly base: ControlBase;
  /** Hundredths of a percent a second. */
  readonly setGradW: number | undefined;
  readonly setSoftGradW: number | undefined;
}

/** The program that a control stands in. */
export interface ProgramPlace {
  readonly program: string;
  readonly primacy: number;
}

type Reader = (value: unknown) => number | boolean | undefined;

const percent: Reader = (value) => {
  const raw = numberOf(value);
  return raw === undefined ? undefined : raw / 10_000;
};
const bound: Reader = (value) => {
  const watts = scaledOf(value);
  return watts === undefined ? undefined : Math.max(0, watts);
};

const readers: Readonly<Record<ControlMode, Reader>> = {
  opModEnergize: booleanOf,
  opModConnect: booleanOf,
  opModMaxLimW: (value) => clamp(percent(value), 0, 1),
  opModFixedW: (value) => clamp(percent(value), -1, 1),
  opModTargetW: scaledOf,
  opModExpLimW: bound,
  opModImpLimW: bound,
  opModGenLimW: bound,
  opModLoadLimW: bound,
  opModStorageTargetW: scaledOf,
  // Not of DERControlBase: a server that sends such elements means something else.
  reservedChargeW: () => undefined,
  reservedDischargeW: () => undefined,
};

function clamp(value: number | boolean | undefined, low: number, high: number): number | undefined {
  return typeof value === 'number' ? Math.max(low, Math.min(high, value)) : undefined;
}

/**
 * DERControlBase in the station's words. A mode that is there and cannot be read is taken in its safest meaning, which is no
 * power: somebody wanted to limit something.
 */
export function readControlBase(value: Sep2Value | undefined): ControlBase {
  const modes: Partial<Record<ControlMode, number | boolean>> = {};
  const doubts: string[] = [];
  for (const mode of controlModes) {
    const raw = value?.[mode];
    if (raw === undefined || !mode.startsWith('opMod')) continue;
    const read = readers[mode](raw);
    if (read === undefined) doubts.push(`${mode} cannot be read`);
    modes[mode] = read ?? safest(mode);
  }
  const unsupported = Object.keys(value ?? {}).filter(
    (name) => name.startsWith('opMod') && !(controlModes as readonly string[]).includes(name),
  );
  const ramp = numberOf(value?.['rampTms']);
  return {
    modes: modes as ControlModes,
    unsupported,
    rampS: ramp === undefined || ramp < 0 ? undefined : ramp / 100,
    doubts,
  };
}

function safest(mode: ControlMode): number | boolean {
  return mode === 'opModEnergize' || mode === 'opModConnect' ? false : 0;
}

/** A DERControl, or what keeps it from being one: without an mRID or a time it cannot be carried out. */
export function readDerEvent(value: Sep2Value, place: ProgramPlace): DerEvent | string {
  const mRID = hexOf(value['mRID']);
  if (mRID === undefined) return 'a DERControl without a readable mRID';
  const interval = objectOf(value['interval']);
  const startS = numberOf(interval?.['start']);
  const durationS = numberOf(interval?.['duration']);
  if (startS === undefined || durationS === undefined) return `DERControl ${mRID} without a readable interval`;
  return {
    kind: 'DERControl',
    mRID,
    href: textOf(value['href']),
    ...place,
    version: numberOf(value['version']),
    createdS: numberOf(value['creationTime']) ?? 0,
    startS,
    durationS: Math.max(0, durationS),
    randomizeStartS: numberOf(value['randomizeStart']) ?? 0,
    randomizeDurationS: numberOf(value['randomizeDuration']) ?? 0,
    status: numberOf(objectOf(value['EventStatus'])?.['currentStatus']) ?? 0,
    base: readControlBase(objectOf(value['DERControlBase'])),
    replyTo: textOf(value['replyTo']),
    responseRequired: bitsOf(value['responseRequired']) ?? 0,
  };
}

export function readDefaultControl(value: Sep2Value): DefaultControl {
  return {
    mRID: hexOf(value['mRID']),
    base: readControlBase(objectOf(value['DERControlBase'])),
    setGradW: numberOf(value['setGradW']),
    setSoftGradW: numberOf(value['setSoftGradW']),
  };
}
