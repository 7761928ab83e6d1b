import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandModule } from 'yargs';
import { PlumblineError } from '../../base/errors.js';
import { loadUtilityConfig } from '../../peers/utility/load-config.js';
import type { RecordedRequest } from '../../peers/utility/request-record.js';
import { serveUtility } from '../../peers/utility/run-utility.js';
import type { UtilityConfig } from '../../peers/utility/utility-config.js';
import { deviceIdentifier } from '../../pki/device-identifier.js';
import { loadCertificates } from '../../pki/load-certificates.js';
import { folderOption } from './folder.js';
import { requestLine } from './request-line.js';

interface StartArguments {
  readonly folder: string;
  readonly config: string | undefined;
  readonly pki: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly advertise: string | undefined;
  readonly device: readonly string[] | undefined;
  readonly 'poll-rate': number;
  readonly quiet: boolean;
}

export const startCommand: CommandModule<object, StartArguments> = {
  command: 'start',
  describe: 'run the server until Ctrl-C and print what it is asked',
  builder: (yargs) =>
    yargs
      .option('folder', folderOption)
      .option('config', { type: 'string', requiresArg: true, describe: 'configuration (YAML); docs/utility.md' })
      .option('pki', {
        type: 'string',
        requiresArg: true,
        describe: 'without a configuration: folder of `plumbline pki mint`, whose device is registered',
      })
      .option('host', { type: 'string', requiresArg: true, default: '::', describe: 'address to listen at' })
      .option('port', { type: 'number', requiresArg: true, default: 8443, describe: '0: any free one' })
      .option('advertise', { type: 'string', requiresArg: true, describe: 'tell of it by DNS-SD on this interface' })
      .option('device', {
        type: 'string',
        array: true,
        requiresArg: true,
        describe: 'LFDI or certificate of one more device',
      })
      .option('poll-rate', { type: 'number', default: 30, requiresArg: true, describe: 'announced for everything, s' })
      .option('quiet', { type: 'boolean', default: false, describe: 'print no requests' })
      .conflicts('config', 'pki')
      .example('$0 utility start --pki lab-pki --advertise eth1', 'a lab server that a gateway finds by itself')
      .example('$0 utility start --config server.yaml', 'with programs, devices and rates of your own'),
  handler: async (args) => {
    const config = args.config === undefined ? fromOptions(args) : loadUtilityConfig(args.config);
    const print = args.quiet ? {} : { onRequest: (request: RecordedRequest) => console.log(requestLine(request)) };
    await serveUtility(
      {
        config,
        folder: args.folder,
        ...print,
        onRefused: ({ remote, reason }) => console.log(`handshake refused   ${remote}: ${reason}`),
      },
      ({ uri, lfdi }) => {
        console.log(`${uri}\n  server LFDI ${lfdi}\n  folder ${args.folder}; Ctrl-C ends it`);
        for (const device of config.devices) console.log(`  device ${device.lfdi}`);
      },
    );
    process.exit(0);
  },
};

const resources = [
  'dcap',
  'tm',
  'edev',
  'fsa',
  'derp',
  'der',
  'mup',
  'upt',
  'tp',
  'drp',
  'frq',
  'frp',
  'lel',
  'sub',
] as const;

function fromOptions(args: StartArguments): UtilityConfig {
  if (args.pki === undefined) throw new PlumblineError('PEERS-035', { detail: 'give --config FILE or --pki DIR' });
  const file = (name: string) => join(args.pki as string, name);
  const own = deviceOf(file('utility-device.cert.pem'));
  return {
    listen: { host: args.host, port: args.port },
    certificate: file('utility-server.chain.pem'),
    key: file('utility-server.key.pem'),
    trust: [file('utility-root.cert.pem')],
    devices: [own, ...(args.device ?? []).map(deviceOf)].map((lfdi) => ({ lfdi })),
    programs: [
      { name: 'site', primacy: 1 },
      { name: 'feeder', primacy: 2 },
    ],
    pollRates: Object.fromEntries(resources.map((resource) => [resource, args['poll-rate']])),
    ...(args.advertise === undefined ? {} : { advertise: { interface: args.advertise } }),
  };
}

/** LFDI as it is, or that of a certificate in a file. @throws PKI-001, PKI-002 */
function deviceOf(text: string): string {
  const digits = text.replaceAll('-', '');
  if (!existsSync(text) && /^[0-9A-Fa-f]{40}$/.test(digits)) return digits.toUpperCase();
  return deviceIdentifier(loadCertificates(text)[0] as Uint8Array).lfdi;
}
