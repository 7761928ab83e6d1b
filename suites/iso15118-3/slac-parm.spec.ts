import { slacParmCnf, slacParmReq } from '../../src/wire/homeplug/messages/cm-slac-parm.js';
import { expectNoMessage, expectNothingElse } from './other-messages.js';
import { parametersRight } from './parameters-right.js';
import { isDigital, signalText } from './pilot-watch.js';
import { slacCase } from './slac-case.js';
import type { SlacScene } from './slac-scene.js';

const purpose =
  'A charger to which a vehicle is plugged in tells it, within TT_match_response, how it shall sound: to all, ten sounds, 600 ms, with the RunID that was sent.';
const likelyCauses = [
  'the modem of the charger is on another interface',
  'the charger does not see the control pilot',
  'the RunID is kept from an earlier matching',
];
const nextStep = '`plumbline slac vehicle` at the same modem shows the matching step by step; docs/plc.md';

for (const [number, state] of [
  ['001', 'B'],
  ['002', 'C'],
  ['003', 'D'],
] as const) {
  const title = `CM_SLAC_PARM with the control pilot in state ${state}`;
  slacCase(`CMN CmSlacParm_${number}`, { title, purpose, likelyCauses, nextStep }, async (scene) => {
    scene.when('When it asks for the parameters');
    const before = scene.wire.now;
    parametersRight(scene, await scene.askParameters());
    expectNothingElse(scene, before);
  });
}

// The port has the same case twice, under two ids; in DC one request alone must do.
for (const short of ['CMN CmSlacParm_008', 'CMN CmSlacParm_009', 'DC CmSlacParm_001']) {
  const words = {
    title: 'a charger that sleeps is woken by the plug-in',
    purpose:
      'A charger that nobody used for long shows 5 % within T_conn_max_comm of the plug-in and then answers CM_SLAC_PARM.REQ as any other.',
    likelyCauses: ['the modem of the charger is switched off in its sleep and takes too long to come back'],
    nextStep,
  };
  slacCase(short, words, async (scene) => {
    scene.when('When it asks for the parameters after T_conn_max_comm at the latest');
    await awake(scene);
    if (short === 'CMN CmSlacParm_008') {
      const sent = await scene.sent(slacParmReq, () => scene.vehicle.askParameters());
      if ((await scene.reply(sent, slacParmCnf, scene.ms('TT_match_response'))) === undefined)
        await scene.pause(scene.ms('TT_match_response'));
    }
    const before = scene.wire.now;
    parametersRight(scene, await scene.askParameters());
    expectNothingElse(scene, before);
  });
}

async function awake(scene: SlacScene): Promise<void> {
  const limitMs = scene.ms('T_conn_max_comm');
  const shown = await scene.pilot.next(isDigital, limitMs);
  scene.run.require(shown !== undefined, {
    text: 'the charger shows 5 % within T_conn_max_comm',
    expected: `3 to 7 %, 980 to 1020 Hz, within ${limitMs / 1000} s`,
    observed: shown === undefined ? signalText(await scene.pilot.signal()) : signalText(shown.signal),
  });
}

slacCase(
  'CMN CmSlacParm_004',
  {
    title: 'after TT_EVSE_SLAC_init no matching begins',
    purpose:
      'A charger whose vehicle stays silent gives the matching up at the end of TT_EVSE_SLAC_init and answers no CM_SLAC_PARM.REQ afterwards.',
    likelyCauses: ['the charger has no TT_EVSE_SLAC_init', 'any message of SLAC starts it again'],
    nextStep,
  },
  async (scene) => {
    scene.when('When it asks for the parameters after TT_EVSE_SLAC_init');
    const before = scene.wire.now;
    await lateRequest(scene);
    expectNoMessage(scene, before);
  },
);

for (const [number, field] of [
  ['005', 'ApplicationType'],
  ['006', 'SecurityType'],
] as const) {
  slacCase(
    `CMN CmSlacParm_${number}`,
    {
      title: `CM_SLAC_PARM.REQ with ${field} 0xFF`,
      purpose: `A charger ignores a CM_SLAC_PARM.REQ whose ${field} it does not know, and does not take it for the begin of a matching: TT_EVSE_SLAC_init runs on.`,
      likelyCauses: ['the fields are not looked at', 'every CM_SLAC_PARM.REQ stops TT_EVSE_SLAC_init'],
      nextStep,
    },
    async (scene) => {
      scene.when(`When it asks with ${field} 0xFF, and properly after TT_EVSE_SLAC_init`);
      const bad = await scene.sent(slacParmReq, () => scene.vehicle.askParameters({ [field]: 0xff }));
      await scene.expectSilence(bad, slacParmCnf, 'TT_match_response', scene.ms('TT_match_response') + scene.marginMs);
      await lateRequest(scene);
    },
  );
}

/** Waits for the end of the time in which a matching may begin, then asks. */
async function lateRequest(scene: SlacScene): Promise<void> {
  await scene.pause(scene.ms('TT_EVSE_SLAC_init') + scene.marginMs);
  const late = await scene.sent(slacParmReq, () => scene.vehicle.askParameters());
  await scene.expectSilence(late, slacParmCnf, 'TT_match_response', scene.ms('TT_match_response') + scene.marginMs);
}

slacCase(
  'CMN CmSlacParm_007',
  {
    title: 'CM_SLAC_PARM.REQ without a plug',
    purpose:
      'A charger at whose socket nothing is plugged in any more answers no CM_SLAC_PARM.REQ: it is meant for another one.',
    likelyCauses: ['the matching does not look at the control pilot'],
    nextStep,
  },
  async (scene) => {
    await scene.pause(1000);
    scene.when('When it is unplugged and asks for the parameters');
    await scene.pilot.set('A');
    await scene.pause(scene.marginMs);
    const sent = await scene.sent(slacParmReq, () => scene.vehicle.askParameters());
    await scene.expectSilence(sent, slacParmCnf, 'TT_match_response', scene.ms('TT_match_response') + scene.marginMs);
  },
);
