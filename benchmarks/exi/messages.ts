import { fromJson, type SchemaName } from '../../src/messages/codec.js';
import type { ExiObject } from '../../src/wire/exi/notation.js';

/** What others need for one message on a quiet machine, microseconds: `../shared/reference/performance.md`. */
export interface OthersTimes {
  readonly decode: number;
  readonly encode: number;
}

export interface BenchmarkMessage {
  readonly name: string;
  readonly schema: SchemaName;
  /** Octets of the message that the others were measured with. */
  readonly octets: number;
  readonly value: ExiObject;
  readonly libcbv2g?: OthersTimes;
  readonly exificient?: OthersTimes;
  /** The best TypeScript codec elsewhere, Node 24. */
  readonly typescript?: OthersTimes;
}

/** Octets that look like a certificate to a codec: their values do not matter, their number does. */
function octets(length: number, seed: number): string {
  return Buffer.from(Array.from({ length }, (_, i) => (i * 131 + seed * 17 + (i >>> 3) * 7) & 0xff)).toString('base64');
}

const value = (Value: number, Unit: string, Multiplier = 0): object => ({ Multiplier, Unit, Value });
const number = (Value: number, Exponent = 0): object => ({ Exponent, Value });
const sessionId = '0102030405060708';
const iso2 = (Body: object, Header: object = {}): object => ({
  V2G_Message: { Header: { SessionID: sessionId, ...Header }, Body },
});
const header20 = { SessionID: sessionId, TimeStamp: 1761478592 };

const signature = {
  SignedInfo: {
    CanonicalizationMethod: { Algorithm: 'http://www.w3.org/TR/canonical-exi/' },
    SignatureMethod: { Algorithm: 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256' },
    Reference: [
      {
        URI: '#id1',
        Transforms: { Transform: [{ Algorithm: 'http://www.w3.org/TR/canonical-exi/' }] },
        DigestMethod: { Algorithm: 'http://www.w3.org/2001/04/xmlenc#sha256' },
        DigestValue: octets(32, 1),
      },
    ],
  },
  SignatureValue: { value: octets(64, 2) },
};

const dcStatus = { EVReady: true, EVErrorCode: 'NO_ERROR', EVRESSSOC: 42 };
const evseStatus = {
  NotificationMaxDelay: 0,
  EVSENotification: 'None',
  EVSEIsolationStatus: 'Valid',
  EVSEStatusCode: 'EVSE_Ready',
};

const chain = (...lengths: readonly number[]): object => ({
  Certificate: octets(lengths[0] ?? 0, 3),
  SubCertificates: { Certificate: lengths.slice(1).map((length, i) => octets(length, 4 + i)) },
});

interface Row extends Omit<BenchmarkMessage, 'value'> {
  readonly json: object;
}

const rows: readonly Row[] = [
  {
    name: 'supportedAppProtocolReq',
    schema: 'sap',
    octets: 102,
    json: {
      supportedAppProtocolReq: {
        AppProtocol: ['urn:iso:std:iso:15118:-20:DC', 'urn:iso:15118:2:2013:MsgDef', 'urn:din:70121:2012:MsgDef'].map(
          (ProtocolNamespace, index) => ({
            ProtocolNamespace,
            VersionNumberMajor: 2,
            VersionNumberMinor: 0,
            SchemaID: index + 1,
            Priority: index + 1,
          }),
        ),
      },
    },
    libcbv2g: { decode: 1.38, encode: 1.58 },
    exificient: { decode: 4.8, encode: 5.9 },
  },
  {
    name: 'SessionSetupReq',
    schema: 'iso2',
    octets: 21,
    json: iso2({ SessionSetupReq: { EVCCID: '001122334455' } }),
    libcbv2g: { decode: 0.26, encode: 0.32 },
    exificient: { decode: 1.1, encode: 1.8 },
    typescript: { decode: 0.85, encode: 2.35 },
  },
  {
    name: 'SessionSetupRes',
    schema: 'iso2',
    octets: 36,
    json: iso2({
      SessionSetupRes: {
        ResponseCode: 'OK_NewSessionEstablished',
        EVSEID: 'DE*ABC*E12345*1',
        EVSETimeStamp: 1761478592,
      },
    }),
    libcbv2g: { decode: 0.47, encode: 0.55 },
    exificient: { decode: 1.7, encode: 2.6 },
    typescript: { decode: 1.34, encode: 3.02 },
  },
  {
    name: 'CurrentDemandReq',
    schema: 'iso2',
    octets: 46,
    json: iso2({
      CurrentDemandReq: {
        DC_EVStatus: dcStatus,
        EVTargetCurrent: value(125, 'A'),
        EVMaximumVoltageLimit: value(500, 'V'),
        EVMaximumCurrentLimit: value(200, 'A'),
        EVMaximumPowerLimit: value(8000, 'W', 1),
        BulkChargingComplete: false,
        ChargingComplete: false,
        RemainingTimeToFullSoC: value(1200, 's'),
        RemainingTimeToBulkSoC: value(900, 's'),
        EVTargetVoltage: value(400, 'V'),
      },
    }),
    libcbv2g: { decode: 0.92, encode: 1.06 },
    exificient: { decode: 4.6, encode: 7.5 },
    typescript: { decode: 2.45, encode: 4.11 },
  },
  {
    name: 'CurrentDemandRes',
    schema: 'iso2',
    octets: 59,
    json: iso2({
      CurrentDemandRes: {
        ResponseCode: 'OK',
        DC_EVSEStatus: evseStatus,
        EVSEPresentVoltage: value(400, 'V'),
        EVSEPresentCurrent: value(124, 'A'),
        EVSECurrentLimitAchieved: false,
        EVSEVoltageLimitAchieved: false,
        EVSEPowerLimitAchieved: false,
        EVSEMaximumVoltageLimit: value(500, 'V'),
        EVSEMaximumCurrentLimit: value(200, 'A'),
        EVSEMaximumPowerLimit: value(5000, 'W', 1),
        EVSEID: 'DE*ABC*E12345*1',
        SAScheduleTupleID: 1,
      },
    }),
    libcbv2g: { decode: 1.02, encode: 1.22 },
    exificient: { decode: 4.7, encode: 7.6 },
    typescript: { decode: 3.19, encode: 4.78 },
  },
  {
    name: 'CertificateInstallationReq',
    schema: 'iso2',
    octets: 1011,
    json: iso2(
      {
        CertificateInstallationReq: {
          Id: 'id1',
          OEMProvisioningCert: octets(630, 3),
          ListOfRootCertificateIDs: {
            RootCertificateID: [{ X509IssuerName: 'CN=V2GRootCA,O=Plumbline,C=DE', X509SerialNumber: 12345 }],
          },
        },
      },
      { Signature: signature },
    ),
    typescript: { decode: 76, encode: 68 },
  },
  {
    name: 'CertificateInstallationRes',
    schema: 'iso2',
    octets: 4595,
    json: iso2(
      {
        CertificateInstallationRes: {
          ResponseCode: 'OK',
          SAProvisioningCertificateChain: chain(620, 640, 640),
          ContractSignatureCertChain: { Id: 'id1', ...chain(620, 640, 640) },
          ContractSignatureEncryptedPrivateKey: { Id: 'id2', value: octets(48, 8) },
          DHpublickey: { Id: 'id3', value: octets(65, 9) },
          eMAID: { Id: 'id4', value: 'DEABCC12345678' },
        },
      },
      { Signature: signature },
    ),
    typescript: { decode: 286, encode: 244 },
  },
  {
    name: 'DC_ChargeLoopReq',
    schema: 'iso20.dc',
    octets: 31,
    json: {
      DC_ChargeLoopReq: {
        Header: header20,
        MeterInfoRequested: false,
        EVPresentVoltage: number(400),
        Scheduled_DC_CLReqControlMode: { EVTargetCurrent: number(125), EVTargetVoltage: number(400) },
      },
    },
    libcbv2g: { decode: 0.5, encode: 0.59 },
    exificient: { decode: 2.4, encode: 4.0 },
  },
  {
    name: 'DC_ChargeLoopRes',
    schema: 'iso20.dc',
    octets: 29,
    json: {
      DC_ChargeLoopRes: {
        Header: header20,
        ResponseCode: 'OK',
        EVSEPresentCurrent: number(124),
        EVSEPresentVoltage: number(400),
        EVSEPowerLimitAchieved: false,
        EVSECurrentLimitAchieved: false,
        EVSEVoltageLimitAchieved: false,
        Scheduled_DC_CLResControlMode: {},
      },
    },
    libcbv2g: { decode: 0.48, encode: 0.58 },
    exificient: { decode: 2.4, encode: 3.5 },
  },
  {
    name: 'ServiceDetailRes',
    schema: 'iso20.cm',
    octets: 197,
    json: {
      ServiceDetailRes: {
        Header: header20,
        ResponseCode: 'OK',
        ServiceID: 2,
        ServiceParameterList: {
          ParameterSet: [1, 2].map((ParameterSetID) => ({
            ParameterSetID,
            Parameter: [
              { Name: 'Connector', intValue: 2 },
              { Name: 'ControlMode', intValue: ParameterSetID },
              { Name: 'MobilityNeedsMode', intValue: 1 },
              { Name: 'Pricing', intValue: 0 },
              { Name: 'EVSENominalVoltage', intValue: 400 },
            ],
          })),
        },
      },
    },
    libcbv2g: { decode: 2.8, encode: 3.1 },
    exificient: { decode: 8.2, encode: 10.7 },
  },
  {
    name: 'CertificateInstallationReq',
    schema: 'iso20.cm',
    octets: 2180,
    json: {
      CertificateInstallationReq: {
        Header: header20,
        OEMProvisioningCertificateChain: { Id: 'id1', ...chain(680, 690, 690) },
        ListOfRootCertificateIDs: {
          RootCertificateID: [{ X509IssuerName: 'CN=V2GRootCA,O=Plumbline,C=DE', X509SerialNumber: 12345 }],
        },
        MaximumContractCertificateChains: 3,
      },
    },
    libcbv2g: { decode: 24, encode: 71 },
    exificient: { decode: 45, encode: 77 },
  },
];

/** The messages of the performance page, as values. */
export const benchmarkMessages: readonly BenchmarkMessage[] = rows.map(({ json, ...row }) => ({
  ...row,
  value: fromJson(row.schema, json),
}));
