import { randomBytes } from 'node:crypto';
import type { DriveResult } from '../../src/peers/vehicle/drive-result.js';
import type { Exchange, ReceivedMessage } from '../../src/peers/vehicle/exchange.js';
import type { RequestName } from '../../src/peers/vehicle/message-names.js';
import type { RequestOptions } from '../../src/peers/vehicle/request-options.js';
import { openVehicle, type Vehicle } from '../../src/peers/vehicle/vehicle.js';
import type { VehicleOptions } from '../../src/peers/vehicle/vehicle-options.js';
import type { VehicleState } from '../../src/peers/vehicle/vehicle-state.js';
import type { TlsFacts } from '../../src/transport/v2g-connection.js';
import type { CaseRun } from '../engine/case-run.js';
import type { Harness } from '../engine/harness.js';
import type { DisputedName } from '../engine/judging-profile.js';
import { messageTimeouts, messageTimer, type TimedProtocol } from '../timers/message-timer.js';
import type { TimerId } from '../timers/timer-names.js';
import { ExchangeRecorder } from './exchange-recorder.js';
import { outcomeText } from './outcome-text.js';
import { responseNameOf } from './response-name.js';
import { type RoundTrip, WireTimes } from './wire-times.js';

export { outcomeText } from './outcome-text.js';
export { withFields } from './with-fields.js';

/** How often and after which pause a busy SECC is tried again before a case, 10 s in all. */
const settleAttempts = 20;
const settlePauseMs = 500;

export interface ExpectedAnswer {
  /** ResponseCode, or the list of those allowed. */
  readonly code: string | readonly string[];
  /** Defaults to the response that pairs with the request sent. */
  readonly message?: string;
  /** SessionID that the header must carry; default the session's own, undefined to leave it unlooked at. */
  readonly sessionId?: Uint8Array | 'any';
  /** The code rests on a disputed duty. */
  readonly disputed?: DisputedName;
  /** The timer within which it must come, where the request was sent with another than its own. */
  readonly timer?: TimerId;
}

/**
 * The vehicle of one case, with the words in which a case is told: `given` a state, `when` something is sent, then the
 * answer is looked at. Everything it does goes to the record; everything it looks at becomes an observation.
 */
export class Evcc {
  readonly vehicle: Vehicle;
  readonly wire: WireTimes;
  readonly #recorder: ExchangeRecorder;
  readonly #protocol: TimedProtocol;
  readonly #roundTrips = new WeakMap<Exchange, RoundTrip>();

  constructor(
    readonly harness: Harness,
    readonly run: CaseRun,
    changes: Partial<VehicleOptions> = {},
  ) {
    const { variant, bench } = harness;
    const mesh = bench.interfaces['mesh'];
    if (mesh === undefined) throw new Error('the bench has no interface in the role mesh');
    this.#recorder = new ExchangeRecorder(run);
    const { protocol = harness.vehicle?.protocol } = changes;
    // A vehicle that offers several is judged by what its project is about.
    this.#protocol = typeof protocol === 'string' ? protocol : (variant.protocol ?? 'iso2');
    const given = { ...harness.vehicle?.timers, ...changes.timers };
    this.wire = new WireTimes(harness.wire);
    this.vehicle = openVehicle({
      interface: mesh.name,
      security: variant.security,
      energy: variant.mode === 'AC' ? 'ac' : 'dc',
      protocol: variant.protocol ?? 'iso2',
      loops: 3,
      ...(harness.tls === undefined ? {} : { tls: harness.tls }),
      keylog: harness.keylog,
      ...harness.vehicle,
      ...changes,
      timers: {
        chargingStatusPause: 20,
        currentDemandPause: 20,
        chargeLoopPause: 20,
        ...given,
        message: given.message ?? messageTimeouts(this.#protocol),
      },
      onDoubt: async (doubt) => {
        const { kind, text } = await harness.link.blame(doubt);
        if (kind === 'link') run.stop(text);
        run.beside(text);
      },
      observer: (event) => this.#recorder.take(event),
    });
  }

  /** Drives the session to the state in which the case begins. What goes wrong on the way is inconclusive. */
  async given(state: VehicleState, options: { readonly loops?: number } = {}): Promise<void> {
    this.run.step('preamble', `Given a vehicle in the state ${state}`);
    const drive = await this.driveTo(state, options);
    this.run.require(drive.reached, {
      text: `the vehicle reaches the state ${state}`,
      expected: state,
      observed: drive.reached ? state : `${drive.failure?.text ?? 'no reason known'} (in the state ${drive.state})`,
      ...this.#recorder.at(drive.failure?.exchange),
    });
  }

  /** Starts the tested step. */
  when(title: string): void {
    this.run.step('test', title);
  }

  async request(name: RequestName, options: RequestOptions = {}): Promise<Exchange> {
    return this.vehicle.request(name, options);
  }

  /** Eight random bytes that are not the session's own id. */
  foreignSessionId(): Uint8Array {
    for (;;) {
      const id = randomBytes(8);
      if (!id.equals(this.vehicle.sessionId)) return id;
    }
  }

  /** Our port of the newest connection; stays known after its end. */
  get lastLocalPort(): number | undefined {
    return this.#recorder.lastLocalPort;
  }

  /** The newest answer of a kind, on whichever connection; undefined where none has come. */
  newest(message: string): ReceivedMessage | undefined {
    return this.#recorder.newest(message);
  }

  /** What the newest TLS handshake agreed on; undefined on plain TCP. */
  get tlsFacts(): TlsFacts | undefined {
    return this.#recorder.tlsFacts;
  }

  /** Id of the exchange in the record, for an observation that points at it. */
  at(exchange: Exchange | undefined): { readonly exchangeId?: string } {
    return this.#recorder.at(exchange);
  }

  /** Looks at an answer: that it came, in time by the capture, is the right message, well formed, with the right code and SessionID. */
  async expectAnswer(exchange: Exchange, expected: ExpectedAnswer): Promise<ReceivedMessage> {
    const { run } = this;
    const codes = typeof expected.code === 'string' ? [expected.code] : expected.code;
    const name = expected.message ?? responseNameOf(exchange.sent.message);
    const here = this.at(exchange);
    run.require(exchange.outcome === 'answered' && exchange.answer !== undefined, {
      text: `the SECC answers ${exchange.sent.message ?? 'the bytes sent'}`,
      expected: name,
      observed: outcomeText(exchange),
      ...here,
    });
    const answer = exchange.answer as ReceivedMessage;
    run.require(answer.message === name, {
      text: 'the answer is the response that pairs with the request',
      expected: name,
      observed: answer.message ?? 'bytes that are no message',
      ...here,
    });
    run.observe(codes.includes(exchange.responseCode ?? ''), {
      text: 'the ResponseCode is as the standard has it',
      expected: codes.join(' or '),
      observed: exchange.responseCode ?? 'none',
      field: 'ResponseCode',
      ...(expected.disputed === undefined ? {} : { disputed: expected.disputed }),
      ...here,
    });
    for (const violation of answer.violations) {
      if (violation.rule.includes('trailing')) continue;
      run.observe(false, {
        text: 'the answer follows the schema',
        expected: violation.path,
        observed: `${violation.rule}: ${violation.detail}`,
        field: violation.path,
        ...here,
      });
    }
    run.observe(answer.payloadType === exchange.sent.payloadType, {
      text: 'the V2GTP payload type is that of the message',
      expected: `0x${exchange.sent.payloadType.toString(16)}`,
      observed: `0x${answer.payloadType.toString(16)}`,
      ...here,
    });
    this.#lookAtSessionId(exchange, answer, expected);
    await this.#lookAtTime(exchange, expected.timer);
    return answer;
  }

  /** Capture time from the first request to the last answer, s; undefined when the capture does not show both. */
  secondsBetween(first: Exchange, last: Exchange): number | undefined {
    const from = this.#roundTrips.get(first);
    const to = this.#roundTrips.get(last);
    return from === undefined || to === undefined ? undefined : Number(to.responseNs - from.requestNs) / 1e9;
  }

  /** After a FAILED answer the SECC itself ends TCP within 5 s and says nothing more (V2G2-539, catalogue rule failed_answer_then_close). */
  async expectCloseAfterFailure(exchange: Exchange): Promise<void> {
    const { run } = this;
    const termination = run.timer('tester/par_CMN_TCP_Connection_Termination_Timeout');
    const outcome = await this.vehicle.awaitClose(termination.ms);
    run.observe(outcome.unsolicited.length === 0, {
      text: 'the SECC sends nothing after its FAILED answer',
      expected: 'silence',
      observed: outcome.unsolicited.map(({ message }) => message ?? 'bytes').join(', ') || 'silence',
      ...this.at(exchange),
    });
    run.observe(outcome.closed, {
      text: `the SECC ends the TCP connection within ${termination.seconds} s of its FAILED answer`,
      expected: `closed within ${termination.seconds} s`,
      observed: outcome.closed ? `closed by ${outcome.how}` : 'still open',
      requirements: ['V2G2-539'],
      disputed: 'close-after-failed',
      ...this.at(exchange),
    });
  }

  /**
   * Silence and an ended connection prove something only of an SECC that can be heard: a correct vehicle that comes next
   * must get its session, or nothing is known.
   */
  async controlBySession(): Promise<void> {
    this.run.step('postamble', 'Then a correct vehicle comes, and gets a session');
    await this.vehicle.rejoin(new Uint8Array(8));
    const drive = await this.driveTo('session-open');
    if (drive.reached) return;
    const text = 'a correct vehicle gets no session afterwards either, so that silence proves nothing';
    this.run.inconclusive(text, drive.failure?.text);
  }

  /** Postamble: leaves the SECC as a vehicle that was unplugged would. */
  async leave(): Promise<void> {
    await this.vehicle.close();
  }

  /**
   * Drives on; a new session that an SECC refuses which may still be ending the one before is tried again (catalogue, rule
   * `post`: 5 s and 5 s of pause). The exchanges are those of the last attempt.
   */
  async driveTo(state: VehicleState, options: { readonly loops?: number } = {}): Promise<DriveResult> {
    const anew = this.vehicle.asksForNewSession;
    let drive = await this.vehicle.driveTo(state, options);
    for (let attempt = 1; anew && attempt < settleAttempts && isBusy(drive); attempt++) {
      const text = `the SECC is still busy with the session before: attempt ${attempt + 1} follows`;
      this.run.record({ type: 'log', caseId: this.run.caseId, source: 'vehicle', level: 'info', text });
      await new Promise<void>((resolve) => this.vehicle.clock.after(settlePauseMs, resolve));
      // Eight zero bytes ask for a new session.
      await this.vehicle.rejoin(new Uint8Array(8));
      drive = await this.vehicle.driveTo(state, options);
    }
    return drive;
  }

  #lookAtSessionId(exchange: Exchange, answer: ReceivedMessage, expected: ExpectedAnswer): void {
    if (expected.sessionId === 'any' || answer.schema === 'sap') return;
    const own = expected.sessionId ?? this.vehicle.sessionId;
    const seen = answer.header?.['SessionID'];
    const text = seen instanceof Uint8Array ? Buffer.from(seen).toString('hex') : 'none';
    this.run.observe(text === Buffer.from(own).toString('hex'), {
      text: 'the header carries the SessionID of the session',
      expected: Buffer.from(own).toString('hex'),
      observed: text,
      field: 'SessionID',
      requirements: [answer.schema.startsWith('iso20') ? 'V2G20-460' : 'V2G2-750'],
      ...this.at(exchange),
    });
  }

  /** The timer within which a request must be answered, in words; noted as one of the case. */
  timerOf(exchange: Exchange): string {
    const id = messageTimer(this.#protocol, exchange.sent.message ?? '');
    return id === undefined ? 'V2G_EVCC_Msg_Timeout' : this.run.timer(id).name;
  }

  async #lookAtTime(exchange: Exchange, other: TimerId | undefined): Promise<void> {
    const { run } = this;
    const name = other === undefined ? this.timerOf(exchange) : run.timer(other).name;
    const port = this.lastLocalPort;
    const times = port === undefined ? undefined : await this.wire.roundTrip(port, exchange.sent.askedAt);
    if (times === undefined) {
      run.inconclusive('the capture does not show when the answer came, so its timer cannot be judged');
      return;
    }
    this.#roundTrips.set(exchange, times);
    const ms = Number(times.responseNs - times.requestNs) / 1e6;
    run.observe(ms <= exchange.timeoutMs, {
      text: `the answer to ${exchange.sent.message ?? 'the bytes sent'} comes within ${name} (capture time)`,
      expected: `at most ${exchange.timeoutMs} ms`,
      observed: `${ms.toFixed(3)} ms`,
      ...this.at(exchange),
    });
  }
}

/** Whether the SECC refused the session itself, as one does that is not done with the session before. */
function isBusy({ failure }: DriveResult): boolean {
  return failure?.rule === 'negative-response' && failure.exchange?.sent.message === 'SessionSetupReq';
}
