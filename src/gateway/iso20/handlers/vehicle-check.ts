import type { VehicleCheckOutReq } from '../../../messages/iso20/common-messages/vehicle-check-out.js';
import { isSeeded } from '../../faults/faults.js';
import { type Iso20Handler, respond } from '../handler.js';
import { bodyOf } from '../messages.js';

/** VehicleCheckIn: a conductive charging point has no position to guide the vehicle to, so only OK is said. */
export const vehicleCheckIn: Iso20Handler = {
  request: 'VehicleCheckInReq',
  failedBody: () => ({}),
  handle: (session) => respond('OK', {}, session),
};

/** VehicleCheckOut: Completed once the vehicle says so or its time has come, Scheduled before. */
export const vehicleCheckOut: Iso20Handler = {
  request: 'VehicleCheckOutReq',
  failedBody: () => ({ EVSECheckOutStatus: 'Completed' }),
  handle(session, request, station) {
    const { EVCheckOutStatus, CheckOutTime } = bodyOf<VehicleCheckOutReq>(request);
    const due =
      EVCheckOutStatus === 'Completed' ||
      Number(CheckOutTime) <= station.wallS ||
      isSeeded(station, 'iso20-check-out-at-once');
    return respond('OK', { EVSECheckOutStatus: due ? 'Completed' : 'Scheduled' }, session);
  },
};
