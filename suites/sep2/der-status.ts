import { bitsAt } from './body-values.js';
import type { GridCase } from './grid-case.js';

/** Bits of genConnectStatus (ConnectStatusType): 0 connected, 1 available, 2 operating. */
const bitNames: Readonly<Record<number, string>> = { 0: 'connected', 1: 'available', 2: 'operating' };

/** The gateway must put a DERStatus whose genConnectStatus has the bit set or clear, after request number `after`. */
export async function expectConnected(grid: GridCase, bit: number, set: boolean, after: number): Promise<void> {
  const seconds = grid.pollSeconds * 2 + 2;
  const deadline = process.hrtime.bigint() + BigInt(seconds) * 1_000_000_000n;
  const words = `${bitNames[bit]} ${set ? 'set' : 'clear'}`;
  let seen = 'no DERStatus was put';
  let from = after;
  for (;;) {
    const left = Number(deadline - process.hrtime.bigint()) / 1e9;
    const put = left <= 0 ? undefined : await grid.request({ method: 'PUT', sent: 'DERStatus', after: from }, left);
    if (put === undefined) break;
    from = put.seq;
    const bits = bitsAt(put.body, 'genConnectStatus', 'value');
    seen = bits === undefined ? 'no genConnectStatus' : `genConnectStatus ${bits}`;
    if (bits !== undefined && ((bits >> bit) & 1) === (set ? 1 : 0)) {
      grid.run.observe(true, { text: `DERStatus tells it: ${words}`, observed: seen });
      return;
    }
  }
  grid.run.observe(false, {
    text: `DERStatus tells it: ${words}`,
    expected: `genConnectStatus, bit ${bit} (${words}), within ${seconds} s`,
    observed: seen,
    field: 'DERStatus.genConnectStatus',
  });
}
