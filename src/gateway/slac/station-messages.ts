import type { NetworkKeys } from '../../transport/slac/slac-link.js';
import { slacCounts } from '../../transport/slac/slac-timers.js';
import type { MmeOf } from '../../wire/homeplug/define-mme.js';
import { broadcastAddress } from '../../wire/homeplug/encode-mme.js';
import type { attenCharInd } from '../../wire/homeplug/messages/cm-atten-char.js';
import type { slacMatchCnf, slacMatchReq } from '../../wire/homeplug/messages/cm-slac-match.js';
import type { slacParmCnf } from '../../wire/homeplug/messages/cm-slac-parm.js';
import type { Faults } from '../faults/faults.js';
import type { VehicleSession } from './vehicle-session.js';

/** TIME_OUT of CM_SLAC_PARM.CNF: 600 ms. */
export const soundingTimeOut = 6;
const types = { ApplicationType: 0, SecurityType: 0 };

/** How the vehicle shall sound (ISO 15118-3:2015, A.9.1). */
export function parametersFor(vehicle: string, runId: string, faults: Faults): MmeOf<typeof slacParmCnf> {
  return {
    MSoundTarget: broadcastAddress,
    NumSounds: slacCounts.C_EV_match_MNBC,
    TimeOut: soundingTimeOut,
    ResponseType: 1,
    ForwardingSta: vehicle,
    ...types,
    RunID: faults.has('slac-wrong-run-id') ? runId.replace(/^./, (digit) => (digit === 'F' ? '0' : 'F')) : runId,
  };
}

/** What the charger heard of the sounds (A.9.2). */
export function reportFor(session: VehicleSession, averageDb: readonly number[]): MmeOf<typeof attenCharInd> {
  return {
    ...types,
    SourceAddress: session.vehicle,
    RunID: session.runId,
    SourceId: '',
    ResponderId: '',
    NumSounds: session.sounds,
    Attenuation: averageDb,
  };
}

/** The keys of the network (A.9.4). */
export function matchFor(
  request: MmeOf<typeof slacMatchReq>,
  station: { readonly mac: string; readonly evseId: string },
  keys: NetworkKeys,
  faults: Faults,
): MmeOf<typeof slacMatchCnf> {
  const short = faults.has('slac-short-key');
  return {
    ...types,
    MVFLength: short ? 0x4e : 0x56,
    PevId: request.PevId,
    PevMac: request.PevMac,
    EvseId: station.evseId,
    EvseMac: station.mac,
    RunID: request.RunID,
    Nid: keys.nid,
    Nmk: short ? `${keys.nmk.slice(0, 16)}${'00'.repeat(8)}` : keys.nmk,
  };
}
