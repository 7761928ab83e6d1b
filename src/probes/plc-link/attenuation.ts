import { type Clock, systemClock } from '../../base/clock.js';
import { type RandomSource, systemRandom } from '../../base/random.js';
import type { HeardStation } from '../../peers/slac/slac-outcome.js';
import { askForStations, sound } from '../../peers/slac/sounding.js';
import { startRawPort } from '../../transport/raw/start-raw-port.js';
import { SlacLink } from '../../transport/slac/slac-link.js';
import { slacTimers } from '../../transport/slac/slac-timers.js';
import type { Measured } from '../measured.js';

/** What the chargers at a power line heard of a vehicle's sounds. */
export interface LineAttenuation {
  readonly stations: readonly HeardStation[];
  /** Why there are none. */
  readonly cause: string | undefined;
}

export interface MeasureAttenuationOptions {
  /** Interface with the vehicle's modem. */
  readonly interface: string;
  /** Words that enter the interface's namespace. */
  readonly enter?: readonly string[];
  readonly clock?: Clock;
  readonly random?: RandomSource;
}

/**
 * Sounds as a vehicle does and takes the reports (ISO 15118-3:2015, A.9.1 and A.9.2), without matching: every charger
 * forgets it after TT_EVSE_match_session. A charger answers while a vehicle is plugged in and not matched.
 * @throws PlumblineError TRANSPORT-070 to -073 when the interface cannot be opened
 */
export async function measureAttenuation(options: MeasureAttenuationOptions): Promise<LineAttenuation> {
  const random = options.random ?? systemRandom;
  let lost: string | undefined;
  const port = await startRawPort({
    interface: options.interface,
    ...(options.enter === undefined ? {} : { enter: options.enter }),
    onFrame: (frame) => link.mailbox.receive(frame),
    onLost: (detail) => {
      lost = detail;
    },
    onUnsent: (detail) => {
      lost ??= `${options.interface} did not take a frame: ${detail}`;
    },
  });
  const link: SlacLink = new SlacLink(port.mac, options.clock ?? systemClock, slacTimers, (frame) => port.send(frame));
  try {
    const heard = await soundOnce(link, random);
    // What no charger could hear is no silence of the chargers.
    return lost === undefined ? heard : { stations: [], cause: lost };
  } finally {
    await port.close();
  }
}

/** One sounding over a link that is open. */
export async function soundOnce(link: SlacLink, random: RandomSource): Promise<LineAttenuation> {
  const runId = Buffer.from(random(8)).toString('hex').toUpperCase();
  const confirmed = await askForStations(link, runId);
  if (confirmed.length === 0) {
    const cause = 'no charger answered CM_SLAC_PARM.REQ: none there, no vehicle plugged in, or matched already';
    return { stations: [], cause };
  }
  return { stations: await sound(link, random, runId, '', confirmed), cause: undefined };
}

const method =
  'SLAC as a vehicle: 10 CM_MNBC_SOUND.IND, CM_ATTEN_CHAR.IND of the charger, mean over its 58 carrier groups, each averaged over the sounds';

/** One `plc-attenuation` a charger, in dB; `evidence` names what it is taken from. */
export function attenuationMeasurements(
  line: LineAttenuation,
  interfaceName: string,
  evidence: readonly string[],
): readonly Measured[] {
  const base = { id: 'plc-attenuation', unit: 'dB', method, evidence, labels: { interface: interfaceName } };
  if (line.cause !== undefined) return [{ ...base, value: undefined, unavailable: line.cause }];
  return line.stations.map(({ mac, meanDb, attenuationDb, sounds, rejected }): Measured => {
    const labels = { ...base.labels, station: mac };
    if (meanDb === undefined || attenuationDb === undefined) {
      const unavailable = rejected ?? 'no CM_ATTEN_CHAR.IND came';
      return { ...base, labels, value: undefined, unavailable };
    }
    const groups = attenuationDb.length;
    return {
      ...base,
      labels,
      value: meanDb,
      ...(sounds === undefined ? {} : { n: sounds }),
      budget: [
        {
          source: 'whole dB in the report',
          u: 0.5 / Math.sqrt(3) / Math.sqrt(groups),
          evaluation: `rectangular, half-width 0.5 dB, mean of ${groups} groups`,
        },
      ],
      caveats: [
        `groups from ${Math.min(...attenuationDb)} to ${Math.max(...attenuationDb)} dB`,
        'relative to the power of the sounds; the coupling of both modems is in it',
      ],
    };
  });
}
