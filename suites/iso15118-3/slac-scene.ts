import { randomBytes } from 'node:crypto';
import { systemClock } from '../../src/base/clock.js';
import { systemRandom } from '../../src/base/random.js';
import { SteeredVehicle } from '../../src/peers/slac/steered-vehicle.js';
import type { MmeDefinition, MmeOf } from '../../src/wire/homeplug/define-mme.js';
import { attenCharInd } from '../../src/wire/homeplug/messages/cm-atten-char.js';
import { slacParmCnf, slacParmReq } from '../../src/wire/homeplug/messages/cm-slac-parm.js';
import type { MmeFields } from '../../src/wire/homeplug/mme-field.js';
import type { CaseRun } from '../engine/case-run.js';
import type { Harness } from '../engine/harness.js';
import type { timerNames } from '../timers/timer-names.js';
import { answersAnew, doubtSilence } from './line-witness.js';
import { OwnModem } from './own-modem.js';
import { PilotWatch } from './pilot-watch.js';
import { mmeOf, type SeenMme, type SlacLine, SlacWire } from './slac-wire.js';

/** Name of a timer of ISO 15118-3. */
type SlacTimer = (typeof timerNames)['iso15118-3'][number];

/** What a case works with: the vehicle's end of the power line and of the control pilot. */
export class SlacScene {
  readonly vehicle: SteeredVehicle;
  /** The modem at the vehicle's end. */
  readonly modem = new OwnModem(this);
  readonly #own = new Set<string>();
  #silences = 0;

  /** @param wire with its losses so far asked for: those of earlier cases are not of this one */
  constructor(
    readonly harness: Harness,
    readonly run: CaseRun,
    readonly wire: SlacLine,
    readonly pilot: PilotWatch,
  ) {
    this.vehicle = this.anotherVehicle(wire.mac);
  }

  /** Undefined, with the reason in the record, where the bench cannot do it. */
  static async open(harness: Harness, run: CaseRun): Promise<SlacScene | undefined> {
    const { bench } = harness;
    if (!bench.offers('pilot-line')) {
      run.inconclusive('the bench has no control pilot that the harness can set (capability pilot-line)');
      return undefined;
    }
    const wire = await SlacWire.of(bench);
    await wire.newlyLost();
    return new SlacScene(harness, run, wire, new PilotWatch(bench.capability('pilot-line')));
  }

  /**
   * Ends the case as inconclusive where the capture lost packets: what it does not show may have been there. Asked wherever
   * something is not seen, and at the end of the case.
   */
  async requireWhole(): Promise<void> {
    const lost = await this.wire.newlyLost();
    if (lost === 0) return;
    this.run.stop(`the capture of the power line lost ${lost} packets: what it does not show may have been there`);
  }

  /** A timer of ISO 15118-3, ms, or what the SUT declares for it; it stands in the record of the case from then on. */
  ms(name: SlacTimer): number {
    return this.run.timer(`iso15118-3/${name}`).ms;
  }

  /** What the catalogue adds where a timer of the charger must have run out, ms. */
  get marginMs(): number {
    return this.run.timer('tester/par_CMN_Transmission_Delay').ms;
  }

  /** How long a message is waited for beyond its timer, ms: what is late is to be told as late. */
  get graceMs(): number {
    return this.run.timer('tester/tester_answer_grace').ms;
  }

  /** How often a message may be sent that is not answered: once, and C_EV_match_retry times again. */
  get mostSent(): number {
    return 1 + this.run.timer('iso15118-3/C_EV_match_retry').count;
  }

  /** A vehicle of its own at the same cable. */
  anotherVehicle(
    mac = `02:${randomBytes(5)
      .toString('hex')
      .replace(/..(?=.)/g, '$&:')}`,
  ): SteeredVehicle {
    this.#own.add(mac);
    return new SteeredVehicle({
      mac,
      clock: systemClock,
      random: systemRandom,
      send: (frame) => this.wire.send(frame),
    });
  }

  /** Whether an address is that of a vehicle of the harness. */
  isOwn(mac: string): boolean {
    return this.#own.has(mac);
  }

  /** Starts the tested step. */
  when(title: string): void {
    this.run.step('test', title);
  }

  pause(ms: number): Promise<void> {
    return this.vehicle.pause(ms);
  }

  /**
   * Does something that sends a message, and waits until the capture shows it: a stimulus that never reached the wire
   * proves nothing. Resolves to the last such message.
   */
  async sent<F extends MmeFields>(
    definition: MmeDefinition<F>,
    act: () => void | Promise<void>,
    from: SteeredVehicle = this.vehicle,
  ): Promise<SeenMme> {
    const before = this.wire.now;
    await act();
    const own = () =>
      this.wire.after(before).filter((one) => one.source === from.mac && one.mme.type === definition.type);
    const seen = await this.wire.until(() => own().at(-1), 2000);
    if (seen === undefined) {
      await this.requireWhole();
      this.run.inconclusive(
        `${definition.label} does not show in the capture, so nothing can be told from what follows`,
      );
      this.run.require(false, {
        text: `${definition.label} is sent`,
        expected: 'one in the capture',
        observed: 'none',
      });
    }
    return seen!;
  }

  /** The first answer after a message; waits a little beyond `withinMs`. */
  async reply<F extends MmeFields>(
    after: SeenMme,
    definition: MmeDefinition<F>,
    withinMs: number,
    to: SteeredVehicle = this.vehicle,
  ): Promise<SeenMme | undefined> {
    const seen = await this.wire.until(() => this.#to(to, definition, after.number)[0], withinMs + this.graceMs);
    if (seen === undefined) await this.requireWhole();
    return seen;
  }

  /** All messages of a kind to a vehicle after a message, as far as they have come. */
  replies<F extends MmeFields>(
    after: SeenMme,
    definition: MmeDefinition<F>,
    to: SteeredVehicle = this.vehicle,
  ): readonly SeenMme[] {
    return this.#to(to, definition, after.number);
  }

  /** Looks at an answer: that it came, within the timer by the capture. Ends the case where none came, and asks whose fault it is. */
  async expectReply<F extends MmeFields>(
    after: SeenMme,
    definition: MmeDefinition<F>,
    timer: string,
    withinMs: number,
    to: SteeredVehicle = this.vehicle,
  ): Promise<{ readonly seen: SeenMme; readonly value: MmeOf<MmeDefinition<F>> }> {
    const { run } = this;
    const seen = await this.reply(after, definition, withinMs, to);
    const expected = `within ${timer}, ${withinMs} ms`;
    if (seen === undefined) await doubtSilence(this, after.number);
    run.require(seen !== undefined, { text: `${definition.label} comes`, expected, observed: 'none' });
    const tookMs = Number(seen!.ns - after.ns) / 1e6;
    run.observe(tookMs <= withinMs, {
      text: `${definition.label} comes within ${timer}, by the capture`,
      expected: `at most ${withinMs} ms`,
      observed: `${tookMs.toFixed(1)} ms`,
    });
    const value = mmeOf(seen!, definition);
    run.require(value !== undefined, {
      text: `${definition.label} has the layout of the standard`,
      expected: 'no rule broken',
      observed: seen!.mme.violations.map(({ detail }) => detail).join('; '),
    });
    return { seen: seen!, value: value as MmeOf<MmeDefinition<F>> };
  }

  /** Looks for silence: nothing of that kind to the vehicle for so long after a message. */
  async expectSilence<F extends MmeFields>(
    after: SeenMme,
    definition: MmeDefinition<F>,
    timer: string,
    forMs: number,
    to: SteeredVehicle = this.vehicle,
  ): Promise<void> {
    await this.pause(forMs);
    await this.requireWhole();
    this.countSilence();
    const [seen] = this.#to(to, definition, after.number);
    this.run.observe(seen === undefined, {
      text: `no ${definition.label} comes during ${timer}`,
      expected: `none for ${forMs} ms`,
      observed: seen === undefined ? 'none' : `one after ${(Number(seen.ns - after.ns) / 1e6).toFixed(1)} ms`,
    });
  }

  /** What was seen is silence, or a link that is gone: the charger must show at the end of the case that it lives. */
  countSilence(): void {
    this.#silences += 1;
  }

  /**
   * Silence proves nothing of a charger that is dead: one that was silent in the case must answer a good matching after it.
   */
  async lookForLife(): Promise<void> {
    if (this.#silences === 0) return;
    this.run.step('postamble', 'Afterwards a charger that was silent still answers a good matching');
    if (await answersAnew(this)) return;
    this.run.inconclusive('the charger answers no good matching any more, so its silence in this case proves nothing');
  }

  /** Holds fields against what the standard wants. */
  fields(label: string, found: object, expected: Readonly<Record<string, unknown>>): void {
    for (const [field, wanted] of Object.entries(expected)) {
      const value = (found as Readonly<Record<string, unknown>>)[field];
      this.run.observe(value === wanted, {
        text: `${field} of ${label} is right`,
        expected: String(wanted) === '' ? 'zeros' : String(wanted),
        observed: String(value) === '' ? 'zeros' : String(value),
        field,
      });
    }
  }

  /** The last CM_ATTEN_CHAR.IND that a vehicle got; undefined where none came. */
  report(after: SeenMme, to: SteeredVehicle = this.vehicle): MmeOf<typeof attenCharInd> | undefined {
    const seen = this.#to(to, attenCharInd, after.number).at(-1);
    return seen === undefined ? undefined : mmeOf(seen, attenCharInd);
  }

  /** Waits for so many stations in the network of the vehicle's modem: {@link OwnModem.untilStations}. */
  untilStations(wanted: (count: number) => boolean, limitMs: number, from?: bigint): Promise<number | undefined> {
    return this.modem.untilStations(wanted, limitMs, from);
  }

  /** Out of the network and unplugged; waits until the charger's pilot is at rest. */
  async reset(): Promise<void> {
    await this.pilot.set('A');
    await this.modem.leaveNetwork();
    for (let waited = 0; waited < 60 && (await this.pilot.signal()).kind !== 'steady'; waited++) await this.pause(50);
  }

  /** Asks for parameters once and keeps what was confirmed. */
  async askParameters(vehicle: SteeredVehicle = this.vehicle): Promise<MmeOf<typeof slacParmCnf>> {
    const request = await this.sent(slacParmReq, () => vehicle.askParameters(), vehicle);
    const { seen, value } = await this.expectReply(
      request,
      slacParmCnf,
      'TT_match_response',
      this.ms('TT_match_response'),
      vehicle,
    );
    vehicle.station = seen.source;
    vehicle.sounds = value.NumSounds;
    vehicle.timeOut = value.TimeOut;
    return value;
  }

  #to(vehicle: SteeredVehicle, { type }: { readonly type: number }, after: number): readonly SeenMme[] {
    return this.wire.after(after).filter((one) => one.mme.type === type && one.destination === vehicle.mac);
  }
}
