import type { SessionSetupReq } from '../../../messages/iso20/common-messages/session-setup.js';
import { fromHex, sameBytes, toHex } from '../../bytes.js';
import { looksAtVehicle, resumableIso20 } from '../../faults/faulty-resume.js';
import { faultySessionId } from '../../faults/faulty-session-id.js';
import { sessionIdLength } from '../../session/session.js';
import type { Station } from '../../session/station.js';
import { type Iso20Handler, type Iso20Plan, refuse, respond } from '../handler.js';
import { bodyOf, type Iso20Request } from '../messages.js';
import { findSet } from '../service-catalog.js';
import { type Iso20SessionState, noEvLimits } from '../session.js';
import { vehicleHash } from '../vehicle-hash.js';

/**
 * SessionSetup. The SessionID of a paused session joins it again where the certificate is the same vehicle's (V2G20-2545,
 * V2G20-2622); in all other cases the vehicle gets a new SessionID from the cryptographic generator (V2G20-2621,
 * V2G20-2626). After a join ChargeParameterDiscovery comes next (V2G20-1032).
 */
export const sessionSetup: Iso20Handler = {
  request: 'SessionSetupReq',
  failedBody: (_session, _request, station) => ({ EVSEID: station.config.evse.id }),
  handle(session, request, station) {
    if (station.occupied) return refuse(sessionSetup, 'FAILED', session, request, station);
    const evccId = bodyOf<SessionSetupReq>(request).EVCCID;
    return join(session, request, station, evccId) ?? begin(session, request, station, evccId);
  },
};

function join(
  session: Iso20SessionState,
  request: Iso20Request,
  station: Station,
  evccId: string,
): Iso20Plan | undefined {
  const paused = resumableIso20(station);
  const certificate = session.vehicleCertificate;
  if (paused === undefined || certificate === undefined) return undefined;
  if (!sameBytes(request.sessionId, fromHex(paused.id))) return undefined;
  if (looksAtVehicle(station) && vehicleHash(request.sessionId, certificate) !== paused.vehicleHash) return undefined;
  const service = findSet(station.config, session.energy, paused.serviceId, paused.parameterSetId);
  if (service === undefined) return undefined;
  const joined: Iso20SessionState = {
    ...session,
    phase: 'charge-parameters',
    id: request.sessionId,
    evccId,
    service,
    vas: paused.vas,
    contract:
      paused.contract === undefined ? undefined : { emaid: paused.contract.emaid, leaf: fromHex(paused.contract.leaf) },
    evLimits: noEvLimits,
    meterStart: { chargedWh: station.meterWh, dischargedWh: station.dischargedWh },
  };
  return respond('OK_OldSessionJoined', { EVSEID: station.config.evse.id }, joined, [
    { kind: 'occupy' },
    { kind: 'forget-pause' },
  ]);
}

function begin(session: Iso20SessionState, request: Iso20Request, station: Station, evccId: string): Iso20Plan {
  const paused = station.paused !== undefined || station.pausedIso20 !== undefined;
  const started: Iso20SessionState = { ...session, phase: 'authorization-setup', id: newId(request, station), evccId };
  return respond('OK_NewSessionEstablished', { EVSEID: station.config.evse.id }, started, [
    { kind: 'occupy' },
    ...(paused ? [{ kind: 'forget-pause' } as const] : []),
  ]);
}

function newId(request: Iso20Request, station: Station): Uint8Array {
  const faulty = faultySessionId(station);
  if (faulty !== undefined) return faulty;
  for (;;) {
    const id = Uint8Array.from(station.random(sessionIdLength));
    const used = toHex(id) === station.pausedIso20?.id || sameBytes(id, request.sessionId);
    if (id.some((byte) => byte !== 0) && !used) return id;
  }
}
