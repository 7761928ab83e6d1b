import { join } from 'node:path';
import { PlumblineError } from '../../base/errors.js';
import { projectRoot } from '../../base/project-root.js';
import type { LinkShape } from '../capabilities/link-control.js';
import type { LinkDamage, LinkDirection, LossControl } from '../capabilities/loss-control.js';
import type { BenchProcess } from '../process/bench-process.js';
import { mustRun } from '../process/run-command.js';
import { spawnProcess } from '../process/spawn-process.js';
import { setRate } from './link-rate.js';
import { RelayClient } from './relay-client.js';
import { damageableLink, wireDevices } from './topology.js';

type Damages = Record<LinkDirection, LinkDamage>;
interface LinkState {
  readonly damages: Damages;
  relay: { readonly process: BenchProcess; readonly client: RelayClient } | undefined;
}

const directions: readonly LinkDirection[] = ['to-station', 'from-station'];
const inWire = ['ip', 'netns', 'exec', 'wire'];

/** What the link can do without the relay, in the kernel: independent loss (nftables) and rate (tbf). */
function needsRelay(damage: LinkDamage): boolean {
  return (damage.burst ?? 1) > 1 || (damage.delayMs ?? 0) > 0 || (damage.jitterMs ?? 0) > 0;
}

/**
 * Damages the links of the embedded bench in the namespace `wire`, between the ends: neither the station's firewall nor
 * the captures of the ends see anything but a bad medium. Independent loss and rate are done by the kernel; bursts and
 * delay put a user-space relay in the place of the bridge, because the netem queue is missing in many kernels.
 */
export class EmbeddedLossControl implements LossControl {
  readonly driver = 'embedded-link';
  readonly description = 'nftables and tbf in the namespace wire; user-space relay for bursts and delay';
  readonly can = { burst: true, delay: true, rate: true };
  readonly #links = new Map<string, LinkState>();
  /** Rates that the links have without any damage. */
  readonly #shapes = new Map<string, LinkShape>();
  readonly #logFolder: string;
  #last: Promise<unknown> = Promise.resolve();

  constructor(logFolder: string) {
    this.#logFolder = logFolder;
  }

  /** @throws PlumblineError BENCH-013 unknown link or value out of range, BENCH-006 when the kernel refuses */
  set(role: string, direction: LinkDirection, damage: LinkDamage): Promise<void> {
    return this.#inTurn(async () => {
      checkDamage(role, damage);
      const state = this.#state(role);
      state.damages[direction] = damage;
      await this.#apply(role, state, direction);
    });
  }

  dropped(role: string, direction: LinkDirection): Promise<number> {
    return this.#inTurn(async () => {
      const state = this.#links.get(role);
      if (state === undefined) return 0;
      if (state.relay !== undefined) return state.relay.client.dropped(direction);
      return (state.damages[direction].loss ?? 0) > 0 ? countDrops(role, direction) : 0;
    });
  }

  clear(): Promise<void> {
    return this.#inTurn(async () => {
      for (const [role, state] of this.#links) {
        for (const direction of directions) {
          state.damages[direction] = {};
          await this.#apply(role, state, direction);
        }
      }
      this.#links.clear();
    });
  }

  /**
   * Gives a link a rate of its own, which stays when damage is cleared; of a rate that was set as damage the lower holds.
   * @throws PlumblineError BENCH-013, BENCH-006
   */
  shape(role: string, shape: LinkShape): Promise<void> {
    return this.#inTurn(async () => {
      checkShape(role, shape);
      if (shape.rateKbps === undefined) this.#shapes.delete(role);
      else this.#shapes.set(role, shape);
      for (const direction of directions) await this.#applyRate(role, direction);
    });
  }

  /** Rates without damage, by role. */
  get shapes(): ReadonlyMap<string, LinkShape> {
    return this.#shapes;
  }

  #applyRate(role: string, direction: LinkDirection): Promise<void> {
    const { outOf } = portOf(role, direction);
    return setRate(outOf, this.#links.get(role)?.damages[direction].rateBps, this.#shapes.get(role));
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }

  #state(role: string): LinkState {
    const known = this.#links.get(role);
    if (known !== undefined) return known;
    const made: LinkState = { damages: { 'to-station': {}, 'from-station': {} }, relay: undefined };
    this.#links.set(role, made);
    return made;
  }

  async #apply(role: string, state: LinkState, changed: LinkDirection): Promise<void> {
    const relayed = directions.some((direction) => needsRelay(state.damages[direction]));
    await this.#applyRate(role, changed);
    if (!relayed) {
      await this.#removeRelay(role, state);
      await setLoss(role, changed, state.damages[changed].loss ?? 0);
      return;
    }
    if (state.relay !== undefined) {
      await state.relay.client.set(changed, state.damages[changed]);
      return;
    }
    await this.#insertRelay(role, state);
  }

  async #insertRelay(role: string, state: LinkState): Promise<void> {
    const { station, other } = wireDevices(role);
    const client = new RelayClient();
    const main = join(projectRoot(), 'dist/src/bench/embedded/relay/main.js');
    const process_ = await spawnProcess([...inWire, process.execPath, main, station, other], {
      name: `relay-${role}`,
      log: join(this.#logFolder, `relay-${role}.log`),
      ready: /"event":"ready"/,
      stdin: 'pipe',
      onLine: (line) => client.onLine(line),
    });
    client.bind((text) => process_.write(text), process_.ended);
    for (const direction of directions) {
      await client.set(direction, state.damages[direction]);
      await setLoss(role, direction, 0);
    }
    // The bridge lets go only now: the link is down for the time of this one command.
    await mustRun(
      ['ip', '-n', 'wire', '-batch', '-'],
      `link set dev ${station} nomaster\nlink set dev ${other} nomaster`,
    );
    state.relay = { process: process_, client };
  }

  async #removeRelay(role: string, state: LinkState): Promise<void> {
    if (state.relay === undefined) return;
    await state.relay.process.stop();
    state.relay = undefined;
    const { station, other, bridge } = wireDevices(role);
    const back = [station, other].map((device) => `link set dev ${device} master ${bridge}`);
    await mustRun(['ip', '-n', 'wire', '-batch', '-'], back.join('\n'));
    for (const direction of directions) await setLoss(role, direction, state.damages[direction].loss ?? 0);
  }
}

type Range = readonly [name: string, value: number | undefined, low: number, high: number];

function checkShape(role: string, { rateKbps, queueMs }: LinkShape): void {
  checkRanges(role, [
    ['rateKbps', rateKbps, 8, 10_000_000],
    ['queueMs', queueMs, 10, 10_000],
  ]);
}

function checkDamage(role: string, damage: LinkDamage): void {
  checkRanges(role, [
    ['loss', damage.loss, 0, 1],
    ['burst', damage.burst, 1, 10_000],
    ['delayMs', damage.delayMs, 0, 60_000],
    ['jitterMs', damage.jitterMs, 0, 60_000],
    ['rateBps', damage.rateBps, 1000, 1e11],
  ]);
}

function checkRanges(role: string, ranges: readonly Range[]): void {
  if (damageableLink(role) === undefined) {
    throw new PlumblineError('BENCH-013', { place: role, detail: 'only mesh and utility can be damaged' });
  }
  for (const [name, value, low, high] of ranges) {
    if (value !== undefined && !(value >= low && value <= high)) {
      throw new PlumblineError('BENCH-013', {
        place: role,
        detail: `${name} = ${value} is not within ${low}..${high}`,
      });
    }
  }
}

/** Frames towards the station come into `wire` at the port of the other end. */
function portOf(role: string, direction: LinkDirection): { readonly into: string; readonly outOf: string } {
  const { station, other } = wireDevices(role);
  return direction === 'to-station' ? { into: other, outOf: station } : { into: station, outOf: other };
}

async function setLoss(role: string, direction: LinkDirection, loss: number): Promise<void> {
  const { into } = portOf(role, direction);
  const table = `netdev loss-${role}-${direction}`;
  const share = Math.round(loss * 10_000);
  const rule = [
    `add table ${table} {`,
    '  chain ingress {',
    `    type filter hook ingress device "${into}" priority 0;`,
    '    icmpv6 type { 133, 134, 135, 136 } accept',
    share >= 10_000 ? '    counter drop' : `    numgen random mod 10000 < ${share} counter drop`,
    '  }',
    '}',
  ];
  // One transaction: there is no moment without a rule between the old one and the new one.
  const lines = [`add table ${table}`, `delete table ${table}`, ...(share > 0 ? rule : [])];
  await mustRun([...inWire, 'nft', '-f', '-'], `${lines.join('\n')}\n`);
}

async function countDrops(role: string, direction: LinkDirection): Promise<number> {
  const listed = await mustRun([...inWire, 'nft', '-j', 'list', 'table', 'netdev', `loss-${role}-${direction}`]);
  const { nftables } = JSON.parse(listed) as { readonly nftables: readonly NftObject[] };
  const expressions = nftables.flatMap((object) => object.rule?.expr ?? []);
  return expressions.reduce((total, expression) => total + (expression.counter?.packets ?? 0), 0);
}

interface NftObject {
  readonly rule?: { readonly expr: readonly { readonly counter?: { readonly packets: number } }[] };
}
