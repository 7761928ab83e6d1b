import type { RequestName } from './message-names.js';

/** Timers of the EVCC, ms (ISO 15118-2, 8.7.2). Sources disagree on some: all can be set. */
export interface VehicleTimers {
  /** V2G_EVCC_Msg_Timeout by request. */
  readonly message: Readonly<Record<RequestName, number>>;
  /** V2G_EVCC_Ongoing_Timeout: EVSEProcessing may stay Ongoing for so long. */
  readonly ongoing: number;
  /** V2G_EVCC_CableCheck_Timeout. */
  readonly cableCheck: number;
  /** V2G_EVCC_PreCharge_Timeout. */
  readonly preCharge: number;
  /** The same in ISO 15118-20. */
  readonly preChargeIso20: number;
  /** V2G_EVCC_CommunicationSetup_Timeout: from plugged to the answer of SessionSetup. */
  readonly setup: number;
  /** TCP and TLS connection. */
  readonly connect: number;
  /** Pause before a request is repeated while the SECC says Ongoing, and between WeldingDetectionReq. */
  readonly repeatPause: number;
  /** Pause between two ChargingStatusReq. */
  readonly chargingStatusPause: number;
  /** Pause between two CurrentDemandReq. */
  readonly currentDemandPause: number;
  /** Pause between two charge loops of ISO 15118-20: the next one must leave within 250 ms (V2G20-1499, V2G20-1501). */
  readonly chargeLoopPause: number;
}

const usual = 2000;

/** ISO 15118-2:2014, table 109 and following; ISO 15118-20:2022, tables 215 to 217; the pauses are ours. */
export const defaultTimers: VehicleTimers = {
  message: {
    supportedAppProtocolReq: usual,
    SessionSetupReq: usual,
    ServiceDiscoveryReq: usual,
    ServiceDetailReq: 5000,
    PaymentServiceSelectionReq: usual,
    PaymentDetailsReq: 5000,
    AuthorizationReq: usual,
    CertificateInstallationReq: 5000,
    CertificateUpdateReq: 5000,
    ChargeParameterDiscoveryReq: usual,
    PowerDeliveryReq: 5000,
    ChargingStatusReq: usual,
    MeteringReceiptReq: usual,
    SessionStopReq: usual,
    CableCheckReq: usual,
    PreChargeReq: usual,
    CurrentDemandReq: 250,
    WeldingDetectionReq: usual,
    ServicePaymentSelectionReq: usual,
    ContractAuthenticationReq: usual,
    AuthorizationSetupReq: usual,
    ServiceSelectionReq: usual,
    VehicleCheckInReq: usual,
    VehicleCheckOutReq: usual,
    ScheduleExchangeReq: usual,
    MeteringConfirmationReq: usual,
    AC_ChargeParameterDiscoveryReq: usual,
    AC_ChargeLoopReq: 500,
    DC_ChargeParameterDiscoveryReq: usual,
    DC_CableCheckReq: usual,
    DC_PreChargeReq: usual,
    DC_ChargeLoopReq: 500,
    DC_WeldingDetectionReq: usual,
  },
  ongoing: 60_000,
  cableCheck: 40_000,
  preCharge: 7000,
  preChargeIso20: 10_000,
  setup: 20_000,
  connect: 5000,
  repeatPause: 100,
  chargingStatusPause: 250,
  currentDemandPause: 100,
  chargeLoopPause: 100,
};

/** The defaults with some values replaced. */
export function timersWith(
  changes: Partial<Omit<VehicleTimers, 'message'>> & { readonly message?: Partial<VehicleTimers['message']> } = {},
): VehicleTimers {
  return { ...defaultTimers, ...changes, message: { ...defaultTimers.message, ...changes.message } };
}
