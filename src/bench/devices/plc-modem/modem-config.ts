import { allCarriers } from '../../../wire/homeplug/tone-map.js';
import type { ModemConfig } from '../../file/bench-config.js';
import { carrierGroups, type ModemSettings } from './modem-settings.js';

/** What bench.yaml says of a modem; the rest is that of `defaultModem`. */
export function modemFromConfig(config: ModemConfig = {}): Partial<ModemSettings> {
  const { firmware, tx_mbps, rx_mbps, snr_db, attenuation_db, faults } = config;
  const map = snr_db === undefined ? undefined : new Array<number>(allCarriers).fill(snr_db);
  return {
    ...(firmware === undefined ? {} : { firmware }),
    ...(tx_mbps === undefined ? {} : { txMbps: tx_mbps }),
    ...(rx_mbps === undefined ? {} : { rxMbps: rx_mbps }),
    ...(map === undefined ? {} : { toneMapSnrDb: [map, map] }),
    ...(attenuation_db === undefined ? {} : { attenuationDb: new Array<number>(carrierGroups).fill(attenuation_db) }),
    ...(faults === undefined ? {} : { faults }),
  };
}
