import type { SlacLink } from '../../transport/slac/slac-link.js';
import { localModemAddress } from '../../wire/homeplug/encode-mme.js';
import { nwInfoCnf, nwInfoReq } from '../../wire/homeplug/messages/vs-nw-info.js';

/** How often the modem is asked, ms, and how many answers in a row without a station mean that the link is gone. */
const everyMs = 500;
const emptyAnswers = 2;

/** Watches a data link that stands. A modem that is silent says nothing about the link. */
export class LinkWatch {
  readonly #link: SlacLink;
  readonly #onLost: () => void;
  #epoch = 0;

  constructor(link: SlacLink, onLost: () => void) {
    this.#link = link;
    this.#onLost = onLost;
  }

  start(): void {
    this.#epoch += 1;
    void this.#run(this.#epoch);
  }

  stop(): void {
    this.#epoch += 1;
  }

  async #run(epoch: number): Promise<void> {
    let empty = 0;
    for (;;) {
      await this.#link.pause(everyMs);
      if (epoch !== this.#epoch) return;
      const answer = this.#link.mailbox.wait(nwInfoCnf, this.#link.timers.TT_match_response);
      this.#link.send(localModemAddress, nwInfoReq, {});
      const networks = (await answer)?.value.Networks;
      if (epoch !== this.#epoch) return;
      if (networks === undefined) continue;
      empty = networks.some(({ StationCount }) => StationCount > 0) ? 0 : empty + 1;
      if (empty < emptyAnswers) continue;
      this.stop();
      this.#onLost();
      return;
    }
  }
}
