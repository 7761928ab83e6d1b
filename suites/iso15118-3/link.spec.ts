import { attenCharInd, attenCharRsp } from '../../src/wire/homeplug/messages/cm-atten-char.js';
import { slacParmCnf, slacParmReq } from '../../src/wire/homeplug/messages/cm-slac-parm.js';
import { doubtSilence } from './line-witness.js';
import { connectionLossMs, leaves } from './network.js';
import { parametersRight } from './parameters-right.js';
import { definitionOf, longId } from './published-cases.js';
import { sceneCase, slacCase } from './slac-case.js';
import { given, linked, matchAndSetKeys, sounded, validated } from './states.js';

const nextStep =
  'the log of the gateway tells its keys and when it saw the link come and go; `plumbline plc` shows the network of the modem';

slacCase(
  'CMN PLCLinkStatus_001',
  {
    title: 'data link after the match',
    purpose: 'The keys that a charger gives lead to a data link within TT_match_join.',
    likelyCauses: [
      'the modem of the charger has other keys than the charger tells',
      'the modems do not find each other',
    ],
    nextStep,
  },
  async (scene) => {
    scene.when('When nothing more is sent');
    const joinMs = await scene.untilStations((count) => count > 0, scene.ms('TT_match_join'));
    if (joinMs === undefined) await doubtSilence(scene, scene.wire.now);
    scene.run.observe(joinMs !== undefined, {
      text: 'the modem of the vehicle has the charger in its network',
      expected: `within TT_match_join, ${scene.ms('TT_match_join')} ms`,
      observed: joinMs === undefined ? 'it is alone' : `after ${joinMs.toFixed(0)} ms`,
    });
  },
);

slacCase(
  'CMN PLCLinkStatus_003',
  {
    title: 'a charger that is linked ignores SLAC',
    purpose: 'A charger that has its vehicle answers no other matching, whoever asks.',
    likelyCauses: ['the charger does not know that it is linked'],
    nextStep,
  },
  async (scene) => {
    scene.when('When somebody asks for the parameters');
    const sent = await scene.sent(slacParmReq, () => scene.vehicle.askParameters());
    await scene.expectSilence(sent, slacParmCnf, 'TT_match_response', scene.ms('TT_match_response') + scene.marginMs);
  },
);

slacCase(
  'CMN PLCLinkStatus_004',
  {
    title: 'five vehicles at once',
    purpose:
      'A charger serves the matchings of several vehicles side by side, each with its own report, and links the one that chooses it.',
    likelyCauses: ['there is room for one matching only', 'reports are sent to the vehicle that asked last'],
    nextStep,
  },
  async (scene) => {
    const vehicles = [scene.vehicle, ...Array.from({ length: 4 }, () => scene.anotherVehicle())];
    scene.when('When five vehicles ask and sound at the same time');
    const asked = await Promise.all(vehicles.map((one) => scene.sent(slacParmReq, () => one.askParameters(), one)));
    for (const [index, one] of vehicles.entries()) {
      const { seen, value } = await scene.expectReply(
        asked[index]!,
        slacParmCnf,
        'TT_match_response',
        scene.ms('TT_match_response'),
        one,
      );
      one.station = seen.source;
      parametersRight(scene, value, one);
    }
    const reports = await Promise.all(vehicles.map((one) => sounded(scene, one)));
    for (const [index, { start, report }] of reports.entries()) {
      const one = vehicles[index]!;
      scene.fields('CM_ATTEN_CHAR.IND', report, { SourceAddress: one.mac, RunID: one.runId });
      const others = scene.replies(start, attenCharInd, one).length;
      scene.run.observe(others >= 1, {
        text: 'each vehicle has its own report',
        expected: '1',
        observed: String(others),
      });
    }
    await scene.sent(attenCharRsp, () => scene.vehicle.confirmReport());
    if (scene.harness.pics['PIXIT_SECC_CMN_CmValidate'] === 'cmValidate') await validated(scene);
    await matchAndSetKeys(scene);
    await linked(scene);
  },
);

slacCase(
  'CMN PLCLinkStatus_002',
  {
    title: 'unplugged while linked',
    purpose: 'A charger leaves the network within TP_match_leave when its vehicle is unplugged.',
    likelyCauses: ['the charger keeps its keys', 'it waits for the end of the session above'],
    nextStep,
  },
  async (scene) => {
    scene.when('When it is unplugged');
    const from = process.hrtime.bigint();
    await scene.pilot.set('A');
    await leaves(scene, from);
  },
);

sceneCase(
  definitionOf(longId('CMN PLCLinkStatus_005'), {
    title: 'the vehicle changes its network',
    purpose: 'A charger whose link goes without a word leaves the network: the keys of before lead nowhere.',
    likelyCauses: ['the charger does not watch its link'],
    nextStep,
  }),
  async (scene) => {
    await given(scene, 'sounding_done');
    if (scene.harness.pics['PIXIT_SECC_CMN_CmValidate'] === 'cmValidate') await validated(scene);
    const keys = await matchAndSetKeys(scene);
    await linked(scene);
    scene.when('When its modem takes other keys, and later those of before');
    await scene.modem.leaveNetwork();
    await scene.pause(connectionLossMs(scene));
    await scene.modem.setKeys(keys);
    await scene.pause(1000);
    const { count } = await scene.modem.stations();
    scene.countSilence();
    scene.run.observe(count === 0, {
      text: 'nobody is in the network of before',
      expected: '0 stations',
      observed: String(count),
    });
  },
);
