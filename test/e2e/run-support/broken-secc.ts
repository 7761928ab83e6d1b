import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { plumbline } from '../../../src/bench/drivers/gateway-program.js';
import { decodeMessage, encodeMessage } from '../../../src/messages/codec.js';
import { ipv6AddressesOf } from '../../../src/transport/interfaces.js';
import { serveSdp } from '../../../src/transport/sdp-server.js';
import { listenV2g, type V2gConnection } from '../../../src/transport/v2g-connection.js';
import { payloadTypes } from '../../../src/wire/v2gtp.js';

/**
 * SECCs that are broken in one way each, as the program that a bench file starts in place of the gateway.
 * `silent` runs and opens nothing; `deaf` agrees on the application protocol and answers nothing after it; `killed` and
 * `unplugged` are the reference gateway until power is on.
 */
const [mode = '', config = ''] = process.argv.slice(2);
const device = 'mesh0';
const breaksAt = /"event":"power-on"/;
const ready = () => console.log('{"event":"ready"}');

async function deaf(): Promise<void> {
  const [address = ''] = ipv6AddressesOf(device).filter((each) => each.startsWith('fe80:'));
  const onConnection = (connection: V2gConnection) => void serve(connection);
  const { port } = await listenV2g({ host: address, scope: device, port: 0, onConnection });
  await serveSdp({ interface: device, answer: ({ security }) => ({ address, port, security }) });
  ready();
}

async function serve(connection: V2gConnection): Promise<void> {
  for (;;) {
    const received = await connection.receive(60_000);
    if (received.kind === 'closed') return connection.close();
    if (received.kind !== 'frame' || decodeMessage('sap', received.payload).message === undefined) continue;
    const agreed = { ResponseCode: 'OK_SuccessfulNegotiation', SchemaID: 1 };
    await connection.send(payloadTypes.exi, encodeMessage('sap', { supportedAppProtocolRes: agreed }));
  }
}

/** The reference gateway, until it logs what it breaks at. */
function until(breakIt: (gateway: number) => void): void {
  const [program = '', ...rest] = [...plumbline(), 'gateway', '--config', config];
  const gateway = spawn(program, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
  let broken = false;
  createInterface({ input: gateway.stdout }).on('line', (line) => {
    console.log(line);
    if (broken || !breaksAt.test(line)) return;
    broken = true;
    breakIt(gateway.pid!);
  });
}

switch (mode) {
  case 'silent':
    ready();
    setInterval(() => undefined, 60_000);
    break;
  case 'deaf':
    await deaf();
    break;
  case 'killed':
    until((gateway) => {
      process.kill(gateway, 'SIGKILL');
      process.exit(1);
    });
    break;
  case 'unplugged':
    until(() => spawnSync('ip', ['link', 'set', device, 'down']));
    break;
  default:
    throw new Error(`no such way to be broken: ${mode}`);
}
