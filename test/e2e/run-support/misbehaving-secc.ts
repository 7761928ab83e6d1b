import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { plumbline } from '../../../src/bench/drivers/gateway-program.js';
import { FrameAssembler } from '../../../src/transport/frame-assembler.js';
import { ipv6AddressesOf } from '../../../src/transport/interfaces.js';
import { serveSdp } from '../../../src/transport/sdp-server.js';
import { type Misbehave, misbehaviours } from '../../support/misbehaviour.js';

/**
 * `misbehaving-secc.js MODE@N CONFIG`: the reference gateway behind a relay that misbehaves at the Nth answer of every
 * connection, and at all after it. Plain TCP.
 */
const [plan = '', config = ''] = process.argv.slice(2);
const [mode = '', step = '1'] = plan.split('@');
const at = Number(step);
const device = 'mesh0';
const modes: Readonly<Record<string, Misbehave>> = {
  ...misbehaviours,
  crash: () => process.exit(1),
  fin: (vehicle) => vehicle.end(),
  reset: (vehicle) => vehicle.resetAndDestroy(),
  unplug: () => spawnSync('ip', ['link', 'set', device, 'down']),
  // This answer still leaves; what comes then is dropped, and the host goes on answering neighbour discovery.
  drop: (vehicle, raw) => void vehicle.write(raw, () => nft(dropTable(device))),
};

/** Rules under which a host is on the link and nothing gets into it. */
function dropTable(name: string): string {
  return `table inet misbehaving {
  chain input {
    type filter hook input priority -300;
    iifname "${name}" icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
    iifname "${name}" drop
  }
}
`;
}

function nft(rules: string): void {
  const { status, stderr } = spawnSync('nft', ['-f', '-'], { input: rules, encoding: 'utf8' });
  if (status !== 0) throw new Error(`nft: ${stderr}`);
}

const misbehave = modes[mode];
if (misbehave === undefined) throw new Error(`no such way to misbehave: ${mode}`);

/** The gateway on the loopback of its namespace; resolves with its port of plain TCP. */
function startGateway(): Promise<number> {
  const behind = `${config}.behind.yaml`;
  const loopback = 'vehicle: lo\n  address: "::1"\n  sdp: false';
  writeFileSync(behind, readFileSync(config, 'utf8').replace(`vehicle: ${device}`, loopback));
  const [program = '', ...rest] = [...plumbline(), 'gateway', '--config', behind];
  const gateway = spawn(program, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
  process.on('exit', () => gateway.kill());
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => process.exit(0));
  return new Promise((resolve) => {
    createInterface({ input: gateway.stdout }).on('line', (line) => {
      const event = JSON.parse(line) as { event: string; port?: number };
      if (event.event === 'ready' && event.port !== undefined) resolve(event.port);
      else console.log(line);
    });
  });
}

function serve(vehicle: Socket, upstream: number): void {
  const secc = connect({ host: '::1', port: upstream, allowHalfOpen: true, noDelay: true });
  const assembler = new FrameAssembler(1_048_576);
  let answers = 0;
  for (const socket of [vehicle, secc]) socket.on('error', () => undefined);
  vehicle.on('data', (chunk) => secc.write(chunk));
  vehicle.on('end', () => secc.end());
  vehicle.on('close', () => secc.destroy());
  secc.on('data', (chunk) => {
    for (const { raw } of assembler.push(chunk, 0n)) {
      if (++answers < at) vehicle.write(raw);
      else misbehave?.(vehicle, raw);
    }
  });
  // One that hangs does not end the connection either.
  secc.on('end', () => {
    if (answers < at) vehicle.end();
  });
}

// What the one before has left of its rules.
nft('table inet misbehaving\ndelete table inet misbehaving\n');
const upstream = await startGateway();
const [address = ''] = ipv6AddressesOf(device).filter((each) => each.startsWith('fe80:'));
const server = createServer({ allowHalfOpen: true, noDelay: true }, (vehicle) => serve(vehicle, upstream));
server.listen({ host: `${address}%${device}`, port: 0 }, () => {
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  void serveSdp({ interface: device, answer: () => ({ address, port, security: 'none' }) }).then(() =>
    console.log('{"event":"ready"}'),
  );
});
