import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { certificatesIn } from '../../../src/probes/host/certificates.js';
import { clockMeasurement, clockTracking, parseChrony, parseTimesyncd } from '../../../src/probes/host/clock-sync.js';
import {
  type LogLine,
  logFaults,
  logMeasurement,
  parseGatewayLog,
  parseJournal,
  readLogs,
} from '../../../src/probes/host/gateway-log.js';
import { capabilityNames, gatewayProcess, needsOf, sdpProcess } from '../../../src/probes/host/gateway-process.js';
import type { Inspect } from '../../../src/probes/host/host-text.js';
import { moduleFacts } from '../../../src/probes/host/kernel-modules.js';
import { parseKeyFiles } from '../../../src/probes/host/key-files.js';
import { nodeClock, nodeClockText } from '../../../src/probes/host/node-clock.js';
import { rightsMeasurement } from '../../../src/probes/host/rights.js';
import { parseSensors } from '../../../src/probes/host/sensors.js';
import { olsrd2Facts, parseNhdp, serviceFacts } from '../../../src/probes/host/services.js';
import type { SoftwareFacts } from '../../../src/probes/host/software-facts.js';
import { chronyTracking, ssListing, timesyncStatus } from './recorded-tools.js';

const context = { node: 'station', evidence: [], takenAt: '2026-01-01T00:00:00Z' };
/** A host where each program answers with this; others are missing. */
const host =
  (answers: Readonly<Record<string, string>>): Inspect =>
  async (argv) => {
    const said = answers[argv[0]!];
    return said === undefined ? { code: 127, stdout: '', stderr: 'not found' } : { code: 0, stdout: said, stderr: '' };
  };
const rubbish = ['', '\0\0\0', '{', '[]', 'null', 'Segmentation fault', '\ufffd\ufffd;;;%n%s', 'a\tb\tc\n'.repeat(50)];

describe('the clock of a node', () => {
  it('chronyc tracking: offset with sign, and what it is known to', () => {
    const read = parseChrony(chronyTracking);
    assert.deepEqual([read.stratum, read.source], [3, 'C0A80A01 (192.168.10.1)']);
    assert.ok(Math.abs(read.offsetS! - -0.000_012_345) < 1e-12);
    assert.ok(Math.abs(read.uncertaintyS! - (0.015_403 / 2 + 0.000_912)) < 1e-9);
  });
  it('timedatectl timesync-status', () => {
    const read = parseTimesyncd(timesyncStatus);
    assert.ok(Math.abs(read.offsetS! - -0.001_256) < 1e-12);
    assert.deepEqual([read.stratum, read.source], [2, '192.168.10.1 (ntp.example)']);
  });
  it('odd outputs leave it unknown', async () => {
    for (const text of rubbish) {
      assert.equal(parseChrony(text).offsetS, undefined);
      assert.equal(parseTimesyncd(text).offsetS, undefined);
    }
    assert.equal((await clockTracking(host({}))).offsetS, undefined);
    const software = { timeSync: 'unknown', timeSyncSource: undefined } as SoftwareFacts;
    const measured = clockMeasurement(software, await clockTracking(host({})), context);
    assert.match(measured.unavailable ?? '', /no tool on the node tells/);
  });

  it('the comparison with this machine stands beside what the daemon says', () => {
    const software = { timeSync: 'synchronised', timeSyncSource: 'chronyc tracking' } as SoftwareFacts;
    const compared = { offsetS: 40, boundS: 0.1, samples: 8 };
    const measured = clockMeasurement(software, parseChrony(chronyTracking), { ...context, compared });
    assert.equal(measured.value, true);
    assert.match(measured.caveats?.join('\n') ?? '', /40\.000 s ahead of this machine's .* certificates may count/);
  });

  /** A node whose clock is off by so much; each answer takes `ms`, of which the clock is read after a share. */
  const node = (offsetNs: bigint, ms: number, share: number, busybox = false) => {
    let now = 1_000_000_000_000_000_000n;
    const clock = { wallNs: () => now, monotonicNs: () => now };
    const run: Inspect = async () => {
      now += BigInt(Math.round(ms * 1e6 * share));
      const there = now + offsetNs;
      now += BigInt(Math.round(ms * 1e6 * (1 - share)));
      const part = busybox ? '%N' : String(there % 1_000_000_000n).padStart(9, '0');
      return { code: 0, stdout: `${there / 1_000_000_000n}.${part}\n`, stderr: '' };
    };
    return { clock, run };
  };
  for (const [offsetS, share, busybox] of [
    [0, 0.5, false],
    [3.25, 0.99, false],
    [-86_400, 0.01, false],
    [12.5, 0.7, true],
  ] as const) {
    it(`an offset of ${offsetS} s is within the bound${busybox ? ', from a date without nanoseconds' : ''}`, async () => {
      const { clock, run } = node(BigInt(offsetS * 1e9), 200, share, busybox);
      const found = await nodeClock(run, clock);
      assert.ok(typeof found !== 'string', String(found));
      assert.ok(Math.abs(found.offsetS - offsetS) <= found.boundS, JSON.stringify(found));
      assert.ok(found.boundS <= (busybox ? 0.61 : 0.101), JSON.stringify(found));
      assert.equal(/certificates may count/.test(nodeClockText(found)), Math.abs(offsetS) > 1);
    });
  }
  it('a date that says nothing, a shell that is gone, and a clock that is set meanwhile are told', async () => {
    const { clock } = node(0n, 1, 0.5);
    for (const text of rubbish)
      assert.match(String(await nodeClock(host({ date: text }), clock)), /date printed "/, JSON.stringify(text));
    assert.match(String(await nodeClock(host({}), clock)), /date ended with 127/);
    const gone: Inspect = async () => {
      throw new Error('connection lost');
    };
    assert.equal(await nodeClock(gone, clock), 'connection lost');
    let jump = 0n;
    const { clock: still, run } = node(0n, 1, 0.5);
    const jumping: Inspect = async (argv) => {
      const { stdout } = await run(argv);
      jump += 10n;
      return { code: 0, stdout: `${BigInt(stdout.split('.')[0]!) + jump}.000000000`, stderr: '' };
    };
    assert.match(String(await nodeClock(jumping, still)), /was set while it was compared/);
  });
});

describe('the logs of a node', () => {
  const at = (text: string, seconds: number | undefined = 100): LogLine => ({ source: 'gateway', at: seconds, text });
  for (const [text, kind, cause] of [
    ['tls: peer disconnected (0x4B3): certificate has expired', 'peer-disconnect', /an expired certificate/],
    ['SSL error 0x4b3 alert number 48', 'peer-disconnect', /a root that is not trusted/],
    ['0x4B3', 'peer-disconnect', undefined],
    ['modbus: I/O error 110', 'io-error-110', /inverter does not answer over Modbus/],
    ['connect failed: errno=110', 'io-error-110', undefined],
    ['mmc0: error -110 whilst initialising SD card', 'io-error-110', undefined],
    ['connect ETIMEDOUT 10.0.0.1:502', 'io-error-110', undefined],
  ] as const) {
    it(`"${text}" is ${kind}${cause === undefined ? ', unexplained' : ''}`, () => {
      const [fault] = logFaults([at(text)]);
      assert.equal(fault?.kind, kind);
      assert.equal(fault?.explained, cause !== undefined);
      if (cause !== undefined) assert.match(fault.meaning, cause);
    });
  }
  it('numbers that are something else are no fault', () => {
    for (const text of ['port 110 open', 'error 1100', '0x4B30', 'retry 110 of 200', 'value=0x14B3'])
      assert.deepEqual(logFaults([at(text)]), [], text);
  });
  it('the cause may stand in a line near by, and not in one far off', () => {
    assert.equal(logFaults([at('0x4B3', 100), at('eth1: link is down', 97)])[0]?.explained, true);
    assert.equal(logFaults([at('0x4B3', 100), at('eth1: link is down', 80)])[0]?.explained, false);
    const timeless: LogLine = { source: 'gateway', at: undefined, text: '0x4B3' };
    assert.equal(logFaults([timeless, at('eth1: link is down', 97)])[0]?.explained, false);
  });
  it('pino, plain text, and journal entries whose message is bytes', () => {
    const lines = parseGatewayLog(
      '{"time":1700000000123,"msg":"0x4B3"}\nplain 0x4B3\n\n{"time":"2026-01-01T00:00:00Z"}',
    );
    assert.deepEqual(
      lines.map((line) => line.at),
      [1_700_000_000.123, undefined, 1_767_225_600],
    );
    const bytes = JSON.stringify({ MESSAGE: [...Buffer.from('err 110')], __REALTIME_TIMESTAMP: '1700000000000000' });
    // What is no entry is kept, with the time of the one before: it may be the very line that is looked for.
    assert.deepEqual(parseJournal(`${bytes}\nrubbish\n{"MESSAGE":null}\n`, 'kernel'), [
      { source: 'kernel', at: 1_700_000_000, text: 'err 110' },
      { source: 'kernel', at: 1_700_000_000, text: 'rubbish' },
    ]);
  });
  it('a fault in a line that is no entry, or in the second line of a kernel message, is found', async () => {
    const entry = JSON.stringify({ MESSAGE: 'started', __REALTIME_TIMESTAMP: '1700000000000000' });
    const outputs: readonly (readonly [RegExp, string])[] = [
      [/-u "\$1"/, `${entry}\nTLS failed with 0x4B3\n`],
      [/-k --since/, '2023-11-14T22:13:20,000000+00:00 mmc0: trouble\n  error 110 on the bus\n'],
    ];
    const run = async (argv: readonly string[]) => {
      assert.match(argv.join(' '), /journalctl .*--all/, 'without --all long messages are left out');
      const stdout = outputs.find(([pattern]) => pattern.test(argv.join(' ')))?.[1] ?? '';
      return { code: 0, stdout, stderr: '' };
    };
    const { lines } = await readLogs(run, { since: 1_700_000_000, unit: 'v2g-gateway' });
    assert.deepEqual(
      logFaults(lines).map(({ line }) => [line.source, line.at, line.text]),
      [
        ['gateway', 1_700_000_000, 'TLS failed with 0x4B3'],
        ['kernel', 1_700_000_000, '  error 110 on the bus'],
      ],
    );
  });
  it('odd logs are read without a crash, and a log that cannot be read is not a clean one', async () => {
    for (const text of rubbish) {
      assert.ok(parseJournal(text, 'gateway').every((line) => text.includes(line.text)));
      assert.deepEqual(logFaults(parseGatewayLog(text)), []);
    }
    const reading = await readLogs(host({}), { since: 0, unit: 'v2g-gateway', file: '/var/log/gateway.log' });
    const measured = logMeasurement(reading, context);
    assert.equal(measured.value, undefined);
    assert.match(measured.unavailable ?? '', /gateway\.log: sh ended with 127/);
  });
});

describe('sensors, services, modules, keys', () => {
  it('sensors: limits, broken ones, throttling', () => {
    const state = parseSensors(
      'thermal\tcpu-thermal\t48312\t 85000 90000\nhwmon\tk10temp Tctl\t\t\nthermal\tnpu\t-274000\t\nthermal\tx\tN/A\t\nthrottle\t3\nthrottle\t4\nceiling\t600000\t1800000\n',
    );
    assert.deepEqual(state.readings, [{ sensor: 'thermal cpu-thermal', celsius: 48.312, actsAt: 85 }]);
    assert.deepEqual([state.throttled, state.heldBack], [7, true]);
    for (const text of rubbish) assert.deepEqual(parseSensors(text).readings, []);
  });
  it('failed units by name; without systemd it is said why', async () => {
    const run: Inspect = async (argv) =>
      argv[0] === 'systemctl'
        ? { code: 0, stdout: 'v2g-gateway.service loaded failed failed V2G gateway\n\n', stderr: '' }
        : { code: 0, stdout: 'inactive\n', stderr: '' };
    assert.deepEqual(await serviceFacts(run, ['chrony']), {
      failed: ['v2g-gateway.service'],
      states: { chrony: 'inactive' },
    });
    const booted = "System has not been booted with systemd as init system (PID 1). Can't operate.";
    const bare: Inspect = async () => ({ code: 1, stdout: '', stderr: booted });
    assert.match((await serviceFacts(bare, [])).missing ?? '', /not been booted with systemd/);
  });
  it('olsrd2: neighbours, and answers that are none', async () => {
    assert.deepEqual(
      parseNhdp(
        '> {"neighbor":[{"neighbor_originator":"fe80::2","neighbor_symmetric":"true"},{"neighbor_addr":"fe80::3","neighbor_symmetric":"false"},{"neighbor_originator":"-"},{"neighbor_originator":"fe80::4"}]}',
      ),
      ['fe80::2'],
    );
    for (const text of rubbish) assert.equal(parseNhdp(text), undefined);
    assert.deepEqual((await olsrd2Facts(host({}))).findings, ['sh ended with 127: not found']);
  });
  it('a module search that prints something else is a finding', async () => {
    const found = await moduleFacts(host({ uname: '6.1.0-13-amd64\n', sh: 'maybe\n' }), ['mac80211']);
    assert.deepEqual(found.modules, [{ name: 'mac80211', state: 'unknown' }]);
    assert.match(found.findings.join('\n'), /the search printed "maybe"/);
    assert.match(found.findings.join('\n'), /there is no \/lib\/modules\/6\.1\.0-13-amd64/);
  });
  it('lines of key files that are no such lines are passed over', () => {
    for (const text of rubbish) assert.deepEqual(parseKeyFiles(text), []);
    assert.deepEqual(parseKeyFiles('4755\troot\tplain\t/a b\tc.key\n'), [
      { path: '/a b\tc.key', mode: 0o4755, owner: 'root', sealed: false },
    ]);
  });
  it('damaged certificates are findings with their place', () => {
    const pem = (body: string) => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;
    for (const body of ['', 'AAAA', '!!!!', 'MIIB'.repeat(2000)]) {
      const { facts, findings } = certificatesIn(pem(body) + pem(body), '/etc/v2g/x.pem', 'station');
      assert.deepEqual([facts.length, findings.length], [0, 2]);
      assert.match(findings[1]!, /station:\/etc\/v2g\/x\.pem \(2\) holds a certificate that cannot be read/);
    }
    for (const text of rubbish) assert.deepEqual(certificatesIn(text, '/x', 'n'), { facts: [], findings: [] });
  });
});

describe('the rights of the gateway', () => {
  it('capabilities by name, also those of a newer kernel', () => {
    assert.deepEqual(capabilityNames('0000000000003400'), ['net_bind_service', 'net_admin', 'net_raw']);
    assert.deepEqual(capabilityNames('20000000001'), ['chown', 'bit 41']);
    for (const text of rubbish) assert.deepEqual(capabilityNames(text), []);
  });
  it('what it needs by its sockets', () => {
    assert.equal(sdpProcess(ssListing), 812);
    assert.deepEqual(needsOf(ssListing, 812, 1024), [
      { capability: 'net_raw', because: 'a packet socket on *:eth1 (SLAC)' },
      { capability: 'net_bind_service', because: 'it listens on tcp port 502' },
    ]);
    for (const text of rubbish) {
      assert.equal(sdpProcess(text), undefined);
      assert.deepEqual(needsOf(text, 812, 1024), []);
    }
  });
  it('too little, just enough, too much, root', () => {
    const base = { pid: 812, command: 'gateway', noNewPrivileges: true, insideUserNamespace: false };
    const needs = [{ capability: 'net_raw', because: 'a packet socket' }];
    const judged = (uid: number, effective: readonly string[]) =>
      rightsMeasurement({ ...base, uid, effective, needs }, { ...context, declared: [] });
    assert.equal(judged(900, ['net_raw']).value, true);
    assert.equal(judged(900, []).value, false);
    assert.match(judged(900, []).caveats?.join() ?? '', /lacks net_raw, which it needs because a packet socket/);
    assert.equal(judged(900, ['net_raw', 'sys_admin']).value, false);
    assert.equal(judged(0, ['net_raw', 'sys_admin']).value, true);
    assert.match(rightsMeasurement('no process', { ...context, declared: [] }).unavailable ?? '', /no process/);
  });
  it('a process that is gone, and a status without capabilities, are told', async () => {
    assert.match(String(await gatewayProcess(host({}), 1)), /process 1: sh ended with 127/);
    assert.match(String(await gatewayProcess(host({ sh: 'Name: x\n\ncmd\n' }), 1)), /names no capabilities/);
    assert.match(String(await gatewayProcess(host({ ss: '' }))), /no process is seen to hold UDP 15118/);
  });
  it('sockets that cannot be seen are no proof that nothing is needed, but for root', async () => {
    const status = (uid: number) => `Uid:\t${uid}\t${uid}\nCapEff:\t0000000000000000\n\ngateway\n0 0 4294967295`;
    const judged = async (uid: number, answers: Readonly<Record<string, string>>) =>
      rightsMeasurement(await gatewayProcess(host({ sh: status(uid), ...answers }), 812), { ...context, declared: [] });
    const anothers = { ss: 'udp UNCONN 0 0 [::]:15118 [::]:* users:(("x",pid=8120,fd=3))\n' };
    assert.match((await judged(900, {})).unavailable ?? '', /needs is not known: ss ended with 127/);
    assert.match((await judged(900, anothers)).unavailable ?? '', /ss shows none of process 812/);
    assert.equal((await judged(0, {})).value, true);
    const low = { ss: 'tcp LISTEN 0 0 *:502 *:* users:(("gateway",pid=812,fd=3))\n' };
    const lacking = await judged(900, low);
    assert.equal(lacking.value, false);
    assert.match(lacking.caveats?.join() ?? '', /lacks net_bind_service/);
  });
});
