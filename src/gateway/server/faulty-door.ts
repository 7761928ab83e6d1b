import type { Socket } from 'node:net';
import type { Clock } from '../../base/clock.js';
import type { Faults } from '../faults/faults.js';

/** Connections that a gateway with `tls-drops-above-n` or `tls-stalls` serves well. */
const places = 8;
/** How long `tls-stalls` lets a vehicle wait, ms: longer than the 5 s that a vehicle has for TCP and TLS. */
const stallMs = 6000;

/** When an accepted connection goes on to TLS; `undefined` for a gateway whose door has no fault. */
export function faultyDoor(faults: Faults, clock: Clock): ((tcp: Socket, go: () => void) => void) | undefined {
  const serial = faults.has('tls-serial-handshakes');
  const drops = faults.has('tls-drops-above-n');
  const stalls = faults.has('tls-stalls');
  if (!serial && !drops && !stalls) return undefined;
  const open = new Set<Socket>();
  const waiting: { readonly tcp: Socket; readonly go: () => void }[] = [];
  const next = (): void => {
    while (open.size === 0) {
      const first = waiting.shift();
      if (first === undefined) return;
      if (!first.tcp.destroyed) enter(first.tcp, first.go);
    }
  };
  const enter = (tcp: Socket, go: () => void): void => {
    open.add(tcp);
    tcp.once('close', () => {
      open.delete(tcp);
      next();
    });
    go();
  };
  return (tcp, go) => {
    if (serial) {
      waiting.push({ tcp, go });
      next();
    } else if (open.size < places) enter(tcp, go);
    else if (drops) tcp.resetAndDestroy();
    else clock.after(stallMs, () => enter(tcp, go));
  };
}
