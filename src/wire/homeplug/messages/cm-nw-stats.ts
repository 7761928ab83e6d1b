import { defineMme } from '../define-mme.js';
import { list, mac, u8 } from '../mme-field.js';

/** HomePlug AV 1.1, 11.5.31: asks for the PHY rates to the other stations. */
export const nwStatsReq = defineMme('CM_NW_STATS.REQ', 0x6048, {});

/** PHY rates in Mbit/s, averaged. */
export const nwStatsCnf = defineMme('CM_NW_STATS.CNF', 0x6048, {
  StationCount: u8(),
  Stations: list('StationCount', { Mac: mac(), AverageTx: u8('Mbit/s'), AverageRx: u8('Mbit/s') }),
});
