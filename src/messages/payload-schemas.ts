import { payloadTypes } from '../wire/v2gtp.js';
import type { SchemaName } from './codec.js';

/**
 * The message set of each payload type of ISO 15118-20 (7.8.3, table 12). 0x8101 to 0x8104 are side streams: schedule
 * renegotiation, metering confirmation and parking status (VehicleCheckIn, VehicleCheckOut) are common messages.
 */
export const iso20PayloadSchemas: Readonly<Record<number, Exclude<SchemaName, 'xmldsig'>>> = {
  [payloadTypes.iso20Main]: 'iso20.cm',
  [payloadTypes.iso20Ac]: 'iso20.ac',
  [payloadTypes.iso20Dc]: 'iso20.dc',
  [payloadTypes.iso20Acdp]: 'iso20.acdp',
  [payloadTypes.iso20Wpt]: 'iso20.wpt',
  [payloadTypes.iso20ScheduleRenegotiation]: 'iso20.cm',
  [payloadTypes.iso20MeteringConfirmation]: 'iso20.cm',
  [payloadTypes.iso20AcdpSystemStatus]: 'iso20.acdp',
  [payloadTypes.iso20ParkingStatus]: 'iso20.cm',
};
