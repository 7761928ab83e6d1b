import type { Measured } from '../measured.js';

/** A state that could not be read: two of them are not the same state. */
export interface UnreadState {
  readonly unread: string;
}

/** The parts of the gateway's state, as lines of text: the comparison shows which of them differ. */
export type StateReader = () => Promise<string | UnreadState>;

export interface IdempotenceProbe {
  readonly state: StateReader;
  /** Restarts the node and resolves when it is ready again. */
  readonly restart: () => Promise<void>;
  /** Applies the node's configuration once more and resolves when that is done. */
  readonly apply: () => Promise<void>;
  readonly evidence: readonly string[];
  readonly now: () => string;
}

/** What two states say of a change; nothing where one of them was not read. */
function told(
  before: string | UnreadState,
  after: string | UnreadState,
): Pick<Measured, 'value' | 'unavailable' | 'caveats'> {
  if (typeof before !== 'string') return { value: undefined, unavailable: `the state before: ${before.unread}` };
  if (typeof after !== 'string') return { value: undefined, unavailable: `the state after: ${after.unread}` };
  return { value: before === after, caveats: stateDifference(before, after) };
}

/** Lines that only one of two states holds, marked with - (before) and +, at most `limit` of them. */
export function stateDifference(before: string, after: string, limit = 10): readonly string[] {
  const left = before.split('\n');
  const right = after.split('\n');
  const gone = without(left, right).map((line) => `- ${line}`);
  const come = without(right, left).map((line) => `+ ${line}`);
  const all = [...gone, ...come];
  if (all.length === 0 && before !== after) all.push('the same lines in another order');
  return all.length <= limit ? all : [...all.slice(0, limit), `and ${all.length - limit} more lines`];
}

/** Lines of one list beyond those of another; a rule that was added a second time stands there once more. */
function without(lines: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const times = left.get(line) ?? 0;
    left.set(line, times - 1);
    return times <= 0;
  });
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
    ...told(before, after),
    unit: 'bool',
    method,
    evidence: probe.evidence,
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

export interface RebootProbe {
  readonly state: StateReader;
  /** Identity of the node's boot (/proc/sys/kernel/random/boot_id); rejects or resolves undefined while it is down. */
  readonly bootId: () => Promise<string | undefined>;
  /** Asks the node to boot again; it may lose the connection while it does. */
  readonly reboot: () => Promise<void>;
  readonly evidence: readonly string[];
  readonly now: () => string;
  /** Waits between two looks at the node, ms. */
  readonly pause: (ms: number) => Promise<void>;
  /** How long the node may take, ms. */
  readonly timeoutMs: number;
}

const lookEveryMs = 2000;

/** `restart-restores-state` of the whole node: its state before a reboot against the state after it. */
export async function measureReboot(probe: RebootProbe): Promise<Measured> {
  const base = {
    id: 'restart-restores-state',
    unit: 'bool',
    method: 'set-up of the node before and after a reboot, line by line',
    evidence: probe.evidence,
    labels: { restarted: 'node' },
  } as const;
  const boot = await probe.bootId();
  const before = await probe.state();
  const unavailable =
    boot === undefined
      ? 'the node does not tell its boot id, so nobody could see that it booted'
      : typeof before === 'string'
        ? undefined
        : `the state before: ${before.unread}`;
  // A node is not sent down for what nobody could compare.
  if (unavailable !== undefined) return { ...base, value: undefined, unavailable, takenAt: probe.now() };
  await probe.reboot();
  for (let waited = 0; waited < probe.timeoutMs; waited += lookEveryMs) {
    await probe.pause(lookEveryMs);
    const now = await probe.bootId().catch(() => undefined);
    if (now === undefined || now === boot) continue;
    const after = await probe.state();
    return { ...base, ...told(before, after), takenAt: probe.now() };
  }
  const gone = `the node did not come back with another boot id within ${probe.timeoutMs / 1000} s`;
  return { ...base, value: undefined, unavailable: gone, takenAt: probe.now() };
}
