import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { insidePrivateNamespaces, reenter } from '../../src/bench/private-namespaces.js';
import { mustRun, runCommand } from '../../src/bench/process/run-command.js';
import { injectFrames } from '../../src/probes/inject/inject-frames.js';
import { startInjector } from '../../src/probes/inject/start-injector.js';
import type { SessionEvent } from '../../src/probes/session-reader/session-event.js';

if (!insidePrivateNamespaces()) process.exit(await reenter(process.argv.slice(1)));

const vehicle = [2, 0, 0, 0, 0, 0x11];
const station = [2, 0, 0, 0, 0, 0x22];
const runId = [1, 2, 3, 4, 5, 6, 7, 8];

/** CM_SLAC_PARM (ISO 15118-3, A.2.1): destination, source, EtherType 0x88E1, MMV 1, type, no fragments, body. */
function slacParm(to: readonly number[], from: readonly number[], type: number, body: readonly number[]): Uint8Array {
  return Uint8Array.from([...to, ...from, 0x88, 0xe1, 0x01, type, 0x60, 0, 0, ...body]);
}

const request = slacParm([0xff, 0xff, 0xff, 0xff, 0xff, 0xff], vehicle, 0x64, [0, 0, ...runId]);
const confirmation = slacParm(vehicle, station, 0x65, [
  ...[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 10, 6, 1],
  ...vehicle,
  ...[0, 0, ...runId],
]);

describe('plumbline inject on an interface', () => {
  before(async () => {
    await mustRun(['ip', 'link', 'add', 'plc0', 'type', 'veth', 'peer', 'name', 'plc1']);
    for (const name of ['plc0', 'plc1']) await mustRun(['ip', 'link', 'set', name, 'up']);
  });
  after(() => runCommand(['ip', 'link', 'delete', 'plc0']));

  it('sends HomePlug frames and tells the answers, but not its own frames a second time', async () => {
    const seen: Uint8Array[] = [];
    const modem = await startInjector({
      interface: 'plc1',
      filter: 'ether proto 0x88e1 and ether src 02:00:00:00:00:11',
      onFrame: (frame) => {
        seen.push(frame);
        void modem.sendFrame(confirmation);
      },
    });
    const events: SessionEvent[] = [];
    try {
      const outcome = await injectFrames({
        interface: 'plc0',
        frames: [
          { bytes: request, sinceNs: 0n },
          { bytes: request, sinceNs: 60_000_000n },
        ],
        filter: 'ether proto 0x88e1',
        pace: 'original',
        lingerMs: 400,
        onEvent: (event) => events.push(event),
      });
      assert.deepEqual(outcome, { sent: 2, received: 2 });
    } finally {
      await modem.close();
    }
    assert.deepEqual(
      seen.map((frame) => Buffer.from(frame.subarray(0, request.length)).toString('hex')),
      [request, request].map((frame) => Buffer.from(frame).toString('hex')),
    );
    const told = events.map((event) => (event.kind === 'mme' ? `${event.source} ${event.mme.label}` : event.kind));
    assert.deepEqual(told, [
      '02:00:00:00:00:11 CM_SLAC_PARM.REQ',
      '02:00:00:00:00:22 CM_SLAC_PARM.CNF',
      '02:00:00:00:00:11 CM_SLAC_PARM.REQ',
      '02:00:00:00:00:22 CM_SLAC_PARM.CNF',
    ]);
    const times = events.flatMap((event) => (event.kind === 'mme' ? [event.packet.timestampNs] : []));
    assert.ok(times[2]! - times[0]! >= 40_000_000n, 'the gap of the recording is kept');
  });
});
