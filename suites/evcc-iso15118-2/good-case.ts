import { type Check, profileWithinSchedule, says } from './good-checks.js';
import type { SessionKind } from './good-session.js';

/** A case that looks at one request of a correct session. */
export interface GoodCase {
  /** End of its id, `CMN ServiceDiscovery_001`. */
  readonly id: string;
  readonly session: SessionKind;
  /** The response after which the request must come; undefined: the connection. */
  readonly after: string | undefined;
  /** Which of several such responses. Default 1; `last`: the last one. */
  readonly nth?: number | 'last';
  /** Requests that may come in between. */
  readonly skips?: readonly string[];
  readonly request: string;
  readonly progress?: string;
  readonly checks: readonly Check[];
  readonly pics?: string;
}

export const serviceDetail = 'PICS_PLUMBLINE_EVCC_ServiceDetail = true';
export const noServiceDetail = 'PICS_PLUMBLINE_EVCC_ServiceDetail = false';
export const welding = 'PICS_PLUMBLINE_EVCC_WeldingDetection = true';
export const noWelding = 'PICS_PLUMBLINE_EVCC_WeldingDetection = false';
export const renegotiates = 'PICS_PLUMBLINE_EVCC_Renegotiation = true';
export const pauses = 'PICS_PLUMBLINE_EVCC_Pause = true';
export const noDeparture = 'PICS_SECC_CMN_DepartureTime = false';
export const external = says(['SelectedPaymentOption'], 'ExternalPayment');
/** V2G_SECC_CPState_Detection_Timeout, ms. */
export const pilotMs = 1500;
export const starts = [profileWithinSchedule];
export const plain = 'plain' as const;
export const again = 'renegotiation' as const;
export const pause = 'pause' as const;
