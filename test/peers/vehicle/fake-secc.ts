import { decodeMessage, encodeMessage } from '../../../src/messages/codec.js';
import type { TlsServerOptions } from '../../../src/transport/tls-options.js';
import { listenV2g, type V2gConnection } from '../../../src/transport/v2g-connection.js';
import type { ExiObject, ExiValue } from '../../../src/wire/exi/notation/values.js';

/** What a test lets the SECC do in place of the correct answer. */
export type Script = (
  request: { readonly name: string; readonly body: ExiObject; readonly sessionId: Uint8Array; readonly count: number },
  correct: ExiObject,
  connection: V2gConnection,
) => FakeAnswer | undefined | Promise<FakeAnswer | undefined>;

export type FakeAnswer =
  /** Another body, name or SessionID than the correct one. */
  | { readonly body?: ExiObject; readonly name?: string; readonly sessionId?: Uint8Array }
  | { readonly payload: Uint8Array }
  | { readonly frame: Uint8Array }
  | 'silence'
  | 'close'
  | 'reset';

export interface FakeSecc {
  readonly port: number;
  /** Names of the requests in order, over all connections. */
  readonly requests: string[];
  /** Values of the requests, in order. */
  readonly values: ExiObject[];
  close(): Promise<void>;
}

const sessionId = Uint8Array.of(0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88);
const v = (Value: number, Unit: string, Multiplier = 0): ExiObject => ({ Multiplier, Unit, Value });
const dcStatus: ExiObject = { NotificationMaxDelay: 0, EVSENotification: 'None', EVSEStatusCode: 'EVSE_Ready' };
const acStatus: ExiObject = { NotificationMaxDelay: 0, EVSENotification: 'None', RCD: false };
const evseId = 'DE*PLB*E1';

/** An SECC that answers every request correctly, whatever the order, unless the script says otherwise. */
export async function fakeSecc(script: Script = () => undefined, tls?: TlsServerOptions): Promise<FakeSecc> {
  const requests: string[] = [];
  const values: ExiObject[] = [];
  const connections = new Set<V2gConnection>();
  const counts = new Map<string, number>();

  async function serve(connection: V2gConnection): Promise<void> {
    connections.add(connection);
    for (let first = true; ; ) {
      const received = await connection.receive(30_000);
      if (received.kind === 'closed') return connection.close();
      if (received.kind !== 'frame') continue;
      const schema = first ? 'sap' : 'iso2';
      const { value, message } = decodeMessage(schema, received.payload);
      if (value === undefined || message === undefined) continue;
      first = false;
      requests.push(message);
      values.push(value);
      const count = (counts.get(message) ?? 0) + 1;
      counts.set(message, count);
      const envelope = value['V2G_Message'] as ExiObject | undefined;
      const header = envelope?.['Header'] as ExiObject | undefined;
      const body = ((envelope?.['Body'] as ExiObject | undefined) ?? value)[message] as ExiObject;
      const id = (header?.['SessionID'] as Uint8Array | undefined) ?? new Uint8Array();
      const correct = correctAnswer(message, body);
      const answer = await script({ name: message, body, sessionId: id, count }, correct, connection);
      if (answer === 'silence') continue;
      if (answer === 'close' || answer === 'reset') return connection.close(answer === 'close' ? 'fin' : 'reset');
      if (answer !== undefined && 'frame' in answer) {
        await connection.sendRaw(answer.frame);
      } else if (answer !== undefined && 'payload' in answer) {
        await connection.send(0x8001, answer.payload);
      } else {
        const name = answer?.name ?? message.replace(/Req$/, 'Res');
        const content = { [name]: answer?.body ?? correct };
        const full: ExiObject =
          schema === 'sap'
            ? content
            : { V2G_Message: { Header: { SessionID: answer?.sessionId ?? sessionId }, Body: content } };
        await connection.send(0x8001, encodeMessage(schema, full));
      }
    }
  }

  const listener = await listenV2g({
    host: '::1',
    port: 0,
    ...(tls === undefined ? {} : { tls }),
    onConnection: (connection) => void serve(connection).catch(() => connection.close('reset')),
  });
  return {
    port: listener.port,
    requests,
    values,
    close: async () => {
      await listener.close();
      for (const connection of connections) await connection.close('reset');
    },
  };
}

function correctAnswer(request: string, body: ExiObject): ExiObject {
  const ok = { ResponseCode: 'OK' };
  switch (request) {
    case 'supportedAppProtocolReq':
      return { ResponseCode: 'OK_SuccessfulNegotiation', SchemaID: 1 };
    case 'SessionSetupReq':
      return { ResponseCode: 'OK_NewSessionEstablished', EVSEID: evseId };
    case 'ServiceDiscoveryReq':
      return {
        ...ok,
        PaymentOptionList: { PaymentOption: ['ExternalPayment'] },
        ChargeService: {
          ServiceID: 7,
          ServiceCategory: 'EVCharging',
          FreeService: true,
          SupportedEnergyTransferMode: { EnergyTransferMode: ['AC_three_phase_core', 'DC_extended'] },
        },
      };
    case 'AuthorizationReq':
      return { ...ok, EVSEProcessing: 'Finished' };
    case 'ChargeParameterDiscoveryReq':
      return { ...ok, EVSEProcessing: 'Finished', SAScheduleList: schedules, ...chargerParameters(body) };
    case 'CableCheckReq':
      return { ...ok, DC_EVSEStatus: dcStatus, EVSEProcessing: 'Finished' };
    case 'PreChargeReq':
      return { ...ok, DC_EVSEStatus: dcStatus, EVSEPresentVoltage: body['EVTargetVoltage'] as ExiValue };
    case 'PowerDeliveryReq':
      return 'DC_EVPowerDeliveryParameter' in body
        ? { ...ok, DC_EVSEStatus: dcStatus }
        : { ...ok, AC_EVSEStatus: acStatus };
    case 'CurrentDemandReq':
      return {
        ...ok,
        DC_EVSEStatus: dcStatus,
        EVSEPresentVoltage: body['EVTargetVoltage'] as ExiValue,
        EVSEPresentCurrent: body['EVTargetCurrent'] as ExiValue,
        EVSECurrentLimitAchieved: false,
        EVSEVoltageLimitAchieved: false,
        EVSEPowerLimitAchieved: false,
        EVSEID: evseId,
        SAScheduleTupleID: 3,
      };
    case 'ChargingStatusReq':
      return { ...ok, EVSEID: evseId, SAScheduleTupleID: 3, AC_EVSEStatus: acStatus };
    case 'WeldingDetectionReq':
      return { ...ok, DC_EVSEStatus: dcStatus, EVSEPresentVoltage: v(12, 'V') };
    default:
      return ok;
  }
}

const schedules: ExiObject = {
  SAScheduleTuple: [
    {
      SAScheduleTupleID: 3,
      PMaxSchedule: {
        PMaxScheduleEntry: [{ RelativeTimeInterval: { start: 0, duration: 3600 }, PMax: v(11, 'W', 3) }],
      },
    },
  ],
};

function chargerParameters(body: ExiObject): ExiObject {
  if ('AC_EVChargeParameter' in body) {
    return {
      AC_EVSEChargeParameter: { AC_EVSEStatus: acStatus, EVSENominalVoltage: v(230, 'V'), EVSEMaxCurrent: v(16, 'A') },
    };
  }
  return {
    DC_EVSEChargeParameter: {
      DC_EVSEStatus: dcStatus,
      EVSEMaximumCurrentLimit: v(60, 'A'),
      EVSEMaximumPowerLimit: v(50, 'W', 3),
      EVSEMaximumVoltageLimit: v(500, 'V'),
      EVSEMinimumCurrentLimit: v(0, 'A'),
      EVSEMinimumVoltageLimit: v(50, 'V'),
      EVSEPeakCurrentRipple: v(1, 'A'),
    },
  };
}
