/**
 * The link relay as its own process, in the namespace `wire`: `main.js STATION_PORT OTHER_PORT`. Reads orders from stdin
 * and answers on stdout, one JSON object a line.
 */
import { createInterface } from 'node:readline';
import { systemClock } from '../../../base/clock.js';
import type { LinkDamage, LinkDirection } from '../../capabilities/loss-control.js';
import { LinkRelay } from './relay.js';

export type RelayOrder =
  | { readonly id: number; readonly order: 'set'; readonly direction: LinkDirection; readonly damage: LinkDamage }
  | { readonly id: number; readonly order: 'dropped'; readonly direction: LinkDirection };

const [station = '', other = ''] = process.argv.slice(2);
const relay = new LinkRelay(station, other, systemClock, Math.random);
const answer = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const order = JSON.parse(line) as RelayOrder;
    if (order.order === 'set') {
      relay.set(order.direction, order.damage);
      answer({ id: order.id });
    } else {
      answer({ id: order.id, dropped: relay.dropped(order.direction) });
    }
  })
  .on('close', () => process.exit(0));
answer({ event: 'ready' });
