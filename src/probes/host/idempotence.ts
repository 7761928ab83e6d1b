import type { Measured } from '../measured.js';

/** The parts of the gateway's state, as lines of text: the comparison shows which of them differ. */
export type StateReader = () => Promise<string>;

export interface IdempotenceProbe {
  readonly state: StateReader;
  /** Restarts the node and resolves when it is ready again. */
  readonly restart: () => Promise<void>;
  /** Applies the node's configuration once more and resolves when that is done. */
  readonly apply: () => Promise<void>;
  readonly evidence: readonly string[];
  readonly now: () => string;
}

/** Lines that only one of two states holds, marked with - (before) and +, at most `limit` of them. */
export function stateDifference(before: string, after: string, limit = 10): readonly string[] {
  const left = before.split('\n');
  const right = after.split('\n');
  const gone = left.filter((line) => !right.includes(line)).map((line) => `- ${line}`);
  const come = right.filter((line) => !left.includes(line)).map((line) => `+ ${line}`);
  const all = [...gone, ...come];
  if (all.length === 0 && before !== after) all.push('the same lines in another order');
  return all.length <= limit ? all : [...all.slice(0, limit), `and ${all.length - limit} more lines`];
}

async function compared(
  probe: IdempotenceProbe,
  id: string,
  method: string,
  change: () => Promise<void>,
): Promise<Measured> {
  const before = await probe.state();
  await change();
  const after = await probe.state();
  return {
    id,
    value: before === after,
    unit: 'bool',
    method,
    evidence: probe.evidence,
    caveats: stateDifference(before, after),
    takenAt: probe.now(),
  };
}

/** `restart-restores-state`: the state before a restart against the state after it, byte by byte. */
export function measureRestart(probe: IdempotenceProbe): Promise<Measured> {
  return compared(probe, 'restart-restores-state', 'state before and after a restart, byte by byte', probe.restart);
}

/** `config-applied-twice`: the state after the first and after the second application, byte by byte. */
export async function measureReapply(probe: IdempotenceProbe): Promise<Measured> {
  await probe.apply();
  return compared(
    probe,
    'config-applied-twice',
    'state after the first and second application, byte by byte',
    probe.apply,
  );
}
