import type { Clock } from '../../base/clock.js';
import type { RandomSource } from '../../base/random.js';
import { decodeMessage } from '../../messages/codec.js';
import { onDynamicPort } from '../../transport/dynamic-port.js';
import { addressBytes } from '../../transport/endpoint.js';
import { ipv6AddressesOf } from '../../transport/interfaces.js';
import { discoverSecc } from '../../transport/sdp-client.js';
import { type SdpReply, type SdpService, serveSdp } from '../../transport/sdp-server.js';
import { listenV2g, type ReceivedFrame, type V2gConnection, type V2gListener } from '../../transport/v2g-connection.js';
import type { ExiObject } from '../../wire/exi/notation/values.js';
import { encodeSdpResponse } from '../../wire/sdp.js';
import { encodeV2gtp, payloadTypes } from '../../wire/v2gtp.js';
import { type Iso2RequestName, isIso2Request } from '../vehicle/message-names.js';
import { at, textAt } from '../vehicle/read-value.js';
import { ContractDesk } from './contract-desk.js';
import { type ContractMaterial, loadContractMaterial, loadSeccTls } from './contract-material.js';
import type { SeccEvent } from './secc-event.js';
import type { SdpAction, SeccHook, SeccScript } from './secc-script.js';
import { type SeccResponse, SeccSession } from './secc-session.js';
import { shapeAnswer } from './shape-answer.js';

/** A vehicle that says nothing for this long is told from one that is gone by its connection alone, ms. */
const patienceMs = 600_000;

export interface SeccSurroundings {
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly tell: (event: SeccEvent) => void;
  /** Default 15118; 0 lets the kernel choose (tests). */
  readonly sdpPort?: number;
}

/** An SECC that plays a script: it answers SDP, speaks ISO 15118-2 over plain TCP or TLS and tells all that it sees. */
export class ScriptedSecc {
  readonly #script: SeccScript;
  readonly #around: SeccSurroundings;
  readonly #counts = new Map<SeccHook, number>();
  readonly #connections = new Set<V2gConnection>();
  readonly #held: (() => void)[] = [];
  #sdp: SdpService | undefined;
  #listener: V2gListener | undefined;
  #requests = 0;
  #discoveries = 0;
  #silent = false;
  #asking = false;
  #paused: Uint8Array | undefined;
  #material: ContractMaterial | undefined;

  constructor(script: SeccScript, around: SeccSurroundings) {
    this.#script = script;
    this.#around = around;
  }

  /**
   * Opens the port and answers discovery from now on.
   * @throws TRANSPORT-005, TRANSPORT-007, TRANSPORT-008; PKI-001 to PKI-003 where the folder of its PKI lacks something
   */
  async open(): Promise<void> {
    const [address = '::1'] = ipv6AddressesOf(this.#script.interface);
    const { contract } = this.#script;
    const tls = this.#script.tls === undefined ? undefined : loadSeccTls(this.#script.tls);
    this.#material = contract === undefined ? undefined : loadContractMaterial(contract, this.#around);
    const common = {
      host: address,
      scope: this.#script.interface,
      clock: this.#around.clock,
      ...(tls === undefined ? {} : { tls }),
      keylog: (line: string) => this.#around.tell({ event: 'keylog', line }),
      onConnection: (connection: V2gConnection) => void this.#serve(connection),
      onError: (error: Error) => this.#around.tell({ event: 'error', at: this.#now(), text: error.message }),
    };
    const listener = await onDynamicPort(this.#around.random, (port) => listenV2g({ ...common, port }));
    this.#listener = listener;
    const { sdpPort } = this.#around;
    this.#sdp = await serveSdp({
      interface: this.#script.interface,
      ...(sdpPort === undefined ? {} : { port: sdpPort }),
      answer: ({ security, transport }, from) => {
        // Multicast comes back to whoever sends it: our own question is none of the vehicle's.
        if (this.#asking && ipv6AddressesOf(this.#script.interface).includes(from.address)) return undefined;
        const action = this.#sdpAction(++this.#discoveries);
        const number = this.#discoveries;
        const did = action.kind;
        this.#around.tell({ event: 'sdp', at: this.#now(), number, security, transport, from: from.address, did });
        return sdpReply(action, address, listener.port, tls === undefined ? 'none' : 'tls');
      },
      onMalformed: (raw, violations) =>
        this.#around.tell({ event: 'sdp-malformed', at: this.#now(), hex: hexOf(raw), violations }),
      onError: (error) => this.#around.tell({ event: 'error', at: this.#now(), text: error.message }),
    });
    this.#around.tell({ event: 'ready', address, port: listener.port });
  }

  /** Gives the answer that was held. */
  go(): void {
    for (const release of this.#held.splice(0)) release();
  }

  /**
   * Sends SECC Discovery Requests as a vehicle would, two of them 250 ms apart, and tells who has answered: nobody should
   * (ISO 15118-2, V2G2-145). @throws TRANSPORT-007, TRANSPORT-008
   */
  async ask(): Promise<void> {
    this.#asking = true;
    const { interface: name } = this.#script;
    const { answers } = await discoverSecc({
      interface: name,
      security: 'none',
      attempts: 2,
      clock: this.#around.clock,
    });
    this.#asking = false;
    this.#around.tell({ event: 'asked', at: this.#now(), answeredBy: answers.map(({ from }) => from.address) });
  }

  async close(): Promise<void> {
    await this.#sdp?.close();
    await this.#listener?.close();
    await Promise.all([...this.#connections].map((connection) => connection.close('reset')));
  }

  #desk(): ContractDesk | undefined {
    const { contract } = this.#script;
    if (contract === undefined || this.#material === undefined) return undefined;
    return new ContractDesk(this.#material, contract, this.#around);
  }

  #tellRefusal(correct: SeccResponse | undefined, to: number): void {
    if (correct?.refused === undefined) return;
    this.#around.tell({ event: 'refused', at: this.#now(), to, name: correct.name, why: correct.refused });
  }

  #sdpAction(number: number): SdpAction {
    const { sdp = [] } = this.#script;
    if ('afterPause' in sdp) return this.#paused === undefined ? { kind: 'answer' } : sdp.afterPause;
    return 'all' in sdp ? sdp.all : (sdp[number - 1] ?? { kind: 'answer' });
  }

  async #serve(connection: V2gConnection): Promise<void> {
    this.#connections.add(connection);
    const { address: host, port } = connection.remote;
    this.#around.tell({ event: 'connected', at: this.#now(), host, vehiclePort: port });
    const session = new SeccSession(this.#script, this.#around, this.#paused, this.#desk());
    for (;;) {
      const received = await connection.receive(patienceMs);
      if (received.kind === 'closed') {
        this.#around.tell({ event: 'closed', at: String(received.at), how: received.how });
        break;
      }
      if (received.kind === 'malformed') {
        const { raw, violations } = received;
        this.#around.tell({ event: 'malformed', at: String(received.at), hex: hexOf(raw), violations });
      }
      if (received.kind === 'frame') await this.#take(connection, session, received);
    }
    this.#connections.delete(connection);
    this.#paused = session.paused ? session.id : undefined;
    // The vehicle has ended its side; ours ends with it, whatever the script holds back.
    await connection.close();
  }

  async #take(connection: V2gConnection, session: SeccSession, frame: ReceivedFrame): Promise<void> {
    const schema = session.agreed ? 'iso2' : 'sap';
    const decoded = decodeMessage(schema, frame.payload);
    const name = decoded.message;
    const content = schema === 'sap' ? decoded.value : at(decoded.value, 'V2G_Message', 'Body');
    const body = (name === undefined ? undefined : at(content, name)) as ExiObject | undefined;
    const number = ++this.#requests;
    const progress = textAt(body, 'ChargeProgress');
    const { payloadType } = frame;
    const payload = hexOf(frame.payload);
    this.#around.tell({ event: 'request', at: String(frame.at), number, schema, name, progress, payloadType, payload });
    const hook = name !== undefined && isIso2Request(name) ? this.#hookFor(name, progress) : undefined;
    const correct = name === undefined ? undefined : session.answer(name, body ?? {}, decoded.value);
    this.#tellRefusal(correct, number);
    if (this.#silent || correct === undefined || hook?.does.kind === 'silence') {
      if (hook?.thenSilent === true) this.#silent = true;
      this.#around.tell({ event: 'silent', at: this.#now(), to: number, hooked: hook !== undefined });
      return;
    }
    if (hook?.thenSilent === true) this.#silent = true;
    await this.#wait(hook, number);
    if (hook?.does.kind === 'close') {
      await connection.close(hook.does.how);
      return;
    }
    const answer = shapeAnswer(correct, hook, session.id);
    const hooked = hook !== undefined;
    try {
      const sent = await connection.sendRaw(answer.frame);
      const { schema: spoken, name: said, code, payloadType: type, payload: bytes } = answer;
      const told = { schema: spoken, name: said, code, payloadType: type, payload: hexOf(bytes), hooked };
      this.#around.tell({ event: 'response', at: String(sent), to: number, ...told });
    } catch {
      // The vehicle has gone meanwhile: `closed` comes from receive.
    }
  }

  async #wait(hook: SeccHook | undefined, number: number): Promise<void> {
    const { clock } = this.#around;
    if (hook?.does.kind === 'delay') {
      const { ms } = hook.does;
      await new Promise<void>((resolve) => void clock.after(ms, resolve));
    }
    if (hook?.does.kind === 'hold') {
      const released = new Promise<void>((resolve) => this.#held.push(resolve));
      this.#around.tell({ event: 'held', at: this.#now(), to: number, hooked: true });
      await released;
    }
  }

  /** The hook that this request meets, if any; each counts for itself. */
  #hookFor(name: Iso2RequestName, progress: string | undefined): SeccHook | undefined {
    let found: SeccHook | undefined;
    for (const hook of this.#script.hooks ?? []) {
      if (hook.at !== name || (hook.progress !== undefined && hook.progress !== progress)) continue;
      const count = (this.#counts.get(hook) ?? 0) + 1;
      this.#counts.set(hook, count);
      const nth = hook.nth ?? 1;
      if (count === nth || (hook.repeat === true && count > nth)) found ??= hook;
    }
    return found;
  }

  #now(): string {
    return String(this.#around.clock.monotonicNs());
  }
}

function sdpReply(action: SdpAction, address: string, port: number, security: 'none' | 'tls'): SdpReply | undefined {
  if (action.kind === 'silence') return undefined;
  if (action.kind === 'answer') return { address, port, security };
  const { payloadType = payloadTypes.sdpResponse, ...faults } = action.faults;
  const payload = encodeSdpResponse({ address: addressBytes(address), port, security, transport: 'tcp' });
  return { raw: encodeV2gtp(payloadType, payload, faults) };
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
