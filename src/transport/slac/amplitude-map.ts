import { ampMapCnf, ampMapReq } from '../../wire/homeplug/messages/cm-amp-map.js';
import { packToneMap } from '../../wire/homeplug/tone-map.js';
import type { SlacLink } from './slac-link.js';
import { slacCounts } from './slac-timers.js';

/** Sends an amplitude map with its repeats (ISO 15118-3:2015, A.9.5). @returns whether it was confirmed with result 0 */
export async function sendAmplitudeMap(link: SlacLink, peer: string, levels: readonly number[]): Promise<boolean> {
  for (let attempt = 0; attempt <= slacCounts.C_EV_match_retry; attempt++) {
    const answer = link.mailbox.wait(
      ampMapCnf,
      link.timers.TT_match_response,
      ({ Result }, source) => source === peer && Result === 0,
    );
    link.send(peer, ampMapReq, { CarrierCount: levels.length, Levels: packToneMap(levels) });
    if ((await answer) !== undefined) return true;
  }
  return false;
}

/**
 * Confirms every amplitude map of the peer; one without carriers is not answered (test case CmAmpMap_005). Returns the
 * function that ends it.
 */
export function answerAmplitudeMaps(
  link: SlacLink,
  peer: string,
  onMap: (levels: string) => void,
  withoutCarriersToo = false,
): () => void {
  return link.mailbox.listen(ampMapReq, ({ source, value }) => {
    if (source !== peer || (value.CarrierCount === 0 && !withoutCarriersToo)) return;
    link.send(peer, ampMapCnf, { Result: 0 });
    onMap(value.Levels ?? '');
  });
}
