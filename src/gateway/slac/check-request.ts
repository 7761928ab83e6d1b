import type { MmeOf } from '../../wire/homeplug/define-mme.js';
import type { attenCharRsp } from '../../wire/homeplug/messages/cm-atten-char.js';
import type { slacMatchReq } from '../../wire/homeplug/messages/cm-slac-match.js';
import type { startAttenCharInd } from '../../wire/homeplug/messages/cm-start-atten-char.js';
import { type Faults, noFaults } from '../faults/faults.js';

const typesProblem = ({
  ApplicationType,
  SecurityType,
}: {
  readonly ApplicationType: number;
  readonly SecurityType: number;
}) => (ApplicationType === 0 && SecurityType === 0 ? undefined : 'application or security type is not 0');

/** Why a CM_START_ATTEN_CHAR.IND starts nothing (test cases AttenuationCharacterization_013 to _018). */
export function startProblem(
  value: MmeOf<typeof startAttenCharInd>,
  vehicle: string,
  runId: string,
  timeOut: number,
  faults: Faults = noFaults,
): string | undefined {
  const types = typesProblem(value);
  if (types !== undefined) return types;
  if (value.RunID !== runId && !faults.has('slac-any-start')) {
    return `RunID ${value.RunID} is not that of CM_SLAC_PARM.REQ`;
  }
  if (value.NumSounds === 0) return 'no sounds are announced';
  if (value.TimeOut !== timeOut) return `time out ${value.TimeOut} is not the ${timeOut} that was confirmed`;
  if (value.ResponseType !== 1) return `response type ${value.ResponseType} is not 1`;
  if (value.ForwardingSta !== vehicle) return `forwarding station ${value.ForwardingSta} is not the vehicle`;
  return undefined;
}

/** Why a CM_ATTEN_CHAR.RSP does not count (test cases AttenuationCharacterization_005 to _011). */
export function responseProblem(
  value: MmeOf<typeof attenCharRsp>,
  vehicle: string,
  runId: string,
  faults: Faults = noFaults,
): string | undefined {
  if (faults.has('slac-any-response')) return undefined;
  const types = typesProblem(value);
  if (types !== undefined) return types;
  if (value.RunID !== runId) return `RunID ${value.RunID} is not that of the vehicle`;
  if (value.SourceAddress !== vehicle) return `source address ${value.SourceAddress} is not the vehicle`;
  if (value.SourceId !== '') return 'source identifier is not zero';
  if (value.ResponderId !== '') return 'responder identifier is not zero';
  if (value.Result !== 0) return `result is ${value.Result}`;
  return undefined;
}

/**
 * Why a CM_SLAC_MATCH.REQ is not confirmed (test cases CmSlacMatch_007 to _022). Identifiers must be zero, unless
 * `anyIdentifier`: some stacks fill them, and Debian's `pev` does.
 */
export function matchProblem(
  value: MmeOf<typeof slacMatchReq>,
  expected: {
    readonly vehicle: string;
    readonly station: string;
    readonly runId: string;
    readonly anyIdentifier: boolean;
    readonly faults?: Faults;
  },
): string | undefined {
  const types = typesProblem(value);
  if (types !== undefined) return types;
  if (value.MVFLength !== 0x3e) return `MVFLength ${value.MVFLength} is not 62`;
  if (value.RunID !== expected.runId) return `RunID ${value.RunID} is not that of the vehicle`;
  const anyVehicle = expected.faults?.has('slac-any-vehicle-address') ?? false;
  if (value.PevMac !== expected.vehicle && !anyVehicle) return `vehicle address ${value.PevMac} is not the sender`;
  if (value.EvseMac !== expected.station) return `charger address ${value.EvseMac} is not ours`;
  if (!expected.anyIdentifier && value.PevId !== '') return 'vehicle identifier is not zero';
  if (!expected.anyIdentifier && value.EvseId !== '') return 'charger identifier is not zero';
  return undefined;
}
