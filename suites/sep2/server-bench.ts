import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../src/base/clock.js';
import { systemRandom } from '../../src/base/random.js';
import { startUtility } from '../../src/peers/utility/start-utility.js';
import type { DeviceConfig } from '../../src/peers/utility/utility-config.js';
import type { UtilitySteering } from '../../src/peers/utility/utility-control.js';
import { chainPem, type Identity, privateKeyPem, rootPem } from '../../src/pki/identity.js';
import { LabMint } from '../../src/pki/lab-mint.js';
import type { Harness } from '../engine/harness.js';
import { gatewayPin, usualPrograms, usualRates } from './arrangement.js';
import { keepServerFiles } from './keep-server-files.js';
import { NotificationSink } from './notification-sink.js';
import { ServerClient } from './server-client.js';
import { serverBehaviour } from './server-faults.js';

const loopback = '::1';
/** Largest body that this server takes, octets. */
export const maxBody = 262_144;
/** What the server announces for everything, s. */
export const announcedRate = 60;

/** A utility server of its own, on the loopback of the harness, with clients that the cases play. */
export class ServerBench {
  readonly #lab: LabMint;
  readonly #mica: Identity;
  readonly #folder: string;
  readonly #clients: ServerClient[] = [];
  #utility: UtilitySteering | undefined;
  #sink: NotificationSink | undefined;
  #minted = 0;
  #knownDevice: Identity | undefined;
  readonly #aggregator: Identity;

  constructor(private readonly harness: Harness) {
    this.#folder = join(harness.bench.folder, 'utility', `server-${process.pid}`);
    this.#lab = new LabMint({
      nowNs: systemClock.wallNs(),
      random: systemRandom,
      curve: 'P-256',
      utilityNames: [{ type: 'ip', value: loopback }],
      commonNames: {},
    });
    const mca = this.#lab.mint('utility-mca', { issuer: this.#lab.mint('utility-root') });
    this.#mica = this.#lab.mint('utility-mica', { issuer: mca });
    this.#aggregator = this.#lab.mint('utility-aggregator', { issuer: this.#mica });
  }

  get utility(): UtilitySteering {
    if (this.#utility === undefined) throw new Error('the server has not been started yet');
    return this.#utility;
  }

  /** Where notifications of this server arrive. */
  get sink(): NotificationSink {
    if (this.#sink === undefined) throw new Error('the server has not been started yet');
    return this.#sink;
  }

  /** Starts the server before the first case; one device is known to it, others register in band. */
  async ensureStarted(): Promise<void> {
    if (this.#utility !== undefined) return;
    this.#knownDevice = this.identity('known device');
    await this.#start([this.#knownDevice]);
  }

  /** A client that the server knows from its start, registered out of band. */
  knownClient(): ServerClient {
    return this.client(this.#knownDevice);
  }

  /** A client that may register other devices than itself. */
  aggregator(): ServerClient {
    return this.client(this.#aggregator);
  }

  async #start(devices: readonly Identity[]): Promise<void> {
    mkdirSync(this.#folder, { recursive: true });
    const server = this.#lab.mint('utility-server', { issuer: this.#mica });
    const file = (name: string, text: string, mode = 0o644): string => {
      const path = join(this.#folder, name);
      writeFileSync(path, text, { mode });
      return path;
    };
    const trust = file('root.pem', rootPem(server));
    this.#utility = await startUtility({
      // Beside the cases: they and the server need no link between them.
      spawn: (argv, options) => this.harness.bench.spawn('vehicle', argv, options),
      folder: this.#folder,
      config: {
        listen: { host: loopback, port: 0 },
        certificate: file('server.pem', chainPem(server)),
        key: file('server.key', privateKeyPem(server), 0o600),
        trust: [trust],
        devices: devices.map((identity): DeviceConfig => ({ lfdi: ServerClient.lfdiOf(identity), pin: gatewayPin })),
        aggregators: [ServerClient.lfdiOf(this.#aggregator)],
        programs: usualPrograms,
        pollRates: usualRates(announcedRate),
        maxBodyBytes: maxBody,
      },
    });
    this.#sink = await NotificationSink.start(loopback, this.identity('sink'), rootPem(server));
    await this.#misbehave();
  }

  /** A certificate of the server's PKI; a `stranger` comes from another root. */
  identity(name: string, stranger = false): Identity {
    const commonName = `${name} ${++this.#minted}`;
    if (!stranger) return this.#lab.mint('utility-device', { name: commonName, commonName, issuer: this.#mica });
    const issuer = this.#lab.mint('utility-root', { name: 'stranger-root', commonName: 'Stranger Smart Energy Root' });
    return this.#lab.mint('utility-device', { name: commonName, commonName, issuer });
  }

  /** A client with a certificate, of its own unless one is given; nothing is sent yet. */
  client(identity: Identity = this.identity('device'), roots: string = rootPem(this.#mica)): ServerClient {
    const { port } = this.utility.ready;
    const made = new ServerClient(identity, { address: loopback, port }, roots, this.harness.keylog);
    this.#clients.push(made);
    return made;
  }

  /** Ends the clients of a case and puts the server back. */
  async tidy(): Promise<void> {
    await Promise.all(this.#clients.splice(0).map((client) => client.close()));
    const { utility } = this;
    await utility.behaveNormally();
    await this.#misbehave();
    for (const { mRID } of await utility.controls()) await utility.cancelControl(mRID, { remove: true });
    for (const { name } of usualPrograms) await utility.setDefault(undefined, name);
    for (const [resource, rate] of Object.entries(usualRates(announcedRate))) {
      await utility.setPollRate(resource as Parameters<UtilitySteering['setPollRate']>[0], rate);
    }
  }

  /** Seeds the faults of the run, if there are any: the cases must find them. */
  async #misbehave(): Promise<void> {
    for (const name of this.harness.serverFaults) {
      const behaviour = serverBehaviour(name);
      if (behaviour !== undefined) await this.utility.behave(behaviour);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#clients.splice(0).map((client) => client.close()));
    await this.#sink?.close();
    await this.#utility?.close();
    if (this.#utility !== undefined) await keepServerFiles(this.harness, this.#folder);
  }
}
