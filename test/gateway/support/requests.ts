import type { ExiObject } from '../../../src/messages/codec.js';

export const volts = (value: number): ExiObject => ({ Multiplier: 0, Unit: 'V', Value: value });
export const amperes = (value: number): ExiObject => ({ Multiplier: 0, Unit: 'A', Value: value });
export const watts = (value: number): ExiObject => ({ Multiplier: 0, Unit: 'W', Value: value });

export const evStatus: ExiObject = { EVReady: true, EVErrorCode: 'NO_ERROR', EVRESSSOC: 40 };

/** A correct request of every kind that an EIM session uses. */
export const requests = {
  SessionSetupReq: { EVCCID: Uint8Array.of(2, 0, 0, 0, 0, 1) },
  ServiceDiscoveryReq: {},
  ServiceDetailReq: { ServiceID: 3 },
  PaymentServiceSelectionReq: {
    SelectedPaymentOption: 'ExternalPayment',
    SelectedServiceList: { SelectedService: [{ ServiceID: 1 }] },
  },
  PaymentDetailsReq: {
    eMAID: 'DEPLBC12345678',
    ContractSignatureCertChain: { Certificate: Uint8Array.of(1, 2, 3) },
  },
  AuthorizationReq: {},
  ChargeParameterDiscoveryReq: {
    RequestedEnergyTransferMode: 'DC_extended',
    DC_EVChargeParameter: {
      DC_EVStatus: evStatus,
      EVMaximumCurrentLimit: amperes(110),
      EVMaximumVoltageLimit: volts(700),
    },
  },
  PowerDeliveryReq: { ChargeProgress: 'Start', SAScheduleTupleID: 1 },
  MeteringReceiptReq: { SessionID: new Uint8Array(8), MeterInfo: { MeterID: 'PLB-1' } },
  SessionStopReq: { ChargingSession: 'Terminate' },
  CertificateUpdateReq: {
    Id: 'id1',
    ContractSignatureCertChain: { Certificate: Uint8Array.of(1) },
    eMAID: 'DEPLBC12345678',
    ListOfRootCertificateIDs: { RootCertificateID: [{ X509IssuerName: 'CN=Root', X509SerialNumber: 1 }] },
  },
  CertificateInstallationReq: {
    Id: 'id1',
    OEMProvisioningCert: Uint8Array.of(1),
    ListOfRootCertificateIDs: { RootCertificateID: [{ X509IssuerName: 'CN=Root', X509SerialNumber: 1 }] },
  },
  ChargingStatusReq: {},
  CableCheckReq: { DC_EVStatus: evStatus },
  PreChargeReq: { DC_EVStatus: evStatus, EVTargetVoltage: volts(400), EVTargetCurrent: amperes(2) },
  CurrentDemandReq: {
    DC_EVStatus: evStatus,
    EVTargetCurrent: amperes(20),
    ChargingComplete: false,
    EVTargetVoltage: volts(400),
  },
  WeldingDetectionReq: { DC_EVStatus: evStatus },
} as const satisfies Record<string, ExiObject>;

export const acParameters: ExiObject = {
  RequestedEnergyTransferMode: 'AC_three_phase_core',
  AC_EVChargeParameter: {
    EAmount: { Multiplier: 0, Unit: 'Wh', Value: 20_000 },
    EVMaxVoltage: volts(400),
    EVMaxCurrent: amperes(32),
    EVMinCurrent: amperes(6),
  },
};
