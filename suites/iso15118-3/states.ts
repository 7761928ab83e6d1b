import type { VehicleState } from '../../src/bench/devices/pilot-line/pilot-line.js';
import type { SteeredVehicle } from '../../src/peers/slac/steered-vehicle.js';
import type { MmeOf } from '../../src/wire/homeplug/define-mme.js';
import { attenCharInd, attenCharRsp } from '../../src/wire/homeplug/messages/cm-atten-char.js';
import { slacMatchCnf, slacMatchReq } from '../../src/wire/homeplug/messages/cm-slac-match.js';
import { startAttenCharInd } from '../../src/wire/homeplug/messages/cm-start-atten-char.js';
import { validateCnf, validateReq } from '../../src/wire/homeplug/messages/cm-validate.js';
import { doubtSilence } from './line-witness.js';
import { parametersRight } from './parameters-right.js';
import { isDigital } from './pilot-watch.js';
import type { SlacScene } from './slac-scene.js';
import type { SeenMme } from './slac-wire.js';

/** States to which a case can be driven, with the names of the catalogue; the others go on from there in their spec. */
export type StartState =
  | 'unplugged'
  | 'plugged_B'
  | 'plugged_C'
  | 'plugged_D'
  | 'asleep_then_plugged'
  | 'parm_done'
  | 'sounding_done'
  | 'validated'
  | 'matched_key_set'
  | 'linked';

/** Length of the toggle sequence that step 2 announces: TP_EV_vald_toggle 2 s, as (19 + 1) x 100 ms. */
export const toggleTimer = (scene: SlacScene): number => scene.ms('TP_EV_vald_toggle') / 100 - 1;
/** Toggles that a validation makes; each takes two states of TP_EV_vald_state_duration. */
export const toggles = 2;

const plugStates: Readonly<Partial<Record<StartState, VehicleState>>> = { plugged_C: 'C', plugged_D: 'D' };

/** Drives to a state. What goes wrong on the way is inconclusive. */
export async function given(scene: SlacScene, state: StartState): Promise<void> {
  scene.run.step('preamble', `Given a vehicle in the state ${state}`);
  await scene.reset();
  if (state === 'unplugged') return;
  // A charger that nobody uses may sleep; the time until then is a PIXIT.
  if (state === 'asleep_then_plugged') await scene.pause(scene.run.timer('tester/par_SECC_waitForPlugin').ms);
  await scene.pilot.mark();
  await scene.pilot.set(plugStates[state] ?? 'B');
  if (state === 'asleep_then_plugged') return;
  await settled(scene);
  if (state.startsWith('plugged')) return;
  parametersRight(scene, await scene.askParameters());
  if (state === 'parm_done') return;
  await soundAndConfirm(scene);
  if (state === 'sounding_done') return;
  if (state === 'validated' || scene.harness.pics['PIXIT_SECC_CMN_CmValidate'] === 'cmValidate') await validated(scene);
  if (state === 'validated') return;
  await matchAndSetKeys(scene);
  if (state === 'linked') await linked(scene);
}

/** The charger has seen the plug: it shows so by the pilot where it begins with 5 %. */
async function settled(scene: SlacScene): Promise<void> {
  if (scene.harness.pics['PIXIT_SECC_AC_InitialDutyCyle'] === 'dc100') {
    await scene.pause(100);
    return;
  }
  const limitMs = scene.ms('T_conn_max_comm');
  const shown = await scene.pilot.next(isDigital, limitMs);
  scene.run.require(shown !== undefined, {
    text: 'the charger shows 5 % once a vehicle is plugged in',
    expected: `within T_conn_max_comm, ${limitMs / 1000} s`,
    observed: shown === undefined ? 'it does not' : '5 %',
  });
}

/** Announces, sounds and gets the report; does not confirm it. */
export async function sounded(
  scene: SlacScene,
  vehicle: SteeredVehicle = scene.vehicle,
): Promise<{ readonly start: SeenMme; readonly report: MmeOf<typeof attenCharInd> }> {
  const start = await scene.sent(startAttenCharInd, () => vehicle.announce({}, 1), vehicle);
  await vehicle.announce({}, 2);
  await vehicle.sound();
  const { value } = await scene.expectReply(
    start,
    attenCharInd,
    'TT_EV_atten_results',
    scene.ms('TT_EV_atten_results'),
    vehicle,
  );
  return { start, report: value };
}

export async function soundAndConfirm(scene: SlacScene, vehicle: SteeredVehicle = scene.vehicle): Promise<void> {
  await sounded(scene, vehicle);
  await scene.sent(attenCharRsp, () => vehicle.confirmReport(), vehicle);
}

/** Both steps of CM_VALIDATE with toggles of the pilot. @returns what step 2 brought */
export async function validated(scene: SlacScene): Promise<MmeOf<typeof validateCnf>> {
  const { vehicle, run } = scene;
  const ready = await stepOne(scene);
  run.require(ready.Result === 1, {
    text: 'step 1 of CM_VALIDATE is answered with ready',
    expected: '1',
    observed: String(ready.Result),
    field: 'Result',
  });
  const second = await scene.sent(validateReq, () => vehicle.validate(toggleTimer(scene)));
  const toggled = scene.pilot.toggle(toggles, scene.ms('TP_EV_vald_state_duration'));
  const toggleMs = scene.ms('TP_EV_vald_toggle') + scene.marginMs;
  const { value } = await scene.expectReply(second, validateCnf, 'TP_EV_vald_toggle + 0.25 s', toggleMs);
  await toggled;
  return value;
}

export async function stepOne(
  scene: SlacScene,
  vehicle: SteeredVehicle = scene.vehicle,
): Promise<MmeOf<typeof validateCnf>> {
  const first = await scene.sent(validateReq, () => vehicle.validate(), vehicle);
  const { value } = await scene.expectReply(
    first,
    validateCnf,
    'TT_match_response',
    scene.ms('TT_match_response'),
    vehicle,
  );
  return value;
}

export async function matched(
  scene: SlacScene,
  vehicle: SteeredVehicle = scene.vehicle,
): Promise<MmeOf<typeof slacMatchCnf>> {
  const request = await scene.sent(slacMatchReq, () => vehicle.askMatch(), vehicle);
  return (await scene.expectReply(request, slacMatchCnf, 'TT_match_response', scene.ms('TT_match_response'), vehicle))
    .value;
}

/** Network of the match, which a case may need again. */
export async function matchAndSetKeys(scene: SlacScene): Promise<{ readonly Nid: string; readonly Nmk: string }> {
  const { Nid, Nmk } = await matched(scene);
  await scene.modem.setKeys({ Nid, Nmk });
  return { Nid, Nmk };
}

export async function linked(scene: SlacScene): Promise<void> {
  const joinMs = await scene.untilStations((count) => count > 0, scene.ms('TT_match_join'));
  if (joinMs === undefined) await doubtSilence(scene, scene.wire.now);
  scene.run.require(joinMs !== undefined, {
    text: 'there is a data link after the match',
    expected: `within TT_match_join, ${scene.ms('TT_match_join')} ms`,
    observed: joinMs === undefined ? 'none' : `after ${joinMs.toFixed(0)} ms`,
  });
  // The charger looks for the link itself; it ignores SLAC only once it has seen it.
  await scene.pause(2 * scene.ms('TT_polling_pause') + marginOfPolling);
}

const marginOfPolling = 100;
