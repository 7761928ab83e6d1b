import { decodeMessage, type ExiObject, encodeMessage } from '../../../src/messages/codec.js';
import { connectV2g, type TlsClientOptions, type V2gConnection } from '../../../src/transport/v2g-connection.js';

export interface Answered {
  readonly message: string;
  readonly code: string;
  readonly body: ExiObject;
  readonly sessionId: Uint8Array;
  readonly header: ExiObject;
}

/** A vehicle as plain as can be: encodes what it is told and decodes what comes. */
export class EvClient {
  readonly connection: V2gConnection;
  sessionId: Uint8Array = new Uint8Array(8);

  private constructor(connection: V2gConnection) {
    this.connection = connection;
  }

  static async connect(port: number, tls?: TlsClientOptions): Promise<EvClient> {
    const secured = tls === undefined ? {} : { tls };
    return new EvClient(await connectV2g({ host: '::1', port, timeoutMs: 20_000, ...secured }));
  }

  async negotiate(
    entries: readonly { namespace?: string; major?: number; minor?: number; id?: number; priority?: number }[] = [{}],
  ): Promise<ExiObject> {
    const AppProtocol = entries.map((entry, index) => ({
      ProtocolNamespace: entry.namespace ?? 'urn:iso:15118:2:2013:MsgDef',
      VersionNumberMajor: entry.major ?? 2,
      VersionNumberMinor: entry.minor ?? 0,
      SchemaID: entry.id ?? 10 + index,
      Priority: entry.priority ?? index + 1,
    }));
    await this.connection.send(0x8001, encodeMessage('sap', { supportedAppProtocolReq: { AppProtocol } }));
    const received = await this.connection.receive(20_000);
    if (received.kind !== 'frame') throw new Error(`no answer to the handshake: ${received.kind}`);
    return decodeMessage('sap', received.payload).value?.['supportedAppProtocolRes'] as ExiObject;
  }

  /** Sends one request and waits for its answer. */
  async ask(name: string, body: ExiObject, options: { sessionId?: Uint8Array } = {}): Promise<Answered> {
    const Header = { SessionID: options.sessionId ?? this.sessionId };
    await this.connection.send(0x8001, encodeMessage('iso2', { V2G_Message: { Header, Body: { [name]: body } } }));
    return this.answer(name);
  }

  async answer(name: string): Promise<Answered> {
    const received = await this.connection.receive(20_000);
    if (received.kind !== 'frame') throw new Error(`no answer to ${name}: ${received.kind}`);
    const decoded = decodeMessage('iso2', received.payload);
    if (decoded.violations.length > 0) throw new Error(`answer to ${name}: ${JSON.stringify(decoded.violations)}`);
    const envelope = decoded.value?.['V2G_Message'] as { Header: ExiObject; Body: Record<string, ExiObject> };
    const message = decoded.message ?? '';
    const answered = envelope.Body[message] ?? {};
    return {
      message,
      code: String(answered['ResponseCode']),
      body: answered,
      sessionId: envelope.Header['SessionID'] as Uint8Array,
      header: envelope.Header,
    };
  }

  /** SessionSetup; keeps the SessionID that was issued. */
  async setUp(sessionId: Uint8Array = new Uint8Array(8)): Promise<Answered> {
    const answered = await this.ask('SessionSetupReq', { EVCCID: Uint8Array.of(2, 0, 0, 0, 0, 1) }, { sessionId });
    this.sessionId = answered.sessionId;
    return answered;
  }

  /** What ends the connection, within `ms`. */
  async closed(ms: number): Promise<string> {
    const received = await this.connection.receive(ms);
    return received.kind === 'closed' ? received.how : received.kind;
  }
}
