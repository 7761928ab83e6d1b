import type { UtilityEvent } from './event.js';

/** A TimeTariffInterval with the price that holds in it. */
export interface PriceInterval extends UtilityEvent {
  readonly id: number;
  readonly touTier: number;
  /** In units of the currency times 10^multiplier of the tariff, for a kWh. */
  readonly price: number;
}

export interface RateComponent {
  readonly id: number;
  readonly mRID: string;
  readonly description: string;
  /** 1 forward: bought from the grid; 19 reverse: sold to it. */
  readonly flowDirection: 1 | 19;
  readonly intervals: PriceInterval[];
}

export interface Tariff {
  readonly id: number;
  readonly mRID: string;
  readonly description: string;
  /** ISO 4217, numeric. */
  readonly currency: number;
  readonly powerOfTen: number;
  readonly primacy: number;
  readonly rateCode: string;
  readonly components: RateComponent[];
}

/** Tariffs of the server. */
export class Pricing {
  readonly tariffs: Tariff[] = [];

  events(): readonly UtilityEvent[] {
    return this.tariffs.flatMap(({ components }) => components.flatMap(({ intervals }) => intervals));
  }
}
