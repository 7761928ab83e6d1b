/**
 * Tone maps: how many bits each carrier takes, one nibble a carrier, low nibble first. HomePlug AV has 1155 carriers from
 * 1.8 to 30 MHz (numbers 74 to 1228), of which the tone mask of North America leaves 917 (HomePlug AV 1.1, 3.2). A map of
 * 917 carriers tells these one after the other and says nothing of those between.
 */
export const allCarriers = 1155;
export const unmaskedCarriers = 917;
/** 75 MHz / 3072. */
export const carrierSpacingHz = 75e6 / 3072;
export const firstCarrierNumber = 74;

/** SNR in dB for which a modem loads a carrier with a modulation, by nibble (Qualcomm's tools: SignalToNoise2). */
export const modulationSnrDb = [0, 2, 4, 7, 10, 16, 22, 28, 36] as const;
/** Bits a carrier and symbol, by nibble. */
export const modulationBits = [0, 1, 2, 3, 4, 6, 8, 10, 12] as const;
export const highestModulation = modulationSnrDb.length - 1;

/**
 * First and last number of each run of carriers that the tone mask of North America leaves: the gaps are the amateur bands
 * from 80 m to 10 m. From memory; their sum and the bands in the gaps are checked by a test.
 */
const unmaskedRuns = [
  [86, 139],
  [168, 214],
  [226, 282],
  [303, 409],
  [420, 569],
  [592, 736],
  [749, 856],
  [883, 1015],
  [1028, 1143],
] as const;

const unmaskedNumbers: readonly number[] = unmaskedRuns.flatMap(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index),
);

/** Centre of carrier `index` of a tone map that tells `carriers` of them, MHz. Only a map of 917 has gaps. */
export function carrierMHz(index: number, carriers: number = allCarriers): number {
  const masked = carriers === unmaskedCarriers ? unmaskedNumbers[index] : undefined;
  return ((masked ?? firstCarrierNumber + index) * carrierSpacingHz) / 1e6;
}

/** Packs one nibble a carrier into hexadecimal. */
export function packToneMap(carriers: readonly number[]): string {
  const bytes = Array.from({ length: Math.ceil(carriers.length / 2) }, (_, index) => {
    return ((carriers[2 * index] ?? 0) & 15) | (((carriers[2 * index + 1] ?? 0) & 15) << 4);
  });
  return bytes.map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join('');
}

/** Nibbles of `count` carriers; fewer where the map is shorter. */
export function unpackToneMap(hex: string, count: number): readonly number[] {
  const nibbles: number[] = [];
  for (let at = 0; at + 1 < hex.length && nibbles.length < count; at += 2) {
    const byte = Number.parseInt(hex.slice(at, at + 2), 16);
    nibbles.push(byte & 15);
    if (nibbles.length < count) nibbles.push(byte >> 4);
  }
  return nibbles;
}
