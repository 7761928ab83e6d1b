import { readList } from '../http/read-list.js';
import { linkOf, numberOf, objectOf } from '../read-value.js';
import { done, failed, type StepResult, type StepTools } from '../session/step.js';

/** A price for a time, for people and logs: nothing is steered by it. */
export interface Price {
  readonly startS: number;
  readonly durationS: number;
  readonly tier: number | undefined;
  /** In the currency of the tariff for a kWh; undefined: the interval names none. */
  readonly price: number | undefined;
  /** ISO 4217 number. */
  readonly currency: number | undefined;
}

/** Reads the tariffs that are assigned down to the prices of their intervals. Pricing informs; it bounds nothing. */
export class PriceReader {
  #prices: readonly Price[] = [];

  get prices(): readonly Price[] {
    return this.#prices;
  }

  async run(tools: StepTools, tariffs: readonly string[]): Promise<StepResult> {
    const { link, faults } = tools;
    const startedNs = tools.clock.monotonicNs();
    const prices: Price[] = [];
    let rateS: number | undefined;
    for (const href of tariffs) {
      const list = await readList(link, href, 'TariffProfileList', 'TariffProfile', faults);
      if (list.kind !== 'ok') return failed('TariffProfileList', list);
      rateS = numberOf(list.list['pollRate']) ?? rateS;
      for (const tariff of list.entries) {
        const components = linkOf(tariff['RateComponentListLink']);
        if (components === undefined) continue;
        const scale = 10 ** (numberOf(tariff['pricePowerOfTenMultiplier']) ?? 0);
        const failure = await this.#components(tools, components, scale, numberOf(tariff['currency']), prices);
        if (failure !== undefined) return failure;
      }
    }
    const changed = JSON.stringify(prices) !== JSON.stringify(this.#prices);
    this.#prices = prices;
    if (changed) tools.log.event('sep2-price', { intervals: prices.length, first: prices[0]?.price });
    return done(startedNs, rateS);
  }

  async #components(
    tools: StepTools,
    href: string,
    scale: number,
    currency: number | undefined,
    prices: Price[],
  ): Promise<StepResult | undefined> {
    const { link, faults } = tools;
    const components = await readList(link, href, 'RateComponentList', 'RateComponent', faults);
    if (components.kind !== 'ok') return failed('RateComponentList', components);
    for (const component of components.entries) {
      const intervals = linkOf(component['TimeTariffIntervalListLink']);
      if (intervals === undefined) continue;
      const list = await readList(link, intervals, 'TimeTariffIntervalList', 'TimeTariffInterval', faults);
      if (list.kind !== 'ok') return failed('TimeTariffIntervalList', list);
      for (const interval of list.entries) {
        const time = objectOf(interval['interval']);
        const consumption = linkOf(interval['ConsumptionTariffIntervalListLink']);
        prices.push({
          startS: numberOf(time?.['start']) ?? 0,
          durationS: numberOf(time?.['duration']) ?? 0,
          tier: numberOf(interval['touTier']),
          price: consumption === undefined ? undefined : await this.#price(tools, consumption, scale),
          currency,
        });
      }
    }
    return undefined;
  }

  async #price({ link, faults }: StepTools, href: string, scale: number): Promise<number | undefined> {
    const list = await readList(link, href, 'ConsumptionTariffIntervalList', 'ConsumptionTariffInterval', faults);
    const raw = list.kind === 'ok' ? numberOf(list.entries[0]?.['price']) : undefined;
    return raw === undefined ? undefined : raw * scale;
  }
}
