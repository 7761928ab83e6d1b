import type { SteeredVehicle } from '../../src/peers/slac/steered-vehicle.js';
import { networkIdentifier } from '../../src/transport/slac/network-key.js';
import type { MmeOf } from '../../src/wire/homeplug/define-mme.js';
import { slacMatchCnf, slacMatchReq } from '../../src/wire/homeplug/messages/cm-slac-match.js';
import { slacCase } from './slac-case.js';
import type { SlacScene } from './slac-scene.js';
import { matched } from './states.js';

const nextStep = '`plumbline slac vehicle` at the same modem shows whether the keys that it gets are good; docs/plc.md';
const someId = `${'00'.repeat(16)}01`;
const nobody = '00:00:00:00:00:00';

function keysRight(scene: SlacScene, value: MmeOf<typeof slacMatchCnf>): void {
  const { vehicle, run } = scene;
  scene.fields('CM_SLAC_MATCH.CNF', value, {
    ApplicationType: 0,
    SecurityType: 0,
    MVFLength: 0x56,
    PevId: '',
    PevMac: vehicle.mac,
    EvseId: '',
    EvseMac: vehicle.station,
    RunID: vehicle.runId,
  });
  run.observe(!/^0*$/.test(value.Nmk) && !/(00){8}$/.test(value.Nmk), {
    text: 'the NMK has 16 bytes that are a key',
    expected: '16 bytes, not zeros',
    observed: value.Nmk.replace(/(..){4}$/, '********'),
    field: 'Nmk',
  });
  run.observe(value.Nid === networkIdentifier(value.Nmk), {
    text: 'the NID is the one that follows from the NMK',
    expected: networkIdentifier(value.Nmk),
    observed: value.Nid,
    field: 'Nid',
  });
}

// Odd numbers come from the sounding, even ones after a validation; the rest is the same.
const good = [
  ['001', 'after the sounding'],
  ['002', 'after the validation'],
] as const;
for (const [number, when] of good) {
  slacCase(
    `CMN CmSlacMatch_${number}`,
    {
      title: `CM_SLAC_MATCH ${when}`,
      purpose: 'A charger that a vehicle has chosen gives it the keys of its network within TT_match_response.',
      likelyCauses: ['the charger has forgotten the matching', 'its modem has no keys yet'],
      nextStep,
    },
    async (scene) => {
      scene.when('When it chooses the charger');
      keysRight(scene, await matched(scene));
    },
  );
}

for (const [number, when] of [
  ['003', 'after the sounding'],
  ['004', 'after the validation'],
] as const) {
  slacCase(
    `CMN CmSlacMatch_${number}`,
    {
      title: `CM_SLAC_MATCH.REQ twice, ${when}`,
      purpose: 'A vehicle that lost the confirmation asks again, and gets it again with the same keys.',
      likelyCauses: ['the first confirmation ends the matching', 'each request makes new keys'],
      nextStep,
    },
    async (scene) => {
      scene.when('When it takes no notice of the confirmation and asks again');
      const first = await matched(scene);
      await scene.pause(scene.ms('TT_match_response'));
      const second = await matched(scene);
      keysRight(scene, second);
      scene.fields('the second CM_SLAC_MATCH.CNF', second, { Nid: first.Nid, Nmk: first.Nmk });
    },
  );
}

/** After the sounding the charger keeps a vehicle for TT_EVSE_match_session, after a validation for TT_match_sequence. */
function patience(scene: SlacScene, number: string): readonly [string, number] {
  if (Number(number) % 2 === 0) return ['TT_match_sequence', scene.ms('TT_match_sequence')];
  return ['TT_EVSE_match_session', scene.ms('TT_EVSE_match_session')];
}

for (const number of ['005', '006'] as const) {
  slacCase(
    `CMN CmSlacMatch_${number}`,
    {
      title:
        number === '005'
          ? 'no choice within TT_EVSE_match_session'
          : 'no choice within TT_match_sequence of the validation',
      purpose: 'A charger that is not chosen in time forgets the matching.',
      likelyCauses: ['the charger keeps matchings for ever', 'the timer is started by each message'],
      nextStep,
    },
    async (scene) => {
      const [, ms] = patience(scene, number);
      scene.when('When it chooses the charger after that');
      await scene.pause(ms + scene.marginMs);
      const request = await scene.sent(slacMatchReq, () => scene.vehicle.askMatch());
      await scene.expectSilence(
        request,
        slacMatchCnf,
        'TT_match_response',
        scene.ms('TT_match_response') + scene.marginMs,
      );
    },
  );
}

type Request = Partial<MmeOf<typeof slacMatchReq>>;
const wrong: readonly (readonly [readonly [string, string], string, (vehicle: SteeredVehicle) => Request])[] = [
  [['007', '008'], 'ApplicationType 0xFF', () => ({ ApplicationType: 0xff })],
  [['009', '010'], 'SecurityType 0xFF', () => ({ SecurityType: 0xff })],
  [['011', '012'], 'MVFLength 0', () => ({ MVFLength: 0 })],
  [['013', '014'], 'an identifier of the vehicle', () => ({ PevId: someId })],
  [['015', '016'], 'an address of the vehicle that is none', () => ({ PevMac: nobody })],
  [['017', '018'], 'an identifier of the charger', () => ({ EvseId: someId })],
  [['019', '020'], 'an address of the charger that is none', () => ({ EvseMac: nobody })],
  [['021', '022'], 'another RunID', (vehicle) => ({ RunID: vehicle.foreignRunId() })],
];
for (const [numbers, what, changes] of wrong) {
  for (const number of numbers) {
    slacCase(
      `CMN CmSlacMatch_${number}`,
      {
        title: `CM_SLAC_MATCH.REQ with ${what}${Number(number) % 2 === 0 ? ', after the validation' : ''}`,
        purpose:
          'A charger ignores a choice that is not meant for it or not proper, and does not wait longer because of it.',
        likelyCauses: ['the field is not looked at', 'a bad request starts the timer again'],
        nextStep,
      },
      async (scene) => {
        const { vehicle } = scene;
        const [, ms] = patience(scene, number);
        scene.when(`When it chooses with ${what}, and properly when the charger's time is over`);
        const bad = await scene.sent(slacMatchReq, () => vehicle.askMatch(changes(vehicle)));
        await scene.expectSilence(
          bad,
          slacMatchCnf,
          'TT_match_response',
          Math.max(ms, scene.ms('TT_match_response')) + scene.marginMs,
        );
        const late = await scene.sent(slacMatchReq, () => vehicle.askMatch());
        await scene.expectSilence(
          late,
          slacMatchCnf,
          'TT_match_response',
          scene.ms('TT_match_response') + scene.marginMs,
        );
      },
    );
  }
}

for (const number of ['023', '024'] as const) {
  slacCase(
    `CMN CmSlacMatch_${number}`,
    {
      title: `a choice without a plug, ${number === '023' ? 'after the sounding' : 'after the validation'}`,
      purpose: 'A charger whose vehicle was unplugged gives its keys to nobody.',
      likelyCauses: ['the matching does not look at the control pilot once it has begun'],
      nextStep,
    },
    async (scene) => {
      scene.when('When it is unplugged and chooses the charger');
      await scene.pilot.set('A');
      await scene.pause(50);
      const request = await scene.sent(slacMatchReq, () => scene.vehicle.askMatch());
      await scene.expectSilence(
        request,
        slacMatchCnf,
        'TT_match_response',
        scene.ms('TT_match_response') + scene.marginMs,
      );
    },
  );
}
