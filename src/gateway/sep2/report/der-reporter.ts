import type { ControlDesk } from '../control/control-desk.js';
import type { Ratings } from '../control/merge-controls.js';
import { readList } from '../http/read-list.js';
import { linkOf, numberOf } from '../read-value.js';
import { done, failed, type StepResult, type StepTools } from '../session/step.js';
import type { StationView } from '../station-view.js';
import { type DerFacts, derAvailability, derCapability, derSettings, derStatus, statusKey } from './der-report.js';

interface DerLinks {
  readonly capability: string | undefined;
  readonly settings: string | undefined;
  readonly status: string | undefined;
  readonly availability: string | undefined;
}

/**
 * Keeps the DER resources at the server true: DERCapability and DERSettings once and when they change, DERStatus and
 * DERAvailability at the poll rate of the DERList and at once when the inverter shows another state.
 */
export class DerReporter {
  readonly #desk: ControlDesk;
  readonly #ratings: Ratings;
  readonly #station: () => StationView;
  #links: DerLinks | undefined;
  #rateS: number | undefined;
  #capability = '';
  #settings = '';
  #lastStatus = '';

  constructor(desk: ControlDesk, ratings: Ratings, station: () => StationView) {
    this.#desk = desk;
    this.#ratings = ratings;
    this.#station = station;
  }

  /** Whether the state that the server was told is no longer the one of the inverter. */
  get stale(): boolean {
    return this.#links !== undefined && statusKey(this.#station()) !== this.#lastStatus;
  }

  /** Reads the DERList, then puts what is missing there. */
  async run(tools: StepTools, ders: string): Promise<StepResult> {
    const list = await readList(tools.link, ders, 'DERList', 'DER', tools.faults);
    if (list.kind !== 'ok') return failed('DERList', list);
    const [der] = list.entries;
    this.#rateS = numberOf(list.list['pollRate']);
    if (der === undefined) return done(list.sentNs, this.#rateS);
    this.#links = {
      capability: linkOf(der['DERCapabilityLink']),
      settings: linkOf(der['DERSettingsLink']),
      status: linkOf(der['DERStatusLink']),
      availability: linkOf(der['DERAvailabilityLink']),
    };
    const failure = await this.report(tools);
    return failure ?? done(list.sentNs, this.#rateS);
  }

  /** Puts what the server does not know yet. Returns what kept it from that. */
  async report(tools: StepTools): Promise<StepResult | undefined> {
    const links = this.#links;
    if (links === undefined) return undefined;
    const facts = this.#facts(tools);
    const key = statusKey(facts.station);
    const capability = derCapability(facts);
    const settings = derSettings(facts);
    const told = { capability: JSON.stringify(capability), settings: JSON.stringify({ ...settings, updatedTime: 0 }) };
    const puts = [
      ...(told.capability === this.#capability ? [] : [[links.capability, 'DERCapability', capability] as const]),
      ...(told.settings === this.#settings ? [] : [[links.settings, 'DERSettings', settings] as const]),
      [links.status, 'DERStatus', derStatus(facts)] as const,
      [links.availability, 'DERAvailability', derAvailability(facts)] as const,
    ];
    let trouble: StepResult | undefined;
    for (const [href, resource, value] of puts) {
      const failure = href === undefined ? undefined : await put(tools, href, resource, value);
      // One resource that the server does not take must not keep the others away.
      if (failure?.kind === 'lost') return failure;
      if (failure !== undefined) trouble = failure;
      else if (resource === 'DERCapability') this.#capability = told.capability;
      else if (resource === 'DERSettings') this.#settings = told.settings;
    }
    this.#lastStatus = key;
    return trouble;
  }

  #facts({ config, time, link }: StepTools): DerFacts {
    const { gradW, softGradW } = this.#desk.defaults;
    return {
      config,
      ratings: this.#ratings,
      station: this.#station(),
      nowS: time.nowS(),
      gradW: gradW ?? config.der.grad_w,
      softGradW,
      namespace: link.namespace,
    };
  }
}

async function put(tools: StepTools, href: string, resource: string, value: object): Promise<StepResult | undefined> {
  const written = await tools.link.write('PUT', href, resource, value);
  return written.kind === 'ok' ? undefined : failed(resource, written);
}
