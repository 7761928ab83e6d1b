import { carrierMHz, highestModulation, modulationBits, modulationSnrDb } from '../../wire/homeplug/tone-map.js';

/** Nibble of QPSK, two bits a carrier. */
const qpsk = 2;

/** A part of the spectrum, MHz, half open. */
export interface Band {
  readonly name: string;
  readonly fromMHz: number;
  readonly toMHz: number;
}

/** HomePlug's 1.8 to 30 MHz in parts of about 5 MHz: noise of converters sits low, radio ingress high. */
export const bands: readonly Band[] = [
  { name: '1.8-5 MHz', fromMHz: 1.8, toMHz: 5 },
  { name: '5-10 MHz', fromMHz: 5, toMHz: 10 },
  { name: '10-15 MHz', fromMHz: 10, toMHz: 15 },
  { name: '15-20 MHz', fromMHz: 15, toMHz: 20 },
  { name: '20-25 MHz', fromMHz: 20, toMHz: 25 },
  { name: '25-30 MHz', fromMHz: 25, toMHz: 30.1 },
];

export interface BandSnr extends Band {
  /** Carriers of the map in this band, and those of them that carry bits in some slot. */
  readonly carriers: number;
  readonly active: number;
  /** Mean over active carriers and slots, dB; undefined where no carrier is active. */
  readonly meanDb: number | undefined;
}

export interface ToneMapSnr {
  readonly carriers: number;
  readonly active: number;
  readonly slots: number;
  /** Mean over active carriers and slots, dB; undefined where no carrier is active. */
  readonly meanDb: number | undefined;
  /** The same mean of the steps above: the true SNR lies below it. Undefined where a carrier has no step above, or none is active. */
  readonly ceilingDb: number | undefined;
  /** All that is loaded is loaded with QPSK, as the robust modes of Green PHY do whatever the SNR. */
  readonly robust: boolean;
  readonly slotMeanDb: readonly (number | undefined)[];
  readonly meanBits: number | undefined;
  readonly bands: readonly BandSnr[];
  /** Mean over the slots, by carrier: what is drawn. */
  readonly series: readonly { readonly MHz: number; readonly snrDb: number }[];
  /** Carriers with a modulation that there is not (9 to 15); they are left out. */
  readonly illegal: number;
}

/**
 * SNR by the modulations of a tone map, one array of nibbles a slot: each modulation stands for the SNR at which a modem
 * begins to use it, {0, 2, 4, 7, 10, 16, 22, 28, 36} dB. A carrier is active when it carries bits in some slot, as
 * Qualcomm's plctone counts. The figure is a floor in steps: the true SNR lies up to the next step above it.
 * @param announced carriers that the modem says the map has: which frequencies they are follows from it; default those there
 */
export function toneMapSnr(slots: readonly (readonly number[])[], announced?: number): ToneMapSnr {
  const carriers = Math.max(0, ...slots.map((slot) => slot.length));
  let illegal = 0;
  const byCarrier: { readonly MHz: number; readonly nibbles: readonly number[] }[] = [];
  for (let index = 0; index < carriers; index++) {
    const nibbles = slots.map((slot) => slot[index] ?? 0);
    if (nibbles.some((nibble) => nibble > highestModulation)) illegal += 1;
    else byCarrier.push({ MHz: carrierMHz(index, announced ?? carriers), nibbles });
  }
  const active = byCarrier.filter(({ nibbles }) => nibbles.some((nibble) => nibble > 0));
  const snrOf = (nibbles: readonly number[]) => nibbles.map((nibble) => modulationSnrDb[nibble]!);
  const loaded = active.flatMap(({ nibbles }) => nibbles);
  return {
    carriers,
    active: active.length,
    slots: slots.length,
    ceilingDb: loaded.includes(highestModulation)
      ? undefined
      : mean(loaded.map((nibble) => modulationSnrDb[nibble + 1]!)),
    robust: active.length > 0 && loaded.every((nibble) => nibble === 0 || nibble === qpsk),
    meanDb: mean(active.flatMap(({ nibbles }) => snrOf(nibbles))),
    slotMeanDb: slots.map((_, slot) => mean(active.map(({ nibbles }) => modulationSnrDb[nibbles[slot]!]!))),
    meanBits: mean(active.flatMap(({ nibbles }) => nibbles.map((nibble) => modulationBits[nibble]!))),
    bands: bands.map((band) => {
      const inBand = ({ MHz }: { readonly MHz: number }) => MHz >= band.fromMHz && MHz < band.toMHz;
      const those = active.filter(inBand);
      const meanDb = mean(those.flatMap(({ nibbles }) => snrOf(nibbles)));
      return { ...band, carriers: byCarrier.filter(inBand).length, active: those.length, meanDb };
    }),
    series: byCarrier.map(({ MHz, nibbles }) => ({ MHz, snrDb: mean(snrOf(nibbles)) ?? 0 })),
    illegal,
  };
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}
