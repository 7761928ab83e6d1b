import type { PilotLineAccess } from '../../src/bench/capabilities/pilot-line-access.js';
import type { VehiclePlan } from '../../src/bench/capabilities/vehicle-under-test.js';
import type { PilotChange, StationSignal } from '../../src/bench/devices/pilot-line/pilot-line.js';
import type { PicsValues } from '../../src/judge/pics/pics-values.js';
import type { SeccEvent, SeccEventOf } from '../../src/peers/station/secc-event.js';
import type { SeccContract, SeccScript, SeccTls } from '../../src/peers/station/secc-script.js';
import { SeccHandle } from '../../src/peers/station/start-secc.js';
import type { CaseRun } from '../engine/case-run.js';
import type { Harness } from '../engine/harness.js';
import type { WireSegment } from '../engine/wire-watch.js';
import { recordSeccEvent } from './secc-record.js';

/** Digital communication is what the charger offers (ISO 15118-3). */
export const digital: StationSignal = { kind: 'oscillating', dutyPercent: 5, frequencyHz: 1000 };
/** V2G_EVCC_CommunicationSetup_Timeout, 20 s, and the start of a process. A real vehicle wakes up meanwhile. */
export const arrivalMs = 30_000;
/** How long the capture may lag behind the sockets, ms. */
const captureLagMs = 3000;

/** TLS and contracts come from the project; a case may name other chains, or ask for receipts. */
export type Script = Omit<SeccScript, 'interface' | 'energy' | 'tls' | 'contract'> & {
  readonly secc?: SeccTls['secc'];
  readonly contract?: Omit<SeccContract, 'pki'>;
};

export type VehicleChange = Extract<PilotChange, { readonly side: 'vehicle' }>;

function vehicleSide(changes: readonly PilotChange[]): readonly VehicleChange[] {
  return changes.filter((change): change is VehicleChange => change.side === 'vehicle');
}

/** A vehicle under test at the tester's SECC, from plugging in to unplugging. */
export class EvccScene {
  readonly harness: Harness;
  readonly secc: SeccHandle;
  readonly pilot: PilotLineAccess | undefined;
  readonly #pilotFrom: number;

  private constructor(harness: Harness, secc: SeccHandle, pilot: PilotLineAccess | undefined, pilotFrom: number) {
    this.harness = harness;
    this.secc = secc;
    this.pilot = pilot;
    this.#pilotFrom = pilotFrom;
  }

  /**
   * Puts the tester's SECC in the station's place and plugs the vehicle in. @throws PlumblineError of the bench where
   * one of them cannot be had: an error of the harness, not a finding
   */
  static async open(harness: Harness, script: Script, plan: Omit<VehiclePlan, 'energy'> = {}): Promise<EvccScene> {
    const { bench, variant } = harness;
    // The station's place is ours: a gateway of another project would answer discovery too.
    if (bench.offers('gateway')) await bench.capability('gateway').stop('term');
    const energy = variant.mode === 'AC' ? 'ac' : 'dc';
    const { secc: chain, contract, ...rest } = script;
    const pki = variant.security === 'tls' ? vehiclePki(harness) : undefined;
    const byContract = pki !== undefined && harness.pics['PICS_CMN_CMN_IdentificationMode'] === 'pnC';
    const secc = await SeccHandle.start((argv, options) => bench.spawn('station', argv, options), {
      interface: bench.interfaces['mesh']!.name,
      energy,
      ...(pki === undefined ? {} : { tls: { pki, ...(chain === undefined ? {} : { secc: chain }) } }),
      ...(byContract ? { contract: { pki, ...contract } } : {}),
      ...rest,
    });
    const pilot = bench.offers('pilot-line') ? bench.capability('pilot-line') : undefined;
    await pilot?.station(digital);
    const from = (await pilot?.state())?.last ?? 0;
    const scene = new EvccScene(harness, secc, pilot, from);
    const traits = {
      ...leftOut(harness.pics),
      ...(pki === undefined ? {} : { pki }),
      ...(byContract ? { contract: 'none' as const } : {}),
    };
    await bench.capability('vehicle').plug({ energy, faults: harness.vehicleFaults, ...traits, ...plan });
    return scene;
  }

  get events(): readonly SeccEvent[] {
    return this.secc.events;
  }

  of<K extends SeccEvent['event']>(kind: K): readonly SeccEventOf<K>[] {
    return this.events.filter((event): event is SeccEventOf<K> => event.event === kind);
  }

  get requests(): readonly SeccEventOf<'request'>[] {
    return this.of('request');
  }

  /** The newest connection's port at the vehicle. */
  get vehiclePort(): number | undefined {
    return this.of('connected').at(-1)?.vehiclePort;
  }

  /** Waits until something of this kind fits, or the connection has ended without it. */
  async awaitOrEnd<T extends SeccEvent>(
    fits: (event: SeccEvent) => event is T,
    timeoutMs: number,
  ): Promise<T | undefined> {
    const found = await this.secc.until<T | 'over'>(
      (events) => events.find(fits) ?? (events.some(({ event }) => event === 'closed') ? 'over' : undefined),
      timeoutMs,
    );
    return found === 'over' ? undefined : found;
  }

  /** Changes of the vehicle's side of the pilot since it was plugged in; undefined on a bench that sees no pilot. */
  async pilotChanges(): Promise<readonly VehicleChange[] | undefined> {
    return this.pilot === undefined ? undefined : vehicleSide(await this.pilot.changes(this.#pilotFrom, 1));
  }

  /** As {@link pilotChanges}, once the vehicle's side is in `state`, or after `timeoutMs` as it is then. */
  async pilotReaches(state: string, timeoutMs: number): Promise<readonly VehicleChange[] | undefined> {
    if (this.pilot === undefined) return undefined;
    const end = performance.now() + timeoutMs;
    const all = [...(await this.pilot.changes(this.#pilotFrom, 1))];
    for (;;) {
      const left = end - performance.now();
      if (vehicleSide(all).at(-1)?.vehicle === state || left <= 0) return vehicleSide(all);
      all.push(...(await this.pilot.changes(all.at(-1)?.number ?? this.#pilotFrom, left)));
    }
  }

  /** What the capture shows of the vehicle's newest connection, once its end is in it; undefined where it is not. */
  async endedSegments(): Promise<readonly WireSegment[] | undefined> {
    const port = this.vehiclePort;
    if (port === undefined) return undefined;
    return this.harness.wire.until(() => {
      const segments = this.harness.wire.segments(port);
      return segments.some(({ direction, fin, rst }) => direction === 'sent' && (fin || rst)) ? segments : undefined;
    }, captureLagMs);
  }

  /** Whether the capture shows bytes of both sides on the newest connection. */
  async isCaptured(): Promise<boolean> {
    const port = this.vehiclePort;
    if (port === undefined) return false;
    const { wire } = this.harness;
    const shows = () => {
      const carrying = wire.segments(port).filter(({ payloadBytes }) => payloadBytes > 0);
      const both = (['sent', 'received'] as const).every((way) => carrying.some(({ direction }) => direction === way));
      return both ? true : undefined;
    };
    return (await wire.until(shows, captureLagMs)) === true;
  }

  /** Puts what was seen into the record of a case. @param from the first event, from 0 */
  tell(run: CaseRun, from = 0): void {
    for (const event of this.events.slice(from)) recordSeccEvent(run, event);
  }

  /** Unplugs the vehicle and takes the SECC away; the secrets of its TLS sessions stay beside the captures. */
  async close(): Promise<void> {
    for (const { line } of this.of('keylog')) this.harness.keylog(line);
    await this.harness.bench.capability('vehicle').unplug();
    await this.secc.stop();
  }
}

/** Folder of the PKI that the vehicle knows: a real one brings its own. */
export function vehiclePki({ bench, pkiFolder }: Harness): string {
  return bench.capability('vehicle').pki ?? pkiFolder;
}

export const isResponse = (event: SeccEvent): event is SeccEventOf<'response'> => event.event === 'response';

/** What the vehicle does without, by its PICS. */
function leftOut(pics: PicsValues): Pick<VehiclePlan, 'serviceDetail' | 'weldingDetection'> {
  return {
    ...(pics['PICS_PLUMBLINE_EVCC_ServiceDetail'] === false ? { serviceDetail: false } : {}),
    ...(pics['PICS_PLUMBLINE_EVCC_WeldingDetection'] === false ? { weldingDetection: false } : {}),
  };
}
