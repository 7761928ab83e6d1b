import { writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import type { BenchProcess } from '../../src/bench/process/bench-process.js';
import { runCommand } from '../../src/bench/process/run-command.js';
import { spawnProcess } from '../../src/bench/process/spawn-process.js';
import { chainPem, type Identity, privateKeyPem, rootPem } from '../../src/pki/identity.js';

/** PEM files of an identity. */
export interface IdentityFiles {
  readonly chain: string;
  readonly key: string;
  readonly root: string;
}

export function writeIdentity(folder: string, identity: Identity): IdentityFiles {
  const path = (kind: string) => join(folder, `${identity.name}-${identity.curve}.${kind}.pem`);
  const files = { chain: path('chain'), key: path('key'), root: path('root') };
  writeFileSync(files.chain, chainPem(identity));
  writeFileSync(files.key, privateKeyPem(identity), { mode: 0o600 });
  writeFileSync(files.root, rootPem(identity));
  return files;
}

/** What server and client of the comparison speak: one version, one group and one kind of certificate. */
export interface Kind {
  readonly name: string;
  readonly curve: 'P-256' | 'P-521';
  readonly version: 'TLSv1.3' | 'TLSv1.2';
  readonly mutual: boolean;
}

export interface OpensslServer {
  readonly port: number;
  stop(): Promise<unknown>;
}

/** `openssl s_server`, one connection after the other. */
export async function startOpensslServer(
  kind: Kind,
  server: IdentityFiles,
  clientRoot: string,
  folder: string,
): Promise<OpensslServer> {
  const port = await freePort();
  const argv = [
    ...['openssl', 's_server', '-quiet', '-accept', `127.0.0.1:${port}`, versionOf(kind), '-groups', kind.curve],
    ...['-cert', server.chain, '-cert_chain', server.chain, '-key', server.key],
    ...(kind.mutual ? ['-Verify', '5', '-verify_return_error', '-CAfile', clientRoot] : []),
  ];
  const child: BenchProcess = await spawnProcess(argv, {
    name: 's_server',
    stdin: 'pipe',
    log: join(folder, 's_server.log'),
  });
  await listening(port);
  return { port, stop: () => child.kill() };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Waits until somebody listens: `s_server -quiet` does not say when it does. */
async function listening(port: number): Promise<void> {
  const deadline = performance.now() + 5000;
  for (;;) {
    const there = await new Promise<boolean>((resolve) => {
      const socket = connect({ host: '127.0.0.1', port }, () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
    if (there) return;
    if (performance.now() > deadline) throw new Error(`nothing listens on ${port}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export interface RateOfTool {
  readonly perSecond: number;
  /** User CPU of the client for one handshake, microseconds. */
  readonly cpuUs: number;
}

const versionOf = ({ version }: Kind) => (version === 'TLSv1.3' ? '-tls1_3' : '-tls1_2');

/**
 * A configuration that makes s_time, which has no option for it, offer the group of the server first. With its own choice
 * every handshake of TLS 1.3 would begin with a HelloRetryRequest, and the comparison would flatter us.
 */
function groupConfig({ curve }: Kind, folder: string): string {
  const file = join(folder, `openssl-${curve}.cnf`);
  const lines = ['openssl_conf = init', '[init]', 'ssl_conf = modules', '[modules]', 'system_default = tls', '[tls]'];
  writeFileSync(file, `${[...lines, `Groups = ${curve}`].join('\n')}\n`);
  return file;
}

/**
 * `openssl s_time -new`. It counts in whole seconds, so its own "real seconds" may be wrong by one: the rate is that over the
 * life of the process, less what it needs to start.
 */
export async function sTime(
  port: number,
  kind: Kind,
  server: IdentityFiles,
  client: IdentityFiles | undefined,
  seconds: number,
  folder: string,
): Promise<RateOfTool> {
  const argv = [
    ...['env', `OPENSSL_CONF=${groupConfig(kind, folder)}`],
    ...['openssl', 's_time', '-connect', `127.0.0.1:${port}`, '-new', versionOf(kind), '-CAfile', server.root],
    ...['-time', String(seconds)],
    ...(kind.mutual && client !== undefined ? ['-cert', client.chain, '-key', client.key] : []),
  ];
  const startUp = await wallOf(['openssl', 'version']);
  const began = performance.now();
  const { stdout, stderr } = await runCommand(argv, { timeoutMs: (seconds + 10) * 1000 });
  const wall = (performance.now() - began) / 1000 - startUp;
  const match = /(\d+) connections in ([\d.]+)s;/.exec(stdout);
  if (match === null) throw new Error(`s_time says: ${stdout}${stderr}`);
  const connections = Number(match[1]);
  return { perSecond: connections / wall, cpuUs: (1e6 * Number(match[2])) / connections };
}

async function wallOf(argv: readonly string[]): Promise<number> {
  const began = performance.now();
  await runCommand(argv);
  return (performance.now() - began) / 1000;
}
