import type { ErrorCode } from '../../base/errors.js';
import type { Exchange } from './exchange.js';
import type { VehicleState } from './vehicle-state.js';

/** Why the vehicle did not get where it was driven. */
export interface DriveFailure {
  readonly rule:
    | 'sdp-no-answer'
    | 'sdp-security'
    | 'connect-failed'
    | 'setup-timeout'
    | 'message-timeout'
    | 'closed'
    | 'malformed-answer'
    | 'wrong-answer'
    | 'negative-response'
    | 'ongoing-timeout'
    | 'cable-check-timeout'
    | 'precharge-timeout'
    | 'emergency';
  /** In plain words. */
  readonly text: string;
  /** The exchange at which it ended. */
  readonly exchange?: Exchange;
  /** Code of the transport's error, where the connection failed. */
  readonly code?: ErrorCode;
}

/** Where a drive ended. The SECC's behaviour is never an exception. */
export interface DriveResult {
  readonly reached: boolean;
  readonly state: VehicleState;
  readonly exchanges: readonly Exchange[];
  readonly failure?: DriveFailure;
}
