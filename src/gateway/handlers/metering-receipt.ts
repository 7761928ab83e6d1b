import type { MeteringReceiptReq } from '../../messages/iso2/metering-receipt.js';
import { sameBytes } from '../bytes.js';
import { signatureFault } from '../contract/check-signature.js';
import { looksAtReading, looksAtReceipt } from '../faults/faulty-receipt.js';
import { bodyOf, type Request } from '../messages.js';
import { evseStatus } from '../session/evse-status.js';
import { refusal } from '../session/fail.js';
import type { Handler } from '../session/handler.js';
import { answer } from '../session/plan.js';
import type { Session } from '../session/session.js';
import type { Station } from '../session/station.js';

/**
 * MeteringReceipt (ISO 15118-2, 8.4.3.13): the reading as it was sent, signed with the contract's key, else
 * FAILED_MeteringSignatureNotValid (V2G2-481). The standard lets a station skip the check (V2G2-904): `contract.receipts.verify`.
 */
export const meteringReceipt: Handler = {
  request: 'MeteringReceiptReq',
  failedBody: (session, _request, station) => evseStatus(session, station),
  handle(session, request, station) {
    const verifies = station.config.contract?.receipts?.verify !== false && looksAtReceipt(station);
    const why = verifies ? receiptFault(session, request, station) : undefined;
    if (why !== undefined) {
      return refusal(meteringReceipt, 'FAILED_MeteringSignatureNotValid', why, session, request, station);
    }
    const phase = session.phase === 'metering-dc' ? 'charging-dc' : 'charging-ac';
    const next: Session = { ...session, phase, receipt: undefined };
    return answer('OK', evseStatus(next, station), next);
  },
};

function receiptFault(session: Session, request: Request, station: Station): string | undefined {
  const { contract, receipt } = session;
  if (contract === undefined || receipt === undefined) return 'no receipt was asked for';
  const unsigned = signatureFault({
    schema: 'iso2',
    message: request.message,
    certificate: contract.leaf,
    faults: station.faults,
  });
  if (unsigned !== undefined) return unsigned;
  if (!looksAtReading(station)) return undefined;
  const body = bodyOf<MeteringReceiptReq>(request);
  if (!sameBytes(body.SessionID, session.id)) return 'SessionID of another session';
  if (body.SAScheduleTupleID !== undefined && body.SAScheduleTupleID !== session.tupleId) {
    return `SAScheduleTupleID ${body.SAScheduleTupleID}, not ${session.tupleId}`;
  }
  const { MeterID, MeterReading } = body.MeterInfo;
  if (MeterID !== receipt['MeterID']) return `MeterID ${MeterID}, not ${String(receipt['MeterID'])}`;
  // 64 bits: small readings come as numbers, large ones as bigint.
  if (MeterReading === undefined || BigInt(MeterReading) !== BigInt(receipt['MeterReading'] as number)) {
    return `MeterReading ${MeterReading}, not ${String(receipt['MeterReading'])}`;
  }
  return undefined;
}
