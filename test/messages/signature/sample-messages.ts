import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { ExiObject, SchemaName } from '../../../src/messages/codec.js';
import type { SignatureSuite } from '../../../src/messages/signature/algorithms.js';

export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** A key pair of a suite, made anew. */
export function keysFor(suite: SignatureSuite): KeyPair {
  if (suite === 'ed448') return generateKeyPairSync('ed448');
  return generateKeyPairSync('ec', { namedCurve: suite === 'ecdsa-p256-sha256' ? 'P-256' : 'P-521' });
}

const octets = (length: number, from = 0): Uint8Array =>
  Uint8Array.from({ length }, (_none, index) => (from + 7 * index) & 0xff);

export const sessionId = octets(8, 1);
export const genChallenge = octets(16, 33);
const certificate = octets(40, 0x30);

const envelope = (body: ExiObject): ExiObject => ({ V2G_Message: { Header: { SessionID: sessionId }, Body: body } });
const header = { SessionID: sessionId, TimeStamp: 1_800_000_000 };
const roots = { RootCertificateID: [{ X509IssuerName: 'CN=V2G Root CA', X509SerialNumber: 12 }] };
const installation: ExiObject = {
  ResponseCode: 'OK',
  SAProvisioningCertificateChain: { Certificate: certificate },
  ContractSignatureCertChain: { Id: 'id1', Certificate: certificate },
  ContractSignatureEncryptedPrivateKey: { Id: 'id2', value: octets(48) },
  DHpublickey: { Id: 'id3', value: octets(65) },
  eMAID: { Id: 'id4', value: 'DEABC123456789Y' },
};

export interface SampleMessage {
  readonly schema: SchemaName;
  readonly name: string;
  readonly message: ExiObject;
  /** What its signature refers to. */
  readonly signed: readonly string[];
}

/** One message of each kind that the standards want signed. */
export const sampleMessages: readonly SampleMessage[] = [
  {
    schema: 'iso2',
    name: 'AuthorizationReq',
    message: envelope({ AuthorizationReq: { Id: 'id1', GenChallenge: genChallenge } }),
    signed: ['AuthorizationReq'],
  },
  {
    schema: 'iso2',
    name: 'MeteringReceiptReq',
    message: envelope({
      MeteringReceiptReq: {
        Id: 'id1',
        SessionID: sessionId,
        SAScheduleTupleID: 1,
        MeterInfo: { MeterID: 'M1', MeterReading: 42 },
      },
    }),
    signed: ['MeteringReceiptReq'],
  },
  {
    schema: 'iso2',
    name: 'CertificateInstallationReq',
    message: envelope({
      CertificateInstallationReq: { Id: 'id1', OEMProvisioningCert: certificate, ListOfRootCertificateIDs: roots },
    }),
    signed: ['CertificateInstallationReq'],
  },
  {
    schema: 'iso2',
    name: 'CertificateUpdateReq',
    message: envelope({
      CertificateUpdateReq: {
        Id: 'id1',
        ContractSignatureCertChain: { Certificate: certificate },
        eMAID: 'DEABC123456789Y',
        ListOfRootCertificateIDs: roots,
      },
    }),
    signed: ['CertificateUpdateReq'],
  },
  {
    schema: 'iso2',
    name: 'CertificateInstallationRes',
    message: envelope({ CertificateInstallationRes: installation }),
    signed: ['ContractSignatureCertChain', 'ContractSignatureEncryptedPrivateKey', 'DHpublickey', 'eMAID'],
  },
  {
    schema: 'iso2',
    name: 'CertificateUpdateRes',
    message: envelope({ CertificateUpdateRes: installation }),
    signed: ['ContractSignatureCertChain', 'ContractSignatureEncryptedPrivateKey', 'DHpublickey', 'eMAID'],
  },
  {
    schema: 'iso2',
    name: 'ChargeParameterDiscoveryRes',
    message: envelope({
      ChargeParameterDiscoveryRes: {
        ResponseCode: 'OK',
        EVSEProcessing: 'Finished',
        SAScheduleList: {
          SAScheduleTuple: [
            {
              SAScheduleTupleID: 1,
              PMaxSchedule: {
                PMaxScheduleEntry: [
                  { RelativeTimeInterval: { start: 0 }, PMax: { Multiplier: 0, Unit: 'W', Value: 11000 } },
                ],
              },
              SalesTariff: {
                Id: 'id1',
                SalesTariffID: 1,
                SalesTariffEntry: [{ RelativeTimeInterval: { start: 0 }, EPriceLevel: 1 }],
              },
            },
          ],
        },
        AC_EVSEChargeParameter: {
          AC_EVSEStatus: { NotificationMaxDelay: 0, EVSENotification: 'None', RCD: false },
          EVSENominalVoltage: { Multiplier: 0, Unit: 'V', Value: 230 },
          EVSEMaxCurrent: { Multiplier: 0, Unit: 'A', Value: 16 },
        },
      },
    }),
    signed: ['SalesTariff'],
  },
  {
    schema: 'iso20.cm',
    name: 'AuthorizationReq',
    message: {
      AuthorizationReq: {
        Header: header,
        SelectedAuthorizationService: 'PnC',
        PnC_AReqAuthorizationMode: {
          Id: 'id1',
          GenChallenge: genChallenge,
          ContractCertificateChain: { Certificate: certificate, SubCertificates: { Certificate: [certificate] } },
        },
      },
    },
    signed: ['PnC_AReqAuthorizationMode'],
  },
  {
    schema: 'iso20.cm',
    name: 'CertificateInstallationReq',
    message: {
      CertificateInstallationReq: {
        Header: header,
        OEMProvisioningCertificateChain: { Id: 'id1', Certificate: certificate },
        ListOfRootCertificateIDs: roots,
        MaximumContractCertificateChains: 1,
      },
    },
    signed: ['OEMProvisioningCertificateChain'],
  },
  {
    schema: 'iso20.cm',
    name: 'CertificateInstallationRes',
    message: {
      CertificateInstallationRes: {
        Header: header,
        ResponseCode: 'OK',
        EVSEProcessing: 'Finished',
        CPSCertificateChain: { Certificate: certificate },
        SignedInstallationData: {
          Id: 'id1',
          ContractCertificateChain: { Certificate: certificate, SubCertificates: { Certificate: [certificate] } },
          ECDHCurve: 'SECP521',
          DHPublicKey: octets(133),
          SECP521_EncryptedPrivateKey: octets(94),
        },
        RemainingContractCertificateChains: 0,
      },
    },
    signed: ['SignedInstallationData'],
  },
  {
    schema: 'iso20.cm',
    name: 'MeteringConfirmationReq',
    message: {
      MeteringConfirmationReq: {
        Header: header,
        SignedMeteringData: {
          Id: 'id1',
          SessionID: sessionId,
          MeterInfo: { MeterID: 'M1', ChargedEnergyReadingWh: 10 },
          Dynamic_SMDTControlMode: {},
        },
      },
    },
    signed: ['SignedMeteringData'],
  },
  {
    schema: 'iso20.cm',
    name: 'ScheduleExchangeRes',
    message: {
      ScheduleExchangeRes: {
        Header: header,
        ResponseCode: 'OK',
        EVSEProcessing: 'Finished',
        Dynamic_SEResControlMode: {
          AbsolutePriceSchedule: {
            Id: 'id1',
            TimeAnchor: 12,
            PriceScheduleID: 1,
            Currency: 'EUR',
            Language: 'en',
            PriceAlgorithm: 'urn:iso:std:iso:15118:-20:PriceAlgorithm:1-Power',
            PriceRuleStacks: {
              PriceRuleStack: [
                {
                  Duration: 3600,
                  PriceRule: [{ EnergyFee: { Exponent: -2, Value: 30 }, PowerRangeStart: { Exponent: 0, Value: 0 } }],
                },
              ],
            },
          },
        },
      },
    },
    signed: ['AbsolutePriceSchedule'],
  },
];

/** The first sample of a name in a set. */
export function sample(schema: SchemaName, name: string): ExiObject {
  const found = sampleMessages.find((candidate) => candidate.schema === schema && candidate.name === name);
  if (found === undefined) throw new Error(`no sample of ${name}`);
  return found.message;
}
