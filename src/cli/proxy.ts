import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Argv, CommandModule } from 'yargs';
import { PlumblineError } from '../base/errors.js';
import { proxyService } from '../bench/proxy/control/proxy-service.js';
import { proxyTlsChoices } from '../bench/proxy/lab-tls.js';
import { type RunningProxy, startProxy } from '../bench/proxy/proxy.js';
import { loadScript } from '../bench/proxy/script/load-script.js';
import { serveRpc } from '../bench/rpc/rpc-server.js';
import type { Endpoint } from '../transport/endpoint.js';
import { parseEndpoint } from './inject/target-arguments.js';
import { endLines, liveLine } from './proxy/live-line.js';
import { proxyTlsOf, type TlsArguments } from './proxy/tls-arguments.js';

interface ProxyArguments extends TlsArguments {
  readonly 'vehicle-side': string;
  readonly 'station-side': string | undefined;
  readonly station: string | undefined;
  readonly script: string | undefined;
  readonly record: string | undefined;
  readonly 'write-keylog': string | undefined;
  readonly socket: string | undefined;
  readonly check: boolean;
}

const build = (yargs: Argv<object>) =>
  yargs
    .option('vehicle-side', {
      type: 'string',
      requiresArg: true,
      demandOption: true,
      describe: 'interface to the vehicle: eth1',
    })
    .option('station-side', { type: 'string', requiresArg: true, describe: 'interface to the station: eth2' })
    .option('station', {
      type: 'string',
      requiresArg: true,
      describe: 'where the station is, in place of SDP: [ADDRESS%INTERFACE]:PORT',
    })
    .option('script', { type: 'string', requiresArg: true, describe: 'rules (YAML); without one nothing is changed' })
    .option('check', { type: 'boolean', default: false, describe: 'check the script, then exit' })
    .option('tls', {
      choices: proxyTlsChoices,
      requiresArg: true,
      describe: 'end TLS of this profile, with the certificates of --pki; without it TLS passes unread',
    })
    .option('pki', { type: 'string', requiresArg: true, describe: 'folder of plumbline pki mint' })
    .option('pki20', { type: 'string', requiresArg: true, describe: 'another one for ISO 15118-20' })
    .option('trust-any-station', {
      type: 'boolean',
      default: false,
      describe: 'do not check the certificate chain of the station',
    })
    .option('record', { type: 'string', requiresArg: true, describe: 'append every message to a file of JSON lines' })
    .option('write-keylog', {
      type: 'string',
      requiresArg: true,
      describe: 'folder for vehicle.keys and station.keys, the TLS secrets of each side',
    })
    .option('socket', {
      type: 'string',
      requiresArg: true,
      describe: 'Unix socket for commands, as docs/proxy.md tells',
    })
    .example('$0 proxy --vehicle-side eth1 --station-side eth2', 'look on')
    .example('$0 proxy --vehicle-side eth1 --station-side eth2 --script late.yaml', 'meddle by a script')
    .example(
      '$0 proxy --vehicle-side eth1 --station-side eth2 --tls both --pki lab/p256 --pki20 lab/p521',
      'look into TLS',
    )
    .strict();

/** `plumbline proxy`: until SIGINT or SIGTERM; ends with the figures. */
export const proxyCommand: CommandModule<object, ProxyArguments> = {
  command: 'proxy',
  describe: 'stand between a vehicle and a station: read, change, delay, drop or replay messages by a script',
  builder: build,
  handler: async (args) => {
    const script = args.script === undefined ? undefined : loadScript(args.script);
    if (args.check) {
      console.log(`${args.script ?? 'no script'}: good; ${script?.rules.length ?? 0} rules`);
      return;
    }
    const keylog = args['write-keylog'];
    const proxy = await startProxy({
      vehicleSide: { interface: args['vehicle-side'] },
      stationSide: stationSide(args),
      ...(script === undefined ? {} : { script }),
      ...proxyTlsOf(args),
      ...(args.record === undefined ? {} : { recordFile: args.record }),
      ...(keylog === undefined
        ? {}
        : { keylog: (side: string, line: string) => appendFileSync(join(keylog, `${side}.keys`), `${line}\n`) }),
      onEvent: (event) => {
        for (const line of liveLine(event)) console.log(line);
      },
    });
    await untilStopped(proxy, args.socket);
    for (const line of endLines(proxy.record.statistics())) console.log(line);
  },
};

async function untilStopped(proxy: RunningProxy, socket: string | undefined): Promise<void> {
  const server = socket === undefined ? undefined : await serveRpc(socket, proxyService(proxy));
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await server?.close();
  await proxy.close();
}

/** @throws PlumblineError BENCH-035 neither interface nor address of the station */
function stationSide(args: ProxyArguments): { readonly interface: string; readonly secc?: Endpoint } {
  const { 'vehicle-side': vehicle, 'station-side': name, station } = args;
  if (station === undefined) {
    if (name !== undefined) return { interface: name };
    throw new PlumblineError('BENCH-035', { place: vehicle, detail: 'neither --station-side nor --station is given' });
  }
  const { host, port, scope } = endpointOf(station);
  const secc = { address: host, port, ...(scope === undefined ? {} : { scope }) };
  return { interface: name ?? scope ?? vehicle, secc };
}

/** @throws PlumblineError BENCH-035 */
function endpointOf(text: string): ReturnType<typeof parseEndpoint> {
  try {
    return parseEndpoint(text);
  } catch (cause) {
    const detail = `--station takes [ADDRESS%INTERFACE]:PORT, not "${text}"`;
    throw new PlumblineError('BENCH-035', {
      place: '--station',
      detail,
      cure: 'write it like [fe80::1%eth2]:61341',
      cause,
    });
  }
}
