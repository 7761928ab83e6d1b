import type { Argv, CommandModule } from 'yargs';
import { systemClock } from '../base/clock.js';
import { PlumblineError } from '../base/errors.js';
import { systemRandom } from '../base/random.js';
import { SlacStation } from '../gateway/slac/slac-station.js';
import { SlacVehicle } from '../peers/slac/slac-vehicle.js';
import { startRawPort } from '../transport/raw/start-raw-port.js';

interface SlacArguments {
  readonly side: 'vehicle' | 'station';
  readonly interface: string;
  readonly limit: number | undefined;
  readonly direct: number | undefined;
  readonly 'any-identifier': boolean;
  readonly seconds: number;
}

const build = (yargs: Argv<object>) =>
  yargs
    .positional('side', {
      choices: ['vehicle', 'station'] as const,
      demandOption: true,
      describe: 'which side to play',
    })
    .option('interface', {
      alias: 'i',
      type: 'string',
      requiresArg: true,
      default: 'eth1',
      describe: 'interface with the modem',
    })
    .option('limit', {
      type: 'number',
      requiresArg: true,
      describe: 'vehicle: mean attenuation up to which a station may be the one, dB; default 20',
    })
    .option('direct', {
      type: 'number',
      requiresArg: true,
      describe: 'vehicle: mean attenuation up to which nothing is validated, dB; default 10',
    })
    .option('any-identifier', {
      type: 'boolean',
      default: false,
      describe: 'station: take identifiers that are not zero, as pev of plc-utils sends them',
    })
    .option('seconds', {
      type: 'number',
      requiresArg: true,
      default: 60,
      describe: 'station: how long to wait for a vehicle',
    })
    .example('$0 slac vehicle', 'match with the charger at eth1')
    .example('$0 slac station --seconds 300', 'wait for a vehicle');

/** `plumbline slac vehicle|station`: one matching (ISO 15118-3); exit code 0 when it came to a link, 1 when not. */
export const slacCommand: CommandModule<object, SlacArguments> = {
  command: 'slac <side>',
  describe: 'play one side of the matching of a vehicle to a charger (SLAC)',
  builder: build,
  handler: async (args) => {
    process.exitCode = args.side === 'vehicle' ? await playVehicle(args) : await playStation(args);
  },
};

async function playVehicle({ interface: name, limit, direct }: SlacArguments): Promise<number> {
  const port = await startRawPort({ interface: name, onFrame: (frame) => vehicle.receive(frame) });
  const vehicle: SlacVehicle = new SlacVehicle({
    mac: port.mac,
    clock: systemClock,
    random: systemRandom,
    send: (frame) => port.send(frame),
    ...(limit === undefined ? {} : { indirectDb: limit }),
    ...(direct === undefined ? {} : { directDb: direct }),
  });
  const outcome = await vehicle.match();
  await port.close();
  for (const { atMs, text } of outcome.steps) console.log(`${(atMs / 1000).toFixed(3).padStart(8)} s  ${text}`);
  if (outcome.kind === 'failed') {
    console.log(`no match in ${outcome.rounds} round(s): ${outcome.detail}`);
    return 1;
  }
  const { station, meanDb, nid, validated } = outcome.match;
  const how = validated ? 'validated by the pilot' : 'by attenuation alone';
  console.log(`matched ${station} at ${meanDb.toFixed(2)} dB, ${how}, network ${nid}`);
  return 0;
}

async function playStation(args: SlacArguments): Promise<number> {
  if (args.seconds <= 0) throw new PlumblineError('CLI-001', { detail: '--seconds takes a number above 0' });
  const port = await startRawPort({ interface: args.interface, onFrame: (frame) => station.receive(frame) });
  const start = systemClock.monotonicNs();
  let linked: () => void = () => undefined;
  const done = new Promise<boolean>((resolve) => {
    linked = () => resolve(true);
    systemClock.after(args.seconds * 1000, () => resolve(false));
  });
  const station: SlacStation = new SlacStation({
    mac: port.mac,
    clock: systemClock,
    random: systemRandom,
    send: (frame) => port.send(frame),
    identifiers: args['any-identifier'] ? 'any' : 'zero',
    timers: { TT_EVSE_SLAC_init: args.seconds * 1000 },
    onEvent: (event) => {
      const { kind, ...facts } = event;
      const words = Object.entries(facts).map(([key, value]) => `${key}=${String(value)}`);
      const at = Number(systemClock.monotonicNs() - start) / 1e9;
      console.log(`${at.toFixed(3).padStart(8)} s  ${kind} ${words.join(' ')}`);
      if (kind === 'linked') linked();
    },
  });
  await station.start();
  station.pilotChanged('B');
  const matched = await done;
  station.close();
  await port.close();
  if (!matched) console.log(`no vehicle was linked within ${args.seconds} s`);
  return matched ? 0 : 1;
}
