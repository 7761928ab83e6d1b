/**
 * How long a vehicle waits for a response, in ms: ISO 15118-2:2014, table 109; ISO 15118-20:2022, table 215; DIN SPEC
 * 70121, table 76. Where sources differ (PaymentDetails, PowerDelivery) the longer value stands, so that nothing is called
 * late that some reading of the standard allows.
 */
const defaultTimeoutMs = 2000;

const timeoutsMs: Readonly<Record<string, number>> = {
  ServiceDetailReq: 5000,
  PaymentDetailsReq: 5000,
  CertificateInstallationReq: 5000,
  CertificateUpdateReq: 5000,
  PowerDeliveryReq: 5000,
  CurrentDemandReq: 250,
  DC_ChargeLoopReq: 500,
  AC_ChargeLoopReq: 500,
  WPT_ChargeLoopReq: 500,
};

/** Time for which the station waits for the next request, ms ([V2G2-443]: V2G_SECC_Sequence_Timeout). */
export const sequenceTimeoutMs = 60_000;

/** V2G_EVCC_Msg_Timeout of a request, ms. */
export function messageTimeoutMs(request: string): number {
  return timeoutsMs[request] ?? defaultTimeoutMs;
}
