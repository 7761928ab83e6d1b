/**
 * The proxy as its own process: `main.js OPTIONS` with the options as JSON. Steered over its socket; ends on SIGTERM. Prints
 * its events but the messages, one JSON line each, the first with `"event":"ready"`.
 */
import { PlumblineError } from '../../base/errors.js';
import { serveRpc } from '../rpc/rpc-server.js';
import { proxyService } from './control/proxy-service.js';
import { labSigners, labTls, type ProxyTlsChoice } from './lab-tls.js';
import { startProxy } from './proxy.js';
import { loadScript } from './script/load-script.js';

export interface ProxyProcessOptions {
  /** Interfaces. */
  readonly vehicleSide: string;
  readonly stationSide: string;
  /** Unix socket for commands. */
  readonly socket: string;
  /** File of JSON lines. */
  readonly record: string;
  readonly script?: string;
  /** With the folder of a lab PKI; without both TLS passes unread. */
  readonly tls?: ProxyTlsChoice;
  readonly pki?: string;
  /** Another folder for ISO 15118-20. */
  readonly pki20?: string;
}

try {
  await run(JSON.parse(process.argv[2] ?? '{}') as ProxyProcessOptions);
} catch (error) {
  console.error(error instanceof PlumblineError ? error.toString() : error);
  process.exit(error instanceof PlumblineError ? error.exit : 3);
}

async function run({ vehicleSide, stationSide, socket, record, script, ...secured }: ProxyProcessOptions) {
  let ready = '';
  const proxy = await startProxy({
    vehicleSide: { interface: vehicleSide },
    stationSide: { interface: stationSide },
    recordFile: record,
    ...(script === undefined ? {} : { script: loadScript(script) }),
    ...tlsOf(secured),
    onEvent: (event) => {
      if (event.event === 'ready') ready = JSON.stringify(event);
      else if (event.event !== 'message') console.log(JSON.stringify(event));
    },
  });
  const server = await serveRpc(socket, proxyService(proxy));
  process.once('SIGTERM', () => {
    void Promise.all([server.close(), proxy.close()]).then(() => process.exit(0));
  });
  // Who waits for this line may use the socket at once.
  console.log(ready);
}

function tlsOf({ tls, pki, pki20 }: Pick<ProxyProcessOptions, 'tls' | 'pki' | 'pki20'>) {
  if (tls === undefined || pki === undefined) return {};
  const folders = pki20 === undefined ? { pki } : { pki, pki20 };
  return { tls: labTls({ ...folders, choice: tls }), keys: labSigners(Object.values(folders)) };
}
