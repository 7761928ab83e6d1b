import { type Check, says } from './good-checks.js';
import { profileWithinSchedule } from './good-checks-schedule.js';
import { plain, renegotiation, type SessionPlan } from './good-sessions.js';

/** A case that looks at one request of a correct session. */
export interface GoodCase {
  /** End of its id, `CMN ServiceDiscovery_001`. */
  readonly id: string;
  readonly session: SessionPlan;
  /** On which of the vehicle's connections, where it comes back after a pause. Default: the session as a whole. */
  readonly connection?: 1 | 2;
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
  /** A case of ours that has not met real vehicles yet. */
  readonly maturity?: 'experimental';
}

/** A PICS expression of all that is needed; undefined: nothing is. */
export function all(...parts: readonly (string | undefined)[]): { readonly pics?: string } {
  const needed = parts.filter((part) => part !== undefined);
  return needed.length === 0 ? {} : { pics: needed.join(' and ') };
}

export const serviceDetail = 'PICS_PLUMBLINE_EVCC_ServiceDetail = true';
export const noServiceDetail = 'PICS_PLUMBLINE_EVCC_ServiceDetail = false';
export const welding = 'PICS_PLUMBLINE_EVCC_WeldingDetection = true';
export const noWelding = 'PICS_PLUMBLINE_EVCC_WeldingDetection = false';
export const renegotiates = 'PICS_PLUMBLINE_EVCC_Renegotiation = true';
export const renegotiatesItself = 'PICS_PLUMBLINE_EVCC_OwnRenegotiation = true';
export const pauses = 'PICS_PLUMBLINE_EVCC_Pause = true';
export const wokenByCharger = 'PICS_PLUMBLINE_EVCC_WakeUpByCharger = true';
export const stopsItself = 'PICS_PLUMBLINE_EVCC_OwnEnd = true';
export const pausesAtZeroPower = 'PICS_PLUMBLINE_EVCC_ZeroPowerPause = true';
export const followsPrices = 'PICS_PLUMBLINE_EVCC_PriceOptimization = true';
export const takesDefault = 'PICS_PLUMBLINE_EVCC_DefaultSchedule = true';
export const keepsSchedule = 'PICS_PLUMBLINE_EVCC_KeepsSchedule = true';
export const namesPhasesPics = 'PICS_PLUMBLINE_EVCC_NamesPhases = true';
export const noDeparture = 'PICS_SECC_CMN_DepartureTime = false';
export const canNameDeparture = 'PICS_PLUMBLINE_EVCC_DepartureTime = true';
/** The control pilot belongs to the bench. */
export const combined = 'PICS_CMN_CMN_CombinedTesting = true';
/** What the vehicle says of TLS: PIXIT_EVCC_CMN_TLS of the lists; `unknown` there takes either. */
export const securities = {
  none_: 'PIXIT_EVCC_CMN_TLS = none_',
  tls: 'PIXIT_EVCC_CMN_TLS = tls',
  unknown: undefined,
} as const;
export type Security = keyof typeof securities;

export const external = says(['SelectedPaymentOption'], 'ExternalPayment');
/** V2G_SECC_CPState_Detection_Timeout, ms. */
export const pilotMs = 1500;
export const starts = [profileWithinSchedule];
export { plain };
export const again = renegotiation.secc;
