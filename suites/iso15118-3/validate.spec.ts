import type { MmeOf } from '../../src/wire/homeplug/define-mme.js';
import { validateCnf, validateReq } from '../../src/wire/homeplug/messages/cm-validate.js';
import { slacCase } from './slac-case.js';
import type { SlacScene } from './slac-scene.js';
import type { SeenMme } from './slac-wire.js';
import { matched, soundAndConfirm, stepOne, toggles, toggleTimer, validated } from './states.js';

const nextStep = 'the charger must see B-C-B toggles of 200 to 400 ms: look at its pilot input and at its debouncing';

function resultIs(scene: SlacScene, value: MmeOf<typeof validateCnf>, result: number, step: string): void {
  const names = ['not ready', 'ready', 'success', 'failure', 'not required'];
  scene.run.observe(value.Result === result, {
    text: `${step} brings ${names[result]}`,
    expected: String(result),
    observed: `${value.Result} (${names[value.Result] ?? 'unknown'})`,
    field: 'Result',
  });
}

function togglesRight(scene: SlacScene, value: MmeOf<typeof validateCnf>): void {
  resultIs(scene, value, 2, 'step 2');
  scene.run.observe(value.ToggleNum === toggles, {
    text: 'the charger has counted the toggles of the control pilot',
    expected: String(toggles),
    observed: String(value.ToggleNum),
    field: 'ToggleNum',
  });
}

slacCase(
  'CMN CmValidate_001',
  {
    title: 'validation by toggles of the control pilot',
    purpose:
      'A charger proves that it is the one at the cable of the vehicle: it says that it is ready and counts the toggles.',
    likelyCauses: ['the pilot is sampled too slowly for 300 ms', 'each edge is counted'],
    nextStep,
  },
  async (scene) => {
    scene.when('When it validates with two toggles');
    togglesRight(scene, await validated(scene));
  },
);

slacCase(
  'CMN CmValidate_002',
  {
    title: 'step 1 of the validation twice',
    purpose: 'A vehicle that lost the answer asks again whether the charger is ready, and is told again.',
    likelyCauses: ['the second request is taken for step 2'],
    nextStep,
  },
  async (scene) => {
    scene.when('When it asks twice');
    resultIs(scene, await stepOne(scene), 1, 'step 1');
    resultIs(scene, await stepOne(scene), 1, 'step 1 again');
  },
);

slacCase(
  'CMN CmValidate_003',
  {
    title: 'no step 2 after step 1',
    purpose: 'A charger that said ready gives the matching up when step 2 does not come within TT_match_sequence.',
    likelyCauses: ['the charger waits for ever'],
    nextStep,
  },
  async (scene) => {
    scene.when('When step 2 comes only after TT_match_sequence');
    const first = await scene.sent(validateReq, () => scene.vehicle.validate());
    resultIs(
      scene,
      (await scene.expectReply(first, validateCnf, 'TT_match_response', scene.ms('TT_match_response'))).value,
      1,
      'step 1',
    );
    await scene.pause(3 * (scene.ms('TT_match_sequence') + scene.marginMs));
    fewAnswers(scene, first);
    await lateStepTwo(scene);
  },
);

slacCase(
  'CMN CmValidate_004',
  {
    title: 'step 2 with SignalType 0xFF',
    purpose: 'A charger ignores a step 2 whose SignalType it does not know; the matching ends for want of a good one.',
    likelyCauses: ['SignalType is not looked at'],
    nextStep,
  },
  async (scene) => {
    scene.when('When each step 2 has SignalType 0xFF');
    const first = await scene.sent(validateReq, () => scene.vehicle.validate());
    resultIs(
      scene,
      (await scene.expectReply(first, validateCnf, 'TT_match_response', scene.ms('TT_match_response'))).value,
      1,
      'step 1',
    );
    const bad = await scene.sent(validateReq, () => scene.vehicle.validate(toggleTimer(scene), { SignalType: 0xff }));
    await scene.pilot.toggle(toggles, scene.ms('TP_EV_vald_state_duration'));
    await scene.pause(
      scene.ms('TP_EV_vald_toggle') - 2 * toggles * scene.ms('TP_EV_vald_state_duration') + scene.marginMs,
    );
    scene.run.observe(
      scene.replies(bad, validateCnf).every((one) => one.mme !== undefined && !succeeded(one)),
      {
        text: 'the bad step 2 brings no success',
        expected: 'no CM_VALIDATE.CNF with success',
        observed: `${scene.replies(bad, validateCnf).length} CM_VALIDATE.CNF`,
      },
    );
    fewAnswers(scene, first);
    await lateStepTwo(scene);
  },
);

function succeeded({ mme }: SeenMme): boolean {
  return mme.body[2] === 2;
}

/** The answer to step 1 and its repeats: three at most. */
function fewAnswers(scene: SlacScene, first: SeenMme): void {
  const answers = scene.replies(first, validateCnf).length;
  const most = scene.mostSent;
  scene.run.observe(answers <= most, {
    text: 'step 1 is answered, and the answer repeated C_EV_match_retry times at most',
    expected: `1 to ${most} CM_VALIDATE.CNF`,
    observed: String(answers),
  });
}

async function lateStepTwo(scene: SlacScene): Promise<void> {
  const late = await scene.sent(validateReq, () => scene.vehicle.validate(toggleTimer(scene)));
  const toggled = scene.pilot.toggle(toggles, scene.ms('TP_EV_vald_state_duration'));
  await scene.expectSilence(late, validateCnf, 'TP_EV_vald_toggle', scene.ms('TP_EV_vald_toggle') + scene.marginMs);
  await toggled;
}

for (const [number, result, name] of [
  ['005', 0, 'not ready'],
  ['006', 2, 'success'],
  ['007', 3, 'failure'],
  ['008', 4, 'not required'],
] as const) {
  slacCase(
    `CMN CmValidate_${number}`,
    {
      title: `step 2 with the result ${name}`,
      purpose: `A vehicle that says ${name} in step 2 does not go on: the charger answers nothing more and ends the matching.`,
      likelyCauses: ['the result in the request is not looked at'],
      nextStep,
    },
    async (scene) => {
      scene.when(`When step 2 says ${name}`);
      resultIs(scene, await stepOne(scene), 1, 'step 1');
      const bad = await scene.sent(validateReq, () => scene.vehicle.validate(toggleTimer(scene), { Result: result }));
      const toggled = scene.pilot.toggle(toggles, scene.ms('TP_EV_vald_state_duration'));
      // Longer than the TT_match_sequence of the list: a charger that took it would answer after the toggles.
      await scene.expectSilence(
        bad,
        validateCnf,
        'TT_match_sequence and the toggles',
        scene.ms('TP_EV_vald_toggle') + scene.marginMs,
      );
      await toggled;
    },
  );
}

slacCase(
  'CMN CmValidate_009',
  {
    title: 'two vehicles validate at once',
    purpose:
      'A charger that watches its pilot for one vehicle tells another one that it is not ready, and goes on counting for the first.',
    likelyCauses: ['there is one counter for all vehicles', 'the second request ends the first validation'],
    nextStep,
  },
  async (scene) => {
    const other = scene.anotherVehicle();
    await scene.askParameters(other);
    await soundAndConfirm(scene, other);
    scene.when('When the second one asks while the first one toggles');
    resultIs(scene, await stepOne(scene), 1, 'step 1 of the first vehicle');
    const second = await scene.sent(validateReq, () => scene.vehicle.validate(toggleTimer(scene)));
    const toggled = scene.pilot.toggle(toggles, scene.ms('TP_EV_vald_state_duration'));
    resultIs(scene, await stepOne(scene, other), 0, 'step 1 of the second vehicle');
    togglesRight(
      scene,
      (
        await scene.expectReply(
          second,
          validateCnf,
          'TP_EV_vald_toggle + 0.25 s',
          scene.ms('TP_EV_vald_toggle') + scene.marginMs,
        )
      ).value,
    );
    await toggled;
  },
);

slacCase(
  'CMN CmValidate_010',
  {
    title: 'a charger that cannot see toggles',
    purpose: 'A charger that cannot validate says failure, so that the vehicle may go to another one.',
    likelyCauses: ['the charger does not answer at all'],
    nextStep,
  },
  async (scene) => {
    scene.when('When it asks whether the charger is ready');
    resultIs(scene, await stepOne(scene), 3, 'step 1');
  },
);

slacCase(
  'CMN CmValidate_011',
  {
    title: 'validation although it is not required',
    purpose: 'A charger that needs no validation says so, and still validates with a vehicle that wants to.',
    likelyCauses: ['not required ends the matching'],
    nextStep,
  },
  async (scene) => {
    scene.when('When it validates nevertheless');
    resultIs(scene, await stepOne(scene), 4, 'step 1');
    const second = await scene.sent(validateReq, () => scene.vehicle.validate(toggleTimer(scene)));
    const toggled = scene.pilot.toggle(toggles, scene.ms('TP_EV_vald_state_duration'));
    const { value } = await scene.expectReply(
      second,
      validateCnf,
      'TP_EV_vald_toggle + 0.25 s',
      scene.ms('TP_EV_vald_toggle') + scene.marginMs,
    );
    await toggled;
    togglesRight(scene, value);
  },
);

slacCase(
  'CMN CmValidate_012',
  {
    title: 'match without a validation that is not required',
    purpose: 'A charger that needs no validation confirms the match of a vehicle that goes on at once.',
    likelyCauses: ['after step 1 the charger waits for step 2 only'],
    nextStep,
  },
  async (scene) => {
    scene.when('When it chooses the charger after step 1');
    resultIs(scene, await stepOne(scene), 4, 'step 1');
    scene.fields('CM_SLAC_MATCH.CNF', await matched(scene), { MVFLength: 0x56, RunID: scene.vehicle.runId });
  },
);

slacCase(
  'CMN CmValidate_013',
  {
    title: 'validation without a plug',
    purpose: 'A charger whose vehicle was unplugged answers no CM_VALIDATE.REQ.',
    likelyCauses: ['the matching does not look at the control pilot once it has begun'],
    nextStep,
  },
  async (scene) => {
    scene.when('When it is unplugged and asks');
    await scene.pilot.set('A');
    await scene.pause(50);
    const request = await scene.sent(validateReq, () => scene.vehicle.validate());
    await scene.expectSilence(
      request,
      validateCnf,
      'TT_match_response',
      scene.ms('TT_match_response') + scene.marginMs,
    );
  },
);
