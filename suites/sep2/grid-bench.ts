import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../src/base/clock.js';
import type { InverterControl } from '../../src/bench/capabilities/inverter-control.js';
import { startUtility } from '../../src/peers/utility/start-utility.js';
import type { UtilityConfig } from '../../src/peers/utility/utility-config.js';
import type { UtilitySteering } from '../../src/peers/utility/utility-control.js';
import { deviceIdentifier } from '../../src/pki/device-identifier.js';
import { certificatesIn } from '../../src/pki/pem.js';
import type { Harness } from '../engine/harness.js';
import { type Arrangement, gatewayPin, serverAddress, usualPrograms, usualRates } from './arrangement.js';
import { keepServerFiles } from './keep-server-files.js';
import { PluggedVehicle } from './plugged-vehicle.js';
import { PowerWatch } from './power-watch.js';

/** How long the gateway may take to come to a server that has just started, ms. */
const arrivalMs = 20_000;

/** The grid side of the bench as the cases of IEEE 2030.5 use it: server, gateway, vehicle, inverter and meter. */
export class GridBench {
  readonly vehicle: PluggedVehicle;
  readonly power: PowerWatch;
  readonly inverter: InverterControl;
  /** Of the gateway's certificate. */
  readonly lfdi: string;
  readonly sfdi: string;
  #utility: UtilitySteering | undefined;
  #arrangement: Arrangement | undefined;
  #started = 0;
  #folder: string | undefined;

  constructor(readonly harness: Harness) {
    const { bench, pkiFolder } = harness;
    this.vehicle = new PluggedVehicle(harness);
    this.power = new PowerWatch(bench.capability('inverter-power'), systemClock);
    this.inverter = bench.capability('inverter-control');
    const [certificate] = certificatesIn(readFileSync(join(pkiFolder, 'utility-device.cert.pem')));
    const { lfdi, sfdi } = deviceIdentifier(certificate!);
    this.lfdi = lfdi;
    this.sfdi = sfdi;
  }

  /** The utility server that runs. @throws Error before the first arrangement: a mistake of the suite */
  get utility(): UtilitySteering {
    if (this.#utility === undefined) throw new Error('no arrangement has been made yet');
    return this.#utility;
  }

  /** PIXIT as a number. @throws Error when the PICS file lacks it */
  pixit(name: string): number {
    const value = this.harness.pics[name];
    if (typeof value !== 'number') throw new Error(`${name} is not a number in the PICS file`);
    return value;
  }

  /** Announced pollRate of everything, s. */
  get pollSeconds(): number {
    return this.pixit('PIXIT_SEP2_PollSeconds');
  }

  /** Starts server and gateway for an arrangement, unless just these run already. */
  async arrange(arrangement: Arrangement, options: { readonly fresh?: boolean } = {}): Promise<void> {
    const gateway = this.harness.bench.capability('gateway');
    const { running } = await gateway.state();
    if (this.#arrangement?.name === arrangement.name && running && options.fresh !== true) return;
    // How it ends is not what is looked at, and a farewell to vehicle and server takes seconds.
    await Promise.all([this.dismiss(), gateway.stop('kill')]);
    this.#forget();
    this.#utility = await this.#startServer(arrangement);
    await gateway.start(arrangement.gateway);
    if (arrangement.ready !== 'none') await this.awaitGateway(0);
    this.#arrangement = arrangement;
  }

  /** Waits until the gateway reads controls of its programs, after the request with sequence number `after`. */
  async awaitGateway(after: number): Promise<void> {
    await this.utility.waitForRequest({ method: 'GET', resource: 'derc', lfdi: this.lfdi, after }, arrivalMs);
  }

  /** Ends the server, keeping its books as evidence and its secrets for the captures. The gateway goes on, alone. */
  async dismiss(): Promise<void> {
    await this.#utility?.close();
    this.#utility = undefined;
    this.#arrangement = undefined;
    const folder = this.#folder;
    this.#folder = undefined;
    if (folder !== undefined) await keepServerFiles(this.harness, folder);
  }

  /** What a gateway of this bench remembers of servers before would be another starting state than the case says. */
  #forget(): void {
    const folder = join(this.harness.bench.folder, 'gateway');
    if (!existsSync(folder)) return;
    for (const file of readdirSync(folder))
      if (/state|sep2.*\.json$/.test(file)) rmSync(join(folder, file), { force: true });
  }

  /** Starts the gateway anew; the server stays. */
  async restartGateway(configuration: string): Promise<void> {
    const gateway = this.harness.bench.capability('gateway');
    await gateway.stop('kill');
    await gateway.start(configuration);
  }

  /** Forgets which processes run: the next case starts them again. */
  spoil(): void {
    this.#arrangement = undefined;
  }

  /** Starts the server again as it was; its store is empty but for what the arrangement says. */
  async restartServer(arrangement: Arrangement): Promise<void> {
    await this.dismiss();
    this.#utility = await this.#startServer(arrangement);
  }

  async close(): Promise<void> {
    await this.vehicle.vanish();
    await this.dismiss();
    await this.power.stop();
  }

  #startServer(arrangement: Arrangement): Promise<UtilitySteering> {
    const { bench } = this.harness;
    // Not among the evidence: configuration and key log are no part of it.
    this.#folder = join(bench.folder, 'utility', `${process.pid}-${++this.#started}`);
    mkdirSync(this.#folder, { recursive: true });
    return startUtility({
      spawn: (argv, options) => bench.spawn('utility', argv, options),
      folder: this.#folder,
      config: this.#serverConfig(arrangement),
    });
  }

  #serverConfig({ server, device, certificate = 'utility-server' }: Arrangement): UtilityConfig {
    const pki = (name: string) => join(this.harness.pkiFolder, name);
    return {
      listen: serverAddress,
      certificate: pki(`${certificate}.chain.pem`),
      key: pki(`${certificate}.key.pem`),
      trust: [pki('utility-root.cert.pem')],
      devices: device === 'none' ? [] : [{ pin: gatewayPin, ...device, lfdi: this.lfdi }],
      programs: usualPrograms,
      pollRates: usualRates(this.pollSeconds),
      ...server,
    };
  }
}
