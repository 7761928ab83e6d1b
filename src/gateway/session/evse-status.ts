import type { Session } from './session.js';
import type { IsolationState, Station } from './station.js';

// Type aliases, not interfaces: they go into message bodies, which are indexed.
type AcStatus = { readonly NotificationMaxDelay: number; readonly EVSENotification: string; readonly RCD: boolean };
type DcStatus = {
  readonly NotificationMaxDelay: number;
  readonly EVSENotification: string;
  readonly EVSEIsolationStatus: string;
  readonly EVSEStatusCode: string;
};

const isolationWords: Readonly<Record<IsolationState, string>> = {
  'not-tested': 'Invalid',
  testing: 'Invalid',
  valid: 'Valid',
  warning: 'Warning',
  fault: 'Fault',
};

/** AC_EVSEStatus as it is now. */
export function acStatus(station: Station): AcStatus {
  return { NotificationMaxDelay: 0, EVSENotification: notification(station), RCD: false };
}

/** DC_EVSEStatus as it is now. */
export function dcStatus(station: Station): DcStatus {
  return {
    NotificationMaxDelay: 0,
    EVSENotification: notification(station),
    EVSEIsolationStatus: isolationWords[station.isolation],
    EVSEStatusCode: dcStatusCode(station),
  };
}

/** The status element of a response whose kind follows the energy transfer mode. */
export function evseStatus(
  session: Session,
  station: Station,
): { AC_EVSEStatus: AcStatus } | { DC_EVSEStatus: DcStatus } {
  const mode = session.mode ?? station.config.evse.energy_transfer_modes[0]!;
  return mode.startsWith('DC') ? { DC_EVSEStatus: dcStatus(station) } : { AC_EVSEStatus: acStatus(station) };
}

function notification(station: Station): string {
  if (station.stopOrder !== 'none') return 'StopCharging';
  return station.renegotiationWished ? 'ReNegotiation' : 'None';
}

function dcStatusCode(station: Station): string {
  switch (station.stopOrder) {
    case 'grid':
      return 'EVSE_UtilityInterruptEvent';
    case 'operator':
      return 'EVSE_Shutdown';
    case 'fault':
      return 'EVSE_Malfunction';
    case 'none':
      if (station.grid?.stop === true) return 'EVSE_UtilityInterruptEvent';
      return station.isolation === 'testing' ? 'EVSE_IsolationMonitoringActive' : 'EVSE_Ready';
  }
}
