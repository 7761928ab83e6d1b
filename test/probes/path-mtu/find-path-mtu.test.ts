import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { describe, it } from 'node:test';
import { systemClock } from '../../../src/base/clock.js';
import type { IcmpSocket } from '../../../src/probes/loss/icmp-socket.js';
import { findPathMtu } from '../../../src/probes/path-mtu/find-path-mtu.js';
import { pathMtuFindings } from '../../../src/probes/path-mtu/measure-path-mtu.js';
import { pathMtuPlan } from '../../../src/probes/path-mtu/path-mtu-plan.js';

const plan = pathMtuPlan({ path: 'p', host: 'fe80::1', interface: 'm0', attempts: 3, timeoutMs: 10 });
const identifier = 77;

/** A path that carries packets up to `mtu`; `lost(n)` loses the n-th; with `tells` a node says what is too big. */
function path(mtu: number, options: { readonly lost?: (n: number) => boolean; readonly tells?: boolean } = {}) {
  const events = new EventEmitter();
  let sent = 0;
  const send = (request: Buffer, _from: number, length: number, _to: string, done: (error: Error | null) => void) => {
    done(null);
    if (options.lost?.(++sent) === true) return;
    const fits = length + 40 <= mtu;
    if (!fits && options.tells !== true) return;
    const reply = fits ? Buffer.from(request) : Buffer.concat([Buffer.alloc(48), request]);
    reply[0] = fits ? 129 : 2;
    if (!fits) reply.writeUInt32BE(mtu, 4);
    setImmediate(() => events.emit('message', reply, 'fe80::9%m0'));
  };
  return Object.assign(events, { send, setOption: () => undefined }) as unknown as IcmpSocket;
}

describe('the largest packet of a path', () => {
  const rows: readonly (readonly [string, number, IcmpSocket, number | undefined])[] = [
    ['all that the interface takes', 1500, path(1500), 1500],
    ['a black hole, found by halving', 2304, path(1532), 1532],
    ['a node that tells', 9000, path(1400, { tells: true }), 1400],
    ['loss does not look like a small MTU', 1500, path(1500, { lost: (n) => n % 3 !== 0 }), 1500],
    ['nobody answers', 1500, path(0), undefined],
    ['the least that IPv6 allows', 1280, path(1280), 1280],
    ['less than IPv6 needs, and nobody says so', 1500, path(900), 900],
    ['less than IPv6 needs, on an interface of just that', 1280, path(1279), 1279],
  ];
  for (const [title, largest, socket, expected] of rows)
    it(title, async () => {
      const { pathMtu, tried } = await findPathMtu(plan, largest, socket, systemClock, identifier);
      assert.equal(pathMtu, expected);
      assert.ok(tried.length < 16, `${tried.length} sizes`);
    });
  it('says who is to blame, or that nobody says anything', async () => {
    const findings = async (largest: number, socket: IcmpSocket) => {
      const found = await findPathMtu(plan, largest, socket, systemClock, identifier);
      const link = { interfaceMtu: largest, driverMtu: undefined, linkKind: undefined };
      return pathMtuFindings({ kind: 'path-mtu', plan, startedAt: '', ...link, ...found }).join();
    };
    assert.match(await findings(9000, path(1400, { tells: true })), /fe80::9 carries 1400 bytes and says so/);
    assert.match(await findings(2304, path(1532)), /promises 2304 bytes, the path carries 1532.*black hole/);
    assert.match(await findings(1500, path(0)), /answered no echo, not even one of 104 bytes/);
    assert.match(await findings(1500, path(900)), /carries 900 bytes, IPv6 needs 1280.*black hole/);
    assert.equal(await findings(1500, path(1500)), '');
  });
});
