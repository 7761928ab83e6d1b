import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { describe, it, type TestContext, test } from 'node:test';
import type { FaultName } from '../../../src/gateway/faults/fault-table.js';
import type { UtilityConfig } from '../../../src/peers/utility/utility-config.js';
import { type RunningGateway, startGateway } from '../support/test-gateway.js';
import { eventually, gatewayOf, responsesOf, startUtilityBench, type UtilityBench } from './support/utility-bench.js';

interface Running extends UtilityBench {
  /** Whether the fault is there. */
  readonly seeded: boolean;
  readonly gateway: RunningGateway;
  state(): Promise<Record<string, unknown>>;
}

interface Row {
  readonly title: string;
  /** With the fault it is seen; without it is not. */
  readonly fault: FaultName;
  readonly server?: Partial<UtilityConfig>;
  readonly more?: string;
  /** Whether the faulty behaviour shows. */
  readonly shows: (bench: Running) => Promise<boolean>;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** What comes is waited for as long as a loaded machine may take, ms; what should not come, as long as a row says. */
const patientMs = 30_000;
const comes = (what: string, check: () => Promise<true | undefined>, ms: number): Promise<boolean> =>
  eventually(what, check, ms).catch(() => false);
const has = (bench: Running, mRID: string, status: number, ms = patientMs): Promise<boolean> =>
  comes('response', async () => (await responsesOf(bench.utility, mRID)).includes(status) || undefined, ms);
/** Whether a response stays away: it does in `ms` where the fault is there. */
const lacks = async (bench: Running, mRID: string, status: number, ms = 2000): Promise<boolean> =>
  !(await has(bench, mRID, status, bench.seeded ? ms : patientMs));
const known = (bench: Running, ms = patientMs): Promise<boolean> =>
  comes('known', async () => (await bench.state())['server_is'] === 'known' || undefined, ms);
/** Whether the server stays unknown: it does for 3 s where the fault is there. */
const unknown = async (bench: Running): Promise<boolean> => !(await known(bench, bench.seeded ? 3000 : patientMs));
/** Whether the client ends, and does not come back; a client that goes on has had six rounds of polls by then. */
const halted = (bench: Running): Promise<boolean> =>
  comes(
    'halted',
    async () => (await bench.state())['state'] === 'halted' || undefined,
    bench.seeded ? patientMs : 1200,
  );
const stop = { durationS: 60, base: { opModEnergize: false } } as const;

const rows: readonly Row[] = [
  {
    fault: 'stop-on-404',
    title: 'the client ends at a 404 for a control',
    shows: async (bench) => {
      await known(bench);
      await bench.utility.behave({ kind: 'status', status: 404, match: 'GET .*/derc/[^?]+' });
      const { mRID } = await bench.utility.createControl(stop);
      await has(bench, mRID, 1);
      return halted(bench);
    },
  },
  {
    fault: 'wait-for-active-status',
    title: 'a control that is only scheduled does not begin',
    shows: async (bench) => {
      const { mRID } = await bench.utility.createControl({ ...stop, status: 'scheduled' });
      return lacks(bench, mRID, 2);
    },
  },
  {
    fault: 'ignore-active-status',
    title: 'a control that is active before its time does not begin',
    shows: async (bench) => {
      const { mRID } = await bench.utility.createControl({ ...stop, startInS: 30, status: 'active' });
      return lacks(bench, mRID, 2);
    },
  },
  {
    fault: 'ignore-past-event',
    title: 'a control that began in the past does not begin',
    shows: async (bench) => {
      const start = Math.floor(Date.now() / 1000) - 20;
      const { mRID } = await bench.utility.createControl({ ...stop, start });
      return lacks(bench, mRID, 2);
    },
  },
  {
    fault: 'strip-leading-zeros',
    title: 'the subject of a Response is not the mRID',
    shows: async (bench) => {
      const mRID = '001A0B0C0D0E0F101112131415161718';
      await bench.utility.createControl({ ...stop, mRID });
      await bench.utility.waitForRequest({ method: 'POST', resource: 'rsp', after: 0 }, patientMs);
      const all = await bench.utility.responses();
      return all.some(({ subjectAsSent }) => subjectAsSent.toUpperCase() !== mRID);
    },
  },
  {
    fault: 'duplicate-mrid-twice',
    title: 'a control that is listed twice is answered twice',
    shows: async (bench) => {
      const { mRID } = await bench.utility.createControl({ ...stop, startInS: 30 });
      await bench.utility.createControl({ ...stop, startInS: 30, mRID });
      await has(bench, mRID, 1);
      await pause(600);
      return (await responsesOf(bench.utility, mRID)).length > 1;
    },
  },
  {
    fault: 'ignore-cancel',
    title: 'a cancelled control is kept',
    shows: async (bench) => {
      const { mRID } = await bench.utility.createControl(stop);
      await has(bench, mRID, 2);
      await bench.utility.cancelControl(mRID);
      return lacks(bench, mRID, 6, 1500);
    },
  },
  {
    fault: 'ignore-server-time',
    title: 'a control begins by the own clock',
    server: { clockOffsetS: 3600 },
    shows: async (bench) => {
      const { mRID } = await bench.utility.createControl({ ...stop, status: 'scheduled' });
      return lacks(bench, mRID, 2);
    },
  },
  {
    fault: 'pipeline-requests',
    title: 'a request comes before the last one is answered',
    shows: async (bench) => {
      await bench.utility.behave({ kind: 'delay', delayMs: 60 });
      const overlap = async () => {
        const seen = await bench.utility.requests();
        const found = seen.some((request) =>
          seen.some(
            (other) =>
              other.seq < request.seq &&
              other.connection === request.connection &&
              other.answeredAtNs !== undefined &&
              other.answeredAtNs > request.receivedAtNs,
          ),
        );
        return found || undefined;
      };
      return comes('overlap', overlap, bench.seeded ? patientMs : 2000);
    },
  },
  {
    fault: 'die-on-connection-close',
    title: 'the client ends when the connection is closed',
    shows: async (bench) => {
      await known(bench);
      await bench.utility.behave({ kind: 'close-connection', times: 1 });
      return halted(bench);
    },
  },
  {
    fault: 'no-reconnect',
    title: 'there is no second connection',
    shows: async (bench) => {
      await known(bench);
      await bench.utility.behave({ kind: 'idle-close', times: 1 });
      const closed = async () => (await bench.utility.requests()).find(({ behaviour }) => behaviour === 'idle-close');
      const { seq } = await eventually('close of an idle connection', closed, patientMs);
      if (!bench.seeded) {
        const again = async () => (await bench.utility.requests({ after: seq })).length > 0 || undefined;
        return !(await comes('second connection', again, patientMs));
      }
      // What was under way when the connection ended may still be asked once more. Then nothing is, for five rounds of polls.
      const silence = async () => {
        const after = await bench.utility.mark();
        await pause(1000);
        return (await bench.utility.requests({ after })).length === 0 || undefined;
      };
      return comes('silence', silence, patientMs);
    },
  },
  {
    fault: 'draft-namespace-only',
    title: 'a server of the published schema is not understood',
    shows: unknown,
  },
  {
    fault: 'reject-published-elements',
    title: 'a resource with elements of the published schema alone is not taken',
    server: {
      programs: [{ name: 'p', primacy: 1, default: { base: { other: { opModFixedPFInjectW: power() } } } }],
    },
    shows: unknown,
  },
  {
    fault: 'odd-length-hex',
    title: 'hexBinary with an odd number of digits is written',
    shows: async (bench) => {
      const put = await bench.utility.waitForRequest({ method: 'PUT', sent: 'DERCapability', after: 0 }, 30_000);
      return put.violations.length > 0;
    },
  },
  {
    fault: 'first-page-only',
    title: 'a control behind the first page is not found',
    shows: async (bench) => {
      let last = '';
      for (let index = 0; index < 24; index++) {
        last = (await bench.utility.createControl({ ...stop, startInS: 1000 + index })).mRID;
      }
      return lacks(bench, last, 1, 2500);
    },
  },
  {
    fault: 'poll-too-fast',
    title: 'programs are read more often than announced',
    more: 'poll_rate_s: 1',
    shows: async (bench) => {
      // One a second and the first one are right; what a late timer adds to the time is counted.
      const { reads, seconds } = await programReads(bench, 2500);
      return reads > 1 + 1.5 * seconds;
    },
  },
  {
    fault: 'poll-too-slow',
    title: 'programs are read less often than announced',
    more: 'poll_rate_s: 1',
    shows: async (bench) => {
      if (bench.seeded) return (await programReads(bench, 3500)).reads < 3;
      const third = async () => (await bench.utility.requests({ resource: 'derp' })).length >= 3 || undefined;
      return !(await comes('third reading', third, patientMs));
    },
  },
];

function power(): object {
  return { displacement: 95, excitation: true, multiplier: -2 };
}

/** Readings of the programs in `ms` or a little more from the moment at which they are known, and how long it was. */
async function programReads(bench: Running, ms: number): Promise<{ reads: number; seconds: number }> {
  await known(bench);
  const count = async () => (await bench.utility.requests({ resource: 'derp' })).length;
  const [began, before] = [performance.now(), await count()];
  await pause(ms);
  return { reads: 1 + (await count()) - before, seconds: (performance.now() - began) / 1000 };
}

// They mostly wait: some at a time.
describe('faults of the client', { concurrency: 4 }, () => {
  for (const { fault, title, server, more = '', shows } of rows) {
    for (const seeded of [true, false]) {
      it(`${seeded ? fault : 'clean'}: ${seeded ? '' : 'not so that '}${title}`, async (t) => {
        const bench = await startUtilityBench(t, server);
        const section = (text = '') => {
          const own = bench.section(text);
          return more === '' ? own : own.replace('poll_rate_s: 0.2', more);
        };
        const gateway = await startGateway(t, gatewayOf({ ...bench, section }, '', seeded ? [fault] : []));
        const state = () => gateway.control({ command: 'sep2' });
        assert.equal(await shows({ ...bench, gateway, state, seeded }), seeded);
      });
    }
  }
});

for (const seeded of [true, false]) {
  test(`${seeded ? 'no-server-verification' : 'clean'}: a server of a strange root is ${seeded ? '' : 'not '}spoken to`, async (t) => {
    const bench = await startUtilityBench(t);
    const strange = join(bench.folder, 'strange.pem');
    writeFileSync(strange, bench.strangeRoot);
    const section = (more?: string) => bench.section(more).replace(/trust: \[[^\]]*\]/, `trust: [${strange}]`);
    const gateway = await startGateway(
      t,
      gatewayOf({ ...bench, section }, '', seeded ? ['no-server-verification'] : []),
    );
    const state = () => gateway.control({ command: 'sep2' });
    assert.equal(await known({ ...bench, gateway, state, seeded }, seeded ? patientMs : 2000), seeded);
  });
}

test('any-cipher: the ClientHello offers much more than the standard has', async (t) => {
  const bench = await startUtilityBench(t);
  const suites = async (faults: readonly FaultName[]): Promise<number> => {
    const { port, hello } = await listenForHello(t);
    const section = (more?: string) => bench.section(more).replace(/\[::1\]:\d+/, `[::1]:${port}`);
    const gateway = await startGateway(t, gatewayOf({ ...bench, section }, '', faults));
    const offered = cipherSuites(await hello);
    await gateway.gateway.stop('seen');
    return offered;
  };
  assert.ok((await suites(['any-cipher'])) > 20);
  // The suite of the standard and TLS_EMPTY_RENEGOTIATION_INFO_SCSV.
  assert.ok((await suites([])) <= 2);
});

/** A port that takes the first octets of one connection. */
async function listenForHello(t: TestContext): Promise<{ readonly port: number; readonly hello: Promise<Buffer> }> {
  const server = createServer();
  const hello = new Promise<Buffer>((resolve) => {
    server.on('connection', (socket) => {
      socket.on('error', () => undefined);
      socket.once('data', (data) => {
        resolve(data);
        socket.destroy();
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '::1', resolve));
  t.after(() => server.close());
  return { port: (server.address() as AddressInfo).port, hello };
}

/** How many cipher suites a TLS record with a ClientHello offers (RFC 5246, 7.4.1.2). */
function cipherSuites(record: Buffer): number {
  const afterRandom = 5 + 4 + 2 + 32;
  const sessionId = record.readUInt8(afterRandom);
  return record.readUInt16BE(afterRandom + 1 + sessionId) / 2;
}
