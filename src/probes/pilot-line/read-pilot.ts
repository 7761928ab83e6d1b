import type { Reading } from '../../bench/capabilities/measuring.js';
import type { Multimeter } from '../../bench/capabilities/multimeter.js';
import type { OperatorAnswer } from '../../bench/capabilities/operator.js';
import type { PilotReading } from './pilot-measurements.js';

/** Reads mean and RMS of the pilot line with a multimeter: DC volts, then AC volts, some milliseconds apart. */
export async function readPilot(multimeter: Pick<Multimeter, 'read'>): Promise<PilotReading> {
  const mean = await multimeter.read('dc-volts');
  if (mean.kind === 'unavailable') return { kind: 'unread', why: `DC volts: ${mean.detail}` };
  const rms: Reading = await multimeter.read('ac-volts');
  if (rms.kind === 'unavailable') return { kind: 'unread', why: `AC volts: ${rms.detail}` };
  return { kind: 'read', mean: { value: mean.value, U: mean.U }, rms: { value: rms.value, U: rms.U } };
}

/** A voltage that a person read from a multimeter on DC volts. @param U expanded uncertainty of that reading, V */
export function pilotByHand(answer: OperatorAnswer, U: number): PilotReading {
  if (answer.kind === 'none') return { kind: 'unread', why: answer.why };
  if (typeof answer.value !== 'number') return { kind: 'unread', why: 'the answer is no voltage' };
  return { kind: 'read', mean: { value: answer.value, U }, rms: undefined };
}
