import { PlumblineError } from '../../../base/errors.js';
import type {
  Behaviour,
  CancelOptions,
  CreateControl,
  CreateLoadControl,
  CreatePrice,
  EventState,
} from '../control-types.js';
import type { Device } from '../model/device.js';
import { pollAccounts } from '../record/poll-accounts.js';
import type { RequestFilter } from '../request-record.js';
import { prefixOf } from '../server/answer-request.js';
import type { DefaultControl, PolledResource } from '../utility-config.js';
import type { DerResource, DeviceChange, UtilityReady, UtilityStatus, UtilitySteering } from '../utility-control.js';
import type { OpenUtility } from '../utility-server.js';
import { LocalControls } from './local-controls.js';

/** Steers a server of this very process; the control socket calls the same methods from another one. */
export class LocalUtility implements UtilitySteering {
  readonly ready: UtilityReady;
  readonly #open: OpenUtility;
  readonly #controls: LocalControls;

  constructor(open: OpenUtility) {
    this.#open = open;
    this.ready = open.ready;
    this.#controls = new LocalControls(open.store, () => open.log.mark);
  }

  async status(): Promise<UtilityStatus> {
    const { store, log, handler, listener } = this.#open;
    const prefix = prefixOf(store);
    return {
      ...this.ready,
      requests: log.mark,
      connections: listener.connections,
      devices: store.devices.map(({ lfdi, sfdi, id, pin }) => ({ lfdi, sfdi, href: `${prefix}/edev/${id}`, pin })),
      programs: store.programs.map(({ name, mRID, id, primacy }) => ({
        name,
        mRID,
        href: `${prefix}/derp/${id}`,
        primacy,
      })),
      controls: this.#controls.views(),
      behaviours: handler.behaviours.list,
      refusedHandshakes: this.#open.refused.map(({ atNs, reason }) => ({ atNs, reason })),
    };
  }

  async createControl(control: CreateControl) {
    return this.#controls.create(control);
  }

  async createLoadControl(control: CreateLoadControl) {
    return this.#controls.createLoadControl(control);
  }

  async createPrice(price: CreatePrice) {
    return this.#controls.createPrice(price);
  }

  async cancelControl(mRID: string, options: CancelOptions = {}) {
    return this.#controls.cancel(mRID, options);
  }

  async setStatus(mRID: string, status: EventState | 'clock') {
    return this.#controls.setStatus(mRID, status);
  }

  async controls() {
    return this.#controls.views();
  }

  async setDefault(control: DefaultControl | undefined, name?: string) {
    const { store } = this.#open;
    const program = store.program(name);
    const issuedAtNs = store.clock.monotonicNs();
    const mRID = program.default?.mRID ?? store.freshMrid();
    const had = program.default !== undefined;
    program.default = control === undefined ? undefined : { control, mRID };
    store.changed(`/derp/${program.id}/dderc`, ...(had === (control !== undefined) ? [] : this.#programLists()));
    return { issuedAtNs };
  }

  async addCurve(curve: Readonly<Record<string, unknown>>, name?: string) {
    const { store } = this.#open;
    const program = store.program(name);
    const id = store.nextId();
    program.curves.push({ id, value: curve });
    store.changed(`/derp/${program.id}/dc`);
    return { href: `${prefixOf(store)}/derp/${program.id}/dc/${id}` };
  }

  async setPrimacy(name: string, primacy: number) {
    this.#open.store.program(name).primacy = primacy;
    this.#open.store.changed(...this.#programLists());
  }

  async setPollRate(resource: PolledResource, seconds: number) {
    this.#open.store.pollRates.set(resource, seconds);
    this.#open.rateChanges.push({ resource, seconds, atNs: this.#open.store.clock.monotonicNs() });
    // The announced rate is an attribute of the list, so its subscribers are told.
    this.#open.store.changed(...this.#pathsAnnouncing(resource));
  }

  async setDevice(lfdi: string, change: DeviceChange) {
    const { store } = this.#open;
    const device = this.#device(lfdi);
    if (change.pin !== undefined) device.pin = change.pin ?? undefined;
    if (change.programs !== undefined) device.programs = change.programs ?? undefined;
    if (change.connectionPoint !== undefined) device.connectionPoint = change.connectionPoint ?? undefined;
    if (change.remove === true) store.removeDevice(device);
    const at = `/edev/${device.id}`;
    store.changed('/edev', at, `${at}/fsa`, `${at}/fsa/1/derp`);
  }

  async setPrograms(lfdi: string, programs: readonly string[] | undefined) {
    for (const name of programs ?? []) this.#open.store.program(name);
    await this.setDevice(lfdi, { programs: programs ?? null });
  }

  async behave(behaviour: Behaviour) {
    this.#open.handler.behaviours.add(behaviour);
    if (behaviour.kind === 'clock-off') this.#setClock(behaviour.offsetS ?? 3600);
  }

  async behaveNormally() {
    this.#open.handler.behaviours.clear();
    this.#setClock(0);
  }

  async mark() {
    return this.#open.log.mark;
  }

  async requests(filter?: RequestFilter) {
    return this.#open.log.all(filter);
  }

  async waitForRequest(filter: RequestFilter, timeoutMs: number) {
    const { log, store } = this.#open;
    let cancel: (() => void) | undefined;
    const late = new Promise<void>((resolve) => {
      cancel = store.clock.after(timeoutMs, resolve);
    });
    const found = await log.wait(filter, late);
    cancel?.();
    if (found !== undefined) return found;
    const detail = `${JSON.stringify(filter)} within ${timeoutMs} ms; ${log.mark} requests so far`;
    throw new PlumblineError('PEERS-032', { detail });
  }

  async responses(mRID?: string) {
    const wanted = mRID?.toUpperCase();
    return this.#open.store.recordedResponses.filter(({ subject }) => wanted === undefined || subject === wanted);
  }

  async readings(mup?: string) {
    return this.#open.store.metering.readings.filter((reading) => mup === undefined || reading.mup === mup);
  }

  async der(lfdi: string, resource: DerResource, index = 1) {
    return this.#device(lfdi).puts.get(`der/${index}/${resource}`)?.value;
  }

  async derStatus(lfdi: string) {
    return this.der(lfdi, 'ders');
  }

  async pollAccounting(after = 0) {
    const { log, store, rateChanges } = this.#open;
    return pollAccounts(log.all({ after }), { rates: rateChanges, now: (resource) => store.pollRate(resource) });
  }

  async subscriptions() {
    return this.#open.notifier.views();
  }

  close(): Promise<void> {
    return this.#open.close();
  }

  #device(lfdi: string): Device {
    const device = this.#open.store.device(lfdi);
    if (device === undefined) throw new PlumblineError('PEERS-033', { detail: `device ${lfdi}` });
    return device;
  }

  #setClock(offsetS: number): void {
    this.#open.store.offsetS = (this.#open.store.config.clockOffsetS ?? 0) + offsetS;
    this.#open.store.changed('/tm');
  }

  #pathsAnnouncing(resource: PolledResource): readonly string[] {
    if (resource === 'derp') return this.#programLists();
    const perDevice: ReadonlySet<PolledResource> = new Set(['fsa', 'der', 'frq', 'frp', 'lel', 'sub']);
    if (!perDevice.has(resource)) return [`/${resource}`];
    return this.#open.store.devices.map(({ id }) => `/edev/${id}/${resource}`);
  }

  #programLists(): readonly string[] {
    return this.#open.store.devices.map(({ id }) => `/edev/${id}/fsa/1/derp`);
  }
}
