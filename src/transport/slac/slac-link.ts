import type { Clock } from '../../base/clock.js';
import type { MmeDefinition } from '../../wire/homeplug/define-mme.js';
import { encodeMmeFrame, localModemAddress } from '../../wire/homeplug/encode-mme.js';
import { setKeyCnf, setKeyReq } from '../../wire/homeplug/messages/cm-set-key.js';
import { nwInfoCnf, nwInfoReq } from '../../wire/homeplug/messages/vs-nw-info.js';
import type { MmeFields, MmeValue } from '../../wire/homeplug/mme-field.js';
import { MmeMailbox } from './mme-mailbox.js';
import { type SlacTimers, slacCounts } from './slac-timers.js';

/** Keys of a network, hexadecimal of 7 and 16 bytes. */
export interface NetworkKeys {
  readonly nid: string;
  readonly nmk: string;
}

/** `modem-silent`: no CM_SET_KEY.CNF came; `refused`: one that is not success. */
export type KeyOutcome = 'set' | 'modem-silent' | 'refused';

/** A host at a modem: sends management messages, waits for answers, gives its modem keys. */
export class SlacLink {
  readonly mac: string;
  readonly clock: Clock;
  readonly timers: SlacTimers;
  readonly mailbox: MmeMailbox;
  readonly #send: (frame: Uint8Array) => void;

  /** `mac` is the address of this host. */
  constructor(mac: string, clock: Clock, timers: SlacTimers, send: (frame: Uint8Array) => void) {
    this.mac = mac;
    this.clock = clock;
    this.timers = timers;
    this.mailbox = new MmeMailbox(clock);
    this.#send = send;
  }

  send<F extends MmeFields>(destination: string, definition: MmeDefinition<F>, value: MmeValue<F>): void {
    this.#send(encodeMmeFrame({ destination, source: this.mac }, definition, value));
  }

  pause(ms: number): Promise<void> {
    return new Promise((resolve) => void this.clock.after(ms, resolve));
  }

  /** Gives the local modem a network, with the repeats that SLAC requests have. */
  async setKeys({ nid, nmk }: NetworkKeys): Promise<KeyOutcome> {
    for (let attempt = 0; attempt <= slacCounts.C_EV_match_retry; attempt++) {
      const answer = this.mailbox.wait(setKeyCnf, this.timers.TT_match_response);
      this.send(localModemAddress, setKeyReq, {
        KeyType: 1,
        MyNonce: 'AAAAAAAA',
        YourNonce: '00000000',
        Pid: 4,
        Prn: 0,
        Pmn: 0,
        CcoCapability: 0,
        Nid: nid,
        NewEks: 1,
        NewKey: nmk,
      });
      const mail = await answer;
      // Success is 0 in HomePlug AV and 1 with QCA7000 modems, so the number alone says little: the link has to show it.
      if (mail !== undefined) return mail.value.Result <= 1 ? 'set' : 'refused';
    }
    return 'modem-silent';
  }

  /** Waits until the modem has another station in its network. @returns ms that it took, undefined after `timeoutMs` */
  async waitForLink(timeoutMs: number): Promise<number | undefined> {
    const start = this.clock.monotonicNs();
    const passed = () => Number(this.clock.monotonicNs() - start) / 1e6;
    while (passed() < timeoutMs) {
      const answer = this.mailbox.wait(nwInfoCnf, this.timers.TT_match_response);
      this.send(localModemAddress, nwInfoReq, {});
      const stations = (await answer)?.value.Networks.some(({ StationCount }) => StationCount > 0);
      if (stations === true) return passed();
      await this.pause(Math.min(this.timers.TT_polling_pause, Math.max(1, timeoutMs - passed())));
    }
    return undefined;
  }
}
