import { modulationSnrDb } from '../../../wire/homeplug/tone-map.js';

/**
 * The modulation (nibble) of each carrier of a known SNR: the highest whose threshold the SNR reaches. Bit loading of a real
 * modem keeps a margin that it does not tell; here there is none.
 */
export function loadedToneMap(snrDb: readonly number[]): readonly number[] {
  return snrDb.map((snr) => {
    let nibble = 0;
    while (nibble + 1 < modulationSnrDb.length && snr >= modulationSnrDb[nibble + 1]!) nibble++;
    return nibble;
  });
}
