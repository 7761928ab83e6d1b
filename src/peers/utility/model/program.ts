import type { ControlBase, DefaultControl } from '../utility-config.js';
import { type EventMoment, endS, goneS, momentOf, type UtilityEvent } from './event.js';

/** A DERControl. */
export interface Control extends UtilityEvent {
  readonly id: number;
  readonly base: ControlBase;
  readonly responseRequired: number;
  readonly replyTo: boolean;
  readonly deviceCategory: number | undefined;
  /** Monotonic ns at which it came into the tree. */
  readonly issuedAtNs: bigint;
}

/** A DERCurve, in the codec's form but for href. */
export interface Curve {
  readonly id: number;
  readonly value: Readonly<Record<string, unknown>>;
}

/** A DERProgram with what hangs below it. */
export interface Program {
  readonly id: number;
  readonly name: string;
  readonly mRID: string;
  primacy: number;
  readonly description: string;
  default: { readonly control: DefaultControl; readonly mRID: string } | undefined;
  controls: Control[];
  readonly curves: Curve[];
}

/** Control modes that a base names: two events stand in each other's way only where they share one. */
export function modesOf(base: ControlBase): ReadonlySet<string> {
  const modes = Object.keys({ ...base, ...base.other }).filter((name) => name.startsWith('opMod'));
  // Energize, connect and the limits all move the same power: a control with neither stands for all.
  return new Set(modes);
}

function share(a: ControlBase, b: ControlBase): boolean {
  const modes = modesOf(b);
  return [...modesOf(a)].some((mode) => modes.has(mode));
}

/** Status of a control among those of its program and of stronger ones (IEEE 2030.5-2018, 10.2.3 and 10.10.4). */
export function controlMoment(control: Control, program: Program, all: readonly Program[], nowS: number): EventMoment {
  const newer = program.controls.filter((other) => other.order > control.order && share(other.base, control.base));
  const rivals = all
    .filter((other) => other.primacy < program.primacy)
    .flatMap((other) => other.controls.filter((rival) => share(rival.base, control.base)));
  return momentOf(control, nowS, newer, rivals);
}

/** Whether the server still lists it: until its end, randomization included; a status that is held stays. */
export function isListed(control: UtilityEvent, nowS: number): boolean {
  if (control.held?.state === 'active') return true;
  const end = control.cancelled === undefined ? endS(control) : goneS(control);
  return nowS < Math.max(end, control.durationS === 0 ? control.startS + 1 : end);
}

/** Order of a DERControlList: by start, then the newer first, then mRID. */
export function byStart(a: UtilityEvent, b: UtilityEvent): number {
  return a.startS - b.startS || b.creationS - a.creationS || b.order - a.order || (a.mRID < b.mRID ? -1 : 1);
}
