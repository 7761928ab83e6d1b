/**
 * Tries, inside private namespaces, each thing that the embedded bench and the probes need from the kernel and from the
 * native packages, and prints the outcome as a JSON array of rows.
 */
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { commandEnvironment, runCommand } from '../process/run-command.js';
import { bad, type DoctorRow, fact, good } from './check-row.js';

interface Trial {
  readonly id: string;
  readonly title: string;
  readonly commands: readonly (readonly [argv: readonly string[], input?: string])[];
  readonly works: string;
  readonly cure: string;
}

const netdevRule = [
  'add table netdev trial {',
  '  chain ingress {',
  '    type filter hook ingress device "lo" priority 0;',
  '    icmpv6 type { 135, 136 } accept',
  '    numgen random mod 10000 < 100 counter drop',
  '  }',
  '}',
  '',
].join('\n');
const inTrial = ['ip', 'netns', 'exec', 'trial'];
const trials: readonly Trial[] = [
  {
    id: 'netns',
    title: 'network namespaces',
    commands: [[['ip', 'netns', 'add', 'trial']], [[...inTrial, 'true']]],
    works: 'ip netns add and exec work',
    cure: 'the kernel needs CONFIG_NET_NS; in a container allow mounts and namespaces',
  },
  {
    id: 'veth',
    title: 'veth pairs',
    commands: [[['ip', 'link', 'add', 'name', 'trial0', 'type', 'veth', 'peer', 'name', 'trial1', 'netns', 'trial']]],
    works: 'made one into a namespace',
    cure: 'load the module: sudo modprobe veth',
  },
  {
    id: 'bridge',
    title: 'bridge',
    commands: [
      [['ip', 'link', 'add', 'name', 'trialbr', 'type', 'bridge', 'stp_state', '0']],
      [['ip', 'link', 'set', 'dev', 'trial0', 'master', 'trialbr']],
    ],
    works: 'made one and put a port into it',
    cure: 'load the module: sudo modprobe bridge',
  },
  {
    id: 'nftables',
    title: 'nftables',
    commands: [[['nft', '-f', '-'], netdevRule], [['nft', '-j', 'list', 'table', 'netdev', 'trial']]],
    works: 'loss rule (netdev ingress, numgen) accepted',
    cure: 'the kernel needs nf_tables, nft_numgen and the netdev family: sudo modprobe nf_tables nft_numgen',
  },
  {
    id: 'tbf',
    title: 'rate limit (tbf)',
    commands: [
      [['tc', 'qdisc', 'add', 'dev', 'lo', 'root', 'tbf', 'rate', '1mbit', 'burst', '5kb', 'latency', '50ms']],
    ],
    works: 'queue accepted',
    cure: 'load the module: sudo modprobe sch_tbf',
  },
];

async function run(trial: Trial): Promise<DoctorRow> {
  for (const [argv, input] of trial.commands) {
    const result = await runCommand(argv, input === undefined ? {} : { input });
    if (result.code === 0) continue;
    const said = result.stderr.trim().split('\n')[0] || `exit code ${result.code}`;
    return bad(trial.id, trial.title, `${argv.join(' ')}: ${said}`, trial.cure);
  }
  return good(trial.id, trial.title, trial.works);
}

async function netem(): Promise<DoctorRow> {
  const { code } = await runCommand(['tc', 'qdisc', 'replace', 'dev', 'lo', 'root', 'netem', 'delay', '1ms']);
  await runCommand(['tc', 'qdisc', 'del', 'dev', 'lo', 'root']);
  if (code === 0) return fact('netem', 'netem', 'there; the bench does not need it');
  return fact('netem', 'netem', 'not in this kernel; delay and bursts are done by the link relay');
}

/** tcpdump must show a datagram that really went over the loopback device. */
function capture(): Promise<DoctorRow> {
  const cure = 'install tcpdump; capturing needs CAP_NET_RAW in the network namespace';
  return new Promise((resolve) => {
    // In a user namespace there is no user tcpdump to change to.
    const argv = [
      '-Z',
      'root',
      '-n',
      '-i',
      'lo',
      '-c',
      '1',
      '-l',
      '--immediate-mode',
      '--time-stamp-precision=nano',
      'udp port 9',
    ];
    const tcpdump = spawn('tcpdump', argv, { env: commandEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
    const timer = setTimeout(() => tcpdump.kill('SIGKILL'), 5000);
    let said = '';
    tcpdump.once('error', (error) => {
      clearTimeout(timer);
      resolve(bad('tcpdump', 'capture', error.message, cure));
    });
    createInterface({ input: tcpdump.stderr }).on('line', (line) => {
      said = line;
      if (!line.includes('listening on')) return;
      const socket = createSocket('udp4');
      socket.send('probe', 9, '127.0.0.1', () => socket.close());
    });
    tcpdump.once('close', (code) => {
      clearTimeout(timer);
      if (code === 0) resolve(good('tcpdump', 'capture', 'tcpdump saw a datagram, nanosecond timestamps'));
      else resolve(bad('tcpdump', 'capture', said || `exit code ${code}`, cure));
    });
  });
}

const load = createRequire(import.meta.url);

function capPackage(): DoctorRow {
  const cure = 'apt-get install libpcap-dev g++ make python3, then npm rebuild cap';
  try {
    const { Cap } = load('cap') as { readonly Cap: new () => { open: (...a: unknown[]) => string; close: () => void } };
    const buffer = Buffer.alloc(65_536);
    const port = new Cap();
    const type = port.open('lo', '', 1 << 20, buffer);
    port.close();
    return good('cap', 'raw Ethernet (cap)', `opened lo, link type ${type}`);
  } catch (error) {
    return bad('cap', 'raw Ethernet (cap)', firstLine(error), cure);
  }
}

function rawSocketPackage(): DoctorRow {
  const cure = 'npm rebuild @neuralegion/raw-socket; sockets of this kind need CAP_NET_RAW';
  try {
    const raw = load('@neuralegion/raw-socket') as {
      readonly createSocket: (options: object) => { close: () => void };
      readonly AddressFamily: { readonly IPv6: number };
      readonly Protocol: { readonly ICMPv6: number };
    };
    raw.createSocket({ addressFamily: raw.AddressFamily.IPv6, protocol: raw.Protocol.ICMPv6 }).close();
    return good('raw-socket', 'raw IPv6 (raw-socket)', 'opened an ICMPv6 socket');
  } catch (error) {
    return bad('raw-socket', 'raw IPv6 (raw-socket)', firstLine(error), cure);
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}

const rows: DoctorRow[] = [];
for (const trial of trials) rows.push(await run(trial));
rows.push(await netem(), await capture(), capPackage(), rawSocketPackage());
console.log(JSON.stringify(rows));
// cap leaves a handle open that would keep the process.
process.exit(0);
