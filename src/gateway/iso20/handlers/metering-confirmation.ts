import type { MeteringConfirmationReq } from '../../../messages/iso20/common-messages/metering-confirmation.js';
import { sameBytes } from '../../bytes.js';
import { signatureFault } from '../../contract/check-signature.js';
import { looksAtReading, looksAtReceipt } from '../../faults/faulty-receipt.js';
import { explain, type Iso20Handler, refuse, respond } from '../handler.js';
import { bodyOf } from '../messages.js';

/**
 * MeteringConfirmation: the vehicle confirms the meter's reading. The reading must be one of this session and of this
 * meter, not beyond what the meter shows now; else FAILED_MeteringSignatureNotValid, since what was signed is not what was
 * measured. A contract signs it with its key, unless `receipts.verify` is off; with external payment there is no key that it could be checked with.
 */
export const meteringConfirmation: Iso20Handler = {
  request: 'MeteringConfirmationReq',
  failedBody: () => ({}),
  handle(session, request, station) {
    const data = bodyOf<MeteringConfirmationReq>(request).SignedMeteringData;
    const { MeterInfo } = data;
    const chargedWh = Math.ceil(station.meterWh - session.meterStart.chargedWh);
    const own =
      !looksAtReading(station) ||
      (sameBytes(data.SessionID, session.id) &&
        MeterInfo.MeterID === station.config.evse.meter_id &&
        Number(MeterInfo.ChargedEnergyReadingWh) <= chargedWh);
    const { contract } = session;
    const checked = station.config.contract?.receipts?.verify !== false && looksAtReceipt(station);
    const unsigned =
      contract === undefined || !checked
        ? undefined
        : signatureFault({
            schema: 'iso20.cm',
            message: request.message,
            certificate: contract.leaf,
            faults: station.faults,
          });
    if (unsigned !== undefined) {
      return explain(
        refuse(meteringConfirmation, 'FAILED_MeteringSignatureNotValid', session, request, station),
        unsigned,
      );
    }
    if (!own) return refuse(meteringConfirmation, 'FAILED_MeteringSignatureNotValid', session, request, station);
    return respond('OK', {}, session, [{ kind: 'wish-granted' }]);
  },
};
