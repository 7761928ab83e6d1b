import { ampMapCnf, ampMapReq } from '../../src/wire/homeplug/messages/cm-amp-map.js';
import { Evcc } from '../iso15118-2/evcc.js';
import { doubtSilence } from './line-witness.js';
import { definitionOf, longId, publishedCase } from './published-cases.js';
import { sceneCase, slacCase } from './slac-case.js';
import type { SlacScene } from './slac-scene.js';
import { given } from './states.js';

// The list has 58 values and the port 917: a charger takes either, since the message says itself how many there are.
const nextStep =
  'HomePlug has 917 carriers in an amplitude map and SLAC 58 groups: see which of them the charger takes';

async function confirmed(scene: SlacScene, carriers?: number): Promise<void> {
  const request = await scene.sent(ampMapReq, () => scene.vehicle.askAmplitudeMap(carriers));
  const { value } = await scene.expectReply(request, ampMapCnf, 'TT_match_response', scene.ms('TT_match_response'));
  scene.fields('CM_AMP_MAP.CNF', value, { Result: 0 });
}

slacCase(
  'CMN CmAmpMap_001',
  {
    title: 'amplitude map of the vehicle',
    purpose:
      'A charger that is linked takes an amplitude map of its vehicle and confirms it. How strongly it sends then is not looked at.',
    likelyCauses: ['the message goes to the modem and not to the host'],
    nextStep,
  },
  async (scene) => {
    scene.when('When it sends an amplitude map');
    await confirmed(scene);
  },
);

slacCase(
  'CMN CmAmpMap_006',
  {
    title: 'amplitude map of the vehicle, again',
    purpose: 'A charger confirms an amplitude map that comes again.',
    likelyCauses: ['the exchange is over after the first one'],
    nextStep,
  },
  async (scene) => {
    scene.when('When it sends the amplitude map twice');
    await confirmed(scene);
    await confirmed(scene);
  },
);

slacCase(
  'CMN CmAmpMap_007',
  {
    title: 'three amplitude maps at once',
    purpose: 'A charger confirms each amplitude map of a burst.',
    likelyCauses: ['requests that come while one is handled are lost'],
    nextStep,
  },
  async (scene) => {
    scene.when('When it sends three amplitude maps without a pause');
    const before = scene.wire.now;
    const last = await scene.sent(ampMapReq, () => {
      for (let sent = 0; sent < 3; sent++) scene.vehicle.askAmplitudeMap();
    });
    await scene.pause(scene.ms('TT_match_response') + scene.marginMs);
    const own = scene.wire.after(before);
    const answers = own.filter(
      ({ mme, destination }) => mme.type === ampMapCnf.type && destination === scene.vehicle.mac,
    );
    if (answers.length < 3) await doubtSilence(scene, last.number);
    scene.run.observe(answers.length === 3 && answers.every(({ mme }) => mme.body[0] === 0), {
      text: 'each of the three is confirmed with result 0',
      expected: '3 CM_AMP_MAP.CNF',
      observed: String(answers.length),
    });
    const lateMs = answers.map(({ ns }) => Number(ns - last.ns) / 1e6);
    scene.run.observe(
      lateMs.every((ms) => ms <= scene.ms('TT_match_response')),
      { text: 'within TT_match_response of the last', observed: lateMs.map((ms) => `${ms.toFixed(1)} ms`).join(', ') },
    );
  },
);

slacCase(
  'CMN CmAmpMap_008',
  {
    title: 'after an amplitude map the charger is still found',
    purpose: 'An amplitude map leaves enough of the line: the charger answers SDP afterwards.',
    likelyCauses: ['the map was applied to the wrong carriers'],
    nextStep,
  },
  async (scene) => {
    scene.when('When it sends an amplitude map and then looks for the charger');
    await confirmed(scene);
    const evcc = new Evcc(scene.harness, scene.run);
    try {
      const drive = await evcc.vehicle.driveTo('sdp-answered');
      scene.run.observe(drive.reached, {
        text: 'the charger answers SECCDiscoveryReq',
        expected: 'SECCDiscoveryRes',
        observed: drive.reached ? 'one' : (drive.failure?.text ?? drive.state),
      });
    } finally {
      await evcc.leave();
    }
  },
);

slacCase(
  'CMN CmAmpMap_005',
  {
    title: 'amplitude map without carriers',
    purpose: 'A charger does not confirm an amplitude map that is empty.',
    likelyCauses: ['the length is not looked at'],
    nextStep,
  },
  async (scene) => {
    scene.when('When it sends an empty amplitude map, three times');
    for (let time = 0; time < 3; time++) {
      const request = await scene.sent(ampMapReq, () => scene.vehicle.askAmplitudeMap(0));
      await scene.expectSilence(
        request,
        ampMapCnf,
        'TT_match_response',
        scene.ms('TT_match_response') + scene.marginMs,
      );
    }
  },
);

/** The charger may send its map as soon as it sees the link, so the case looks from before the match on. */
function chargersMap(
  short: string,
  title: string,
  purpose: string,
  body: (scene: SlacScene, from: number) => Promise<void>,
): void {
  const id = longId(short);
  const words = { title, purpose, likelyCauses: ['the charger never sends an amplitude map'], nextStep };
  sceneCase(definitionOf(id, words), async (scene) => {
    const from = scene.wire.now;
    await given(scene, publishedCase(id).state as 'linked');
    await body(scene, from);
  });
}

async function maps(scene: SlacScene, from: number): Promise<number> {
  const own = () =>
    scene.wire
      .after(from)
      .filter(({ mme, destination }) => mme.type === ampMapReq.type && destination === scene.vehicle.mac);
  await scene.wire.until(() => own()[0], scene.ms('TT_amp_map_exchange') + 2 * scene.marginMs);
  if (own().length === 0) await doubtSilence(scene, scene.wire.now);
  return own().length;
}

chargersMap(
  'CMN CmAmpMap_002',
  'amplitude map of the charger',
  'A charger that wants an amplitude map asks for it at once when the link is there, and no more once it is confirmed.',
  async (scene, from) => {
    scene.when('When the link is there');
    const first = await maps(scene, from);
    scene.run.require(first > 0, {
      text: 'the charger sends CM_AMP_MAP.REQ',
      expected: 'within TT_amp_map_exchange of the link',
      observed: 'none',
    });
    await scene.sent(ampMapCnf, () => scene.vehicle.confirmAmplitudeMap());
    const confirmedAt = scene.wire.now;
    await scene.pause(2 * scene.ms('TT_match_response') + scene.marginMs);
    const more = scene.wire.after(confirmedAt).filter(({ mme }) => mme.type === ampMapReq.type).length;
    scene.run.observe(more === 0, {
      text: 'a map that is confirmed is not sent again',
      expected: '0',
      observed: String(more),
    });
  },
);

for (const [number, title, result] of [
  ['003', 'amplitude map of the charger without an answer', undefined],
  ['004', 'amplitude map of the charger, answered with 0xFF', 0xff],
] as const) {
  chargersMap(
    `CMN CmAmpMap_${number}`,
    title,
    'A charger repeats its amplitude map twice at most when it is not confirmed.',
    async (scene, from) => {
      scene.when(
        result === undefined ? 'When it does not answer' : 'When it answers with a result that is not success',
      );
      const first = await maps(scene, from);
      scene.run.require(first > 0, { text: 'the charger sends CM_AMP_MAP.REQ', expected: 'one', observed: 'none' });
      for (let round = 0; round < 4; round++) {
        if (result !== undefined) await scene.sent(ampMapCnf, () => scene.vehicle.confirmAmplitudeMap(result));
        await scene.pause(scene.ms('TT_match_response') + scene.marginMs);
      }
      const all = await maps(scene, from);
      const most = scene.mostSent;
      scene.run.observe(all <= most, {
        text: 'the map is repeated C_EV_match_retry times at most',
        expected: `at most ${most} CM_AMP_MAP.REQ`,
        observed: String(all),
      });
    },
  );
}
