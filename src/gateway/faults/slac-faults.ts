import type { GatewayFault } from './gateway-fault.js';

const station = 'src/gateway/slac/slac-station.ts';
const messages = 'src/gateway/slac/station-messages.ts';
const sounding = 'src/gateway/slac/sounding-desk.ts';
const checks = 'src/gateway/slac/check-request.ts';
const desk = 'src/gateway/slac/validation-desk.ts';
const pilot = 'src/gateway/slac/pilot-sequence.ts';

function fault(behaviour: string, clause: string, where: string): GatewayFault {
  return { behaviour, source: `ISO 15118-3:2015, ${clause}`, where };
}

/** Faults of the matching at the power line and of the pilot's output. */
export const slacFaults = {
  'slac-wrong-run-id': fault('echoes another RunID in CM_SLAC_PARM.CNF', 'A.9.1', messages),
  'slac-late-parameters': fault('answers CM_SLAC_PARM.REQ after 350 ms', 'A.9.1, TT_match_response', station),
  'slac-any-types': fault('takes CM_SLAC_PARM.REQ of any application and security type', 'A.9.1', station),
  'slac-init-never-ends': fault('takes CM_SLAC_PARM.REQ however long after the plug-in', 'TT_EVSE_SLAC_init', station),
  'slac-answers-unplugged': fault('answers CM_SLAC_PARM.REQ with the pilot in state A', 'A.9.1', station),
  'slac-one-vehicle': fault('forgets the matching of one vehicle when another begins', 'A.9.1', station),
  'slac-any-start': fault('takes CM_START_ATTEN_CHAR.IND with any RunID', 'A.9.2', checks),
  'slac-late-start': fault('takes CM_START_ATTEN_CHAR.IND after TT_match_sequence', 'TT_match_sequence', station),
  'slac-first-sound': fault('reports after the first sound', 'A.9.2, NumSounds', sounding),
  'slac-not-averaged': fault('reports the last sound and not the mean of them', 'A.9.2', sounding),
  'slac-report-forever': fault('repeats CM_ATTEN_CHAR.IND six times', 'C_EV_match_retry', sounding),
  'slac-any-response': fault('takes CM_ATTEN_CHAR.RSP whatever is in it', 'A.9.2', checks),
  'slac-wrong-toggles': fault('counts one toggle more than there was', 'A.9.3', desk),
  'slac-parallel-validation': fault('validates two vehicles at once', 'A.9.3', desk),
  'slac-any-validation-result': fault('takes step 2 of CM_VALIDATE with any result', 'A.9.3', desk),
  'slac-no-match-confirmation': fault('never confirms CM_SLAC_MATCH.REQ', 'A.9.4', station),
  'slac-any-vehicle-address': fault('takes CM_SLAC_MATCH.REQ with the address of another vehicle', 'A.9.4', checks),
  'slac-short-key': fault('fills half of the NMK with zeros and says MVFLength 0x4E', 'A.9.4', messages),
  'slac-session-never-ends': fault(
    'keeps a sounded vehicle beyond TT_EVSE_match_session',
    'A.9.4, TT_EVSE_match_session',
    sounding,
  ),
  'slac-match-once': fault('does not confirm a repeated CM_SLAC_MATCH.REQ', 'A.9.4, C_EV_match_retry', station),
  'slac-answers-linked': fault('answers CM_SLAC_PARM.REQ once it is linked', 'A.9.1', station),
  'slac-stays-in-network': fault('keeps its keys when the vehicle has left', 'TP_match_leave', station),
  'slac-pause-forgets-keys': fault('takes new keys when a session is paused', 'D-LINK_PAUSE', station),
  'slac-no-amplitude-map': fault('never confirms CM_AMP_MAP.REQ', 'A.9.5', station),
  'slac-empty-amplitude-map': fault('confirms CM_AMP_MAP.REQ without carriers', 'A.9.5', station),
  'pilot-short-ef-step': fault('shows state E for 1 s only', 'T_step_EF', pilot),
  'pilot-no-fallback': fault('stays at 5 % when no matching begins', 'C_sequ_retry', pilot),
  'pilot-early-wake-up': fault('oscillates again at once when a paused vehicle toggles', 'T_step_X1', pilot),
} as const satisfies Readonly<Record<string, GatewayFault>>;
