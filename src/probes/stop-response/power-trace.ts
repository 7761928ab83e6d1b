import { readFileSync } from 'node:fs';
import { PlumblineError } from '../../base/errors.js';

/** One reading of the independent meter. The true power at some moment between `asked` and `answered` was `watts`. */
export interface PowerSample {
  /** Monotonic ns when the request left. */
  readonly asked: bigint;
  /** Monotonic ns when the answer was read. */
  readonly answered: bigint;
  /** Wall clock ns at `answered`. */
  readonly wall: bigint;
  /** W, discharge to the grid positive. */
  readonly watts: number;
}

export interface PowerTrace {
  readonly samples: readonly PowerSample[];
  /** Readings that failed, with the reason. */
  readonly gaps: readonly { readonly at: bigint; readonly why: string }[];
}

/** First line of a trace file; a plain table that any tool reads. */
export const traceHeader = 'asked_ns,answered_ns,wall_ns,watts';

export function traceLine({ asked, answered, wall, watts }: PowerSample): string {
  return `${asked},${answered},${wall},${watts}`;
}

export function gapLine(at: bigint, why: string): string {
  return `# gap,${at},${why.replaceAll('\n', ' ')}`;
}

/**
 * Reads the text of a trace. A torn last line (the sampler was killed) is left out.
 * @throws PlumblineError PROBES-053 when a line in the middle is no reading
 */
export function parseTrace(text: string, place: string): PowerTrace {
  const lines = text.split('\n');
  if (lines[0] !== traceHeader) throw new PlumblineError('PROBES-053', { place, detail: 'not a power trace' });
  // Behind the last line feed stands nothing, or a torn line.
  lines.pop();
  const samples: PowerSample[] = [];
  const gaps: { at: bigint; why: string }[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue;
    const gap = /^# gap,(\d+),(.*)$/.exec(line);
    const reading = /^(\d+),(\d+),(\d+),(-?[\d.]+(?:e[+-]?\d+)?)$/.exec(line);
    if (gap !== null) gaps.push({ at: BigInt(gap[1]!), why: gap[2]! });
    else if (reading !== null) {
      const [, asked, answered, wall, watts] = reading;
      samples.push({ asked: BigInt(asked!), answered: BigInt(answered!), wall: BigInt(wall!), watts: Number(watts) });
    } else throw new PlumblineError('PROBES-053', { place: `${place}:${index + 1}`, detail: `"${line.slice(0, 60)}"` });
  }
  return { samples, gaps };
}

/** @throws PlumblineError PROBES-053 */
export function readTrace(file: string): PowerTrace {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new PlumblineError('PROBES-053', { place: file, cause });
  }
  return parseTrace(text, file);
}
