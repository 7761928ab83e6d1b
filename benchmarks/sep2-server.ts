// npm run benchmark -- sep2-server: requests a second of one core of the utility server, as ratio to a bare node:https server
// that answers a constant in the same run; gateways at once; on paper 10,000 endpoints at their poll rates.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawnProcess } from '../src/bench/process/spawn-process.js';
import { encodeSep2 } from '../src/messages/sep2/codec.js';
import { startUtility } from '../src/peers/utility/start-utility.js';
import { deviceIdentifier } from '../src/pki/device-identifier.js';
import { mintLabPki } from '../src/pki/lab-pki.js';
import { writeLabPki } from '../src/pki/write-lab-pki.js';
import type { Sep2Request } from '../src/transport/sep2/exchange.js';
import { createSep2Client } from '../src/transport/sep2/sep2-client.js';
import type { Sep2ClientOptions } from '../src/transport/sep2/sep2-client-options.js';
import { extrapolate } from './sep2-server/extrapolate.js';
import { cpuSeconds, type LoadResult, median, percentile, residentMib, runLoad } from './sep2-server/server-load.js';

const rounds = Number(process.argv[2] ?? 3);
const seconds = Number(process.argv[3] ?? 1.5);
const gateways = Number(process.argv[4] ?? 500);
const connections = 8;

const folder = mkdtempSync(join(tmpdir(), 'plumbline-benchmark-'));
const stops: (() => Promise<unknown>)[] = [];
try {
  await main();
} finally {
  for (const stop of stops.reverse()) await stop();
  rmSync(folder, { recursive: true, force: true });
}

async function main(): Promise<void> {
  const pki = await mintLabPki();
  await writeLabPki(pki, folder);
  const file = (name: string) => join(folder, name);
  const { lfdi } = deviceIdentifier(pki.identities['utility-device'].certificate);
  const files = [
    file('utility-server.chain.pem'),
    file('utility-server.key.pem'),
    file('utility-root.cert.pem'),
  ] as const;
  const utility = await startUtility({
    spawn: (argv, options) => spawnProcess(argv, { ...options, log: file('utility.log') }),
    folder: file('server'),
    config: { listen: { host: '::1' }, certificate: files[0], key: files[1], trust: [files[2]], devices: [{ lfdi }] },
  });
  stops.push(() => utility.close());
  await utility.createControl({ durationS: 3600, base: { opModExpLimW: 1500 } });
  const text = (name: string) => readFileSync(file(name), 'utf8');
  const options = (port: number): Sep2ClientOptions => ({
    server: { address: '::1', port },
    profile: 'sep2-tls12-ccm8',
    chain: text('utility-device.chain.pem'),
    key: text('utility-device.key.pem'),
    roots: [text('utility-root.cert.pem')],
  });
  const status = encodeSep2('DERStatus', { readingTime: 1000, inverterStatus: { dateTime: 999, value: 4 } });
  const loads: readonly (readonly [string, Sep2Request, number | undefined])[] = [
    ['dcap, keep-alive', { method: 'GET', path: '/dcap' }, undefined],
    ['derc, keep-alive', { method: 'GET', path: '/derp/1/derc?s=0&l=10' }, undefined],
    ['put DERStatus, keep-alive', { method: 'PUT', path: '/edev/1/der/1/ders', body: status }, undefined],
    ['dcap, a mutual handshake each', { method: 'GET', path: '/dcap' }, 1],
  ];
  console.log(
    `TLS 1.2 CCM8, mutual; ${connections} connections; medians of ${rounds} rounds of ${seconds} s; CPU of the server's process alone`,
  );
  console.log('load                            requests/s of one core    bare node:https    ratio   p50 / p99 ms');
  const costs: number[] = [];
  for (const [name, request, perConnection] of loads) {
    const probe = createSep2Client(options(utility.ready.port));
    const { body } = await probe.request(request);
    await probe.close();
    const bare = await spawnProcess(
      [
        process.execPath,
        fileURLToPath(new URL('./sep2-server/bare-server.js', import.meta.url)),
        ...files,
        String(body.length),
      ],
      { name: 'bare', ready: /"event":"ready"/, log: file('bare.log') },
    );
    const { port } = JSON.parse(bare.readyLine ?? '{}') as { port: number };
    const ours: LoadResult[] = [];
    const theirs: LoadResult[] = [];
    const both = [
      [bare.pid, port, theirs],
      [utility.ready.pid, utility.ready.port, ours],
    ] as const;
    // The first round warms both up and does not count. In turn, so that whatever else the machine does meets both.
    for (let round = 0; round <= rounds; round++) {
      for (const [pid, at, results] of both) {
        const result = await runLoad({ pid, options: options(at), request, perConnection, connections, seconds });
        if (round > 0) results.push(result);
      }
    }
    await bare.stop();
    const perCore = (results: readonly LoadResult[]) => median(results.map(({ exchanges, cpuS }) => exchanges / cpuS));
    const [mine, limit] = [perCore(ours), perCore(theirs)];
    costs.push(1 / mine);
    const failures = ours.reduce((sum, result) => sum + result.failures, 0);
    const all = ours.flatMap(({ latenciesMs }) => latenciesMs).sort((a, b) => a - b);
    const times = `${percentile(all, 0.5).toFixed(1)} / ${percentile(all, 0.99).toFixed(1)}`;
    const figures = [
      mine.toFixed(0).padStart(22),
      limit.toFixed(0).padStart(18),
      (mine / limit).toFixed(2).padStart(8),
    ];
    console.log(`${name.padEnd(32)}${figures.join(' ')}   ${times}${failures > 0 ? `   ${failures} FAILED` : ''}`);
  }
  const mibEach = await manyGateways(options(utility.ready.port), utility.ready.pid);
  const [dcap = 0, derc = 0, write = 0, fresh = 0] = costs;
  for (const line of extrapolate({ get: (dcap + derc) / 2, write, handshake: Math.max(0, fresh - dcap) }, mibEach))
    console.log(line);
}

/** Holds many gateways at once, each polling every second, and says what that costs. */
async function manyGateways(options: Sep2ClientOptions, pid: number): Promise<number> {
  const before = residentMib(pid);
  const clients = Array.from({ length: gateways }, () =>
    createSep2Client({ ...options, connectTimeoutMs: 120_000, responseTimeoutMs: 120_000 }),
  );
  const request = { method: 'GET', path: '/derp/1/derc?s=0&l=10' } as const;
  const started = process.hrtime.bigint();
  const answers = await Promise.allSettled(clients.map((client) => client.request(request)));
  const arriveS = Number(process.hrtime.bigint() - started) / 1e9;
  const good = answers.filter((answer) => answer.status === 'fulfilled' && answer.value.status === 200).length;
  const mibEach = Math.max(0, residentMib(pid) - before) / gateways;
  const cpuBefore = cpuSeconds(pid);
  const latencies: number[] = [];
  const pollsS = 3;
  const polled = process.hrtime.bigint();
  await Promise.all(
    clients.map(async (client, index) => {
      for (let round = 0; round < pollsS; round++) {
        // Spread over the second, as devices are.
        const due = BigInt(Math.round((round + index / gateways) * 1e9));
        const waitMs = Number(polled + due - process.hrtime.bigint()) / 1e6;
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, waitMs)));
        const { sentAt, endAt } = await client.request(request);
        latencies.push(Number(endAt - sentAt) / 1e6);
      }
    }),
  );
  const cpu = (cpuSeconds(pid) - cpuBefore) / pollsS;
  latencies.sort((a, b) => a - b);
  console.log(
    `${good} of ${gateways} gateways at once: arrived within ${arriveS.toFixed(1)} s, ${(mibEach * 1024).toFixed(0)} KiB each;`,
  );
  const times = `p50 ${percentile(latencies, 0.5).toFixed(1)} ms, p99 ${percentile(latencies, 0.99).toFixed(1)} ms`;
  console.log(`  each polling once a second: ${times}, ${(cpu * 100).toFixed(0)} % of a core`);
  await Promise.all(clients.map((client) => client.close()));
  return mibEach;
}
