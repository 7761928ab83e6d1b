import type { SteeredVehicle } from '../../src/peers/slac/steered-vehicle.js';
import type { MmeOf } from '../../src/wire/homeplug/define-mme.js';
import { attenCharInd, attenCharRsp } from '../../src/wire/homeplug/messages/cm-atten-char.js';
import { slacMatchCnf, slacMatchReq } from '../../src/wire/homeplug/messages/cm-slac-match.js';
import { startAttenCharInd } from '../../src/wire/homeplug/messages/cm-start-atten-char.js';
import { doubtSilence } from './line-witness.js';
import { parametersRight } from './parameters-right.js';
import { slacCase } from './slac-case.js';
import type { SlacScene } from './slac-scene.js';
import type { SeenMme } from './slac-wire.js';
import { given, linked, matchAndSetKeys, sounded } from './states.js';

const nextStep = '`plumbline slac vehicle` at the same modem shows what the charger reports; docs/plc.md';
/** An identifier that is not zero. */
const someId = `${'00'.repeat(16)}01`;
const nobody = '00:00:00:00:00:00';

function reportRight(scene: SlacScene, report: MmeOf<typeof attenCharInd>, sounds: number): void {
  scene.fields('CM_ATTEN_CHAR.IND', report, {
    ApplicationType: 0,
    SecurityType: 0,
    SourceAddress: scene.vehicle.mac,
    RunID: scene.vehicle.runId,
    SourceId: '',
    ResponderId: '',
    NumSounds: sounds,
  });
  scene.run.observe(report.Attenuation.length === 58, {
    text: 'the report has one value for each of the 58 carrier groups',
    expected: '58',
    observed: String(report.Attenuation.length),
    field: 'Attenuation',
  });
}

slacCase(
  'CMN AttenuationCharacterization_001',
  {
    title: 'attenuation of ten sounds',
    purpose:
      'A charger that heard the sounds of a vehicle tells it the attenuation of each carrier group, over all ten sounds.',
    likelyCauses: [
      'the modem of the charger reports no CM_ATTEN_PROFILE.IND',
      'the report is sent before the last sound',
    ],
    nextStep,
  },
  async (scene) => {
    scene.when('When it announces, sounds ten times and confirms the report');
    const { start, report } = await sounded(scene);
    reportRight(scene, report, 10);
    await scene.sent(attenCharRsp, () => scene.vehicle.confirmReport());
    await scene.pause(2 * scene.ms('TT_match_response'));
    scene.run.observe(scene.replies(start, attenCharInd).length === 1, {
      text: 'a report that was confirmed is not repeated',
      expected: '1 CM_ATTEN_CHAR.IND',
      observed: String(scene.replies(start, attenCharInd).length),
    });
  },
);

slacCase(
  'CMN AttenuationCharacterization_002',
  {
    title: 'the vehicle begins again after the report',
    purpose: 'A charger takes a new CM_SLAC_PARM.REQ of a vehicle, with another RunID, for a new matching at any time.',
    likelyCauses: ['the charger waits for CM_ATTEN_CHAR.RSP and is deaf meanwhile'],
    nextStep,
  },
  async (scene) => {
    scene.when('When it does not confirm the report and asks for parameters with a new RunID');
    reportRight(scene, (await sounded(scene)).report, 10);
    scene.vehicle.renew();
    parametersRight(scene, await scene.askParameters());
  },
);

slacCase(
  'CMN AttenuationCharacterization_003',
  {
    title: 'attenuation of nine sounds',
    purpose:
      'A sound that was lost does not keep the report back: it comes when TT_EVSE_match_MNBC is over, over the sounds that were heard.',
    likelyCauses: ['the charger waits for all ten sounds'],
    nextStep,
  },
  async (scene) => {
    scene.when('When it announces ten sounds and makes nine');
    const start = await scene.sent(startAttenCharInd, () => scene.vehicle.announce({}, 1));
    await scene.vehicle.announce({}, 2);
    await scene.vehicle.sound(9);
    const { value } = await scene.expectReply(
      start,
      attenCharInd,
      'TT_EV_atten_results',
      scene.ms('TT_EV_atten_results'),
    );
    reportRight(scene, value, 9);
  },
);

/** Attenuation that is put on the line between two sounds of the same vehicle, dB. */
const addedDb = 10;
/** par_SECC_attenuationDeviation has no published value: half of what was added, and no more than twice. */
const leastDb = 5;

slacCase(
  'CMN AttenuationCharacterization_020',
  {
    title: 'a weaker vehicle is reported as weaker',
    purpose: 'The attenuation that a charger reports follows the power at which the vehicle sounds.',
    likelyCauses: ['the charger reports values that it did not measure', 'its receiver is overdriven'],
    nextStep,
  },
  async (scene) => {
    const { bench } = scene.harness;
    if (!bench.offers('power-line-control')) {
      scene.run.inconclusive('the bench cannot lower the power of the vehicle (capability power-line-control)');
      return;
    }
    const line = bench.capability('power-line-control');
    const before = await line.settings(0);
    const mean = ({ Attenuation }: MmeOf<typeof attenCharInd>) =>
      Attenuation.reduce((sum, db) => sum + db, 0) / Attenuation.length;
    const strong = (await sounded(scene)).report;
    await scene.sent(attenCharRsp, () => scene.vehicle.confirmReport());
    await matchAndSetKeys(scene);
    await linked(scene);
    try {
      await line.set(0, { attenuationDb: before.attenuationDb.map((db) => db + addedDb) });
      scene.vehicle.renew();
      await given(scene, 'parm_done');
      scene.when(`When it sounds again, ${addedDb} dB weaker`);
      const weak = (await sounded(scene)).report;
      reportRight(scene, weak, 10);
      const difference = mean(weak) - mean(strong);
      scene.run.observe(difference >= leastDb && difference <= 2 * addedDb, {
        text: 'the report shows the loss',
        expected: `${leastDb} to ${2 * addedDb} dB more`,
        observed: `${mean(strong).toFixed(2)} dB, then ${mean(weak).toFixed(2)} dB`,
      });
    } finally {
      await line.set(0, { attenuationDb: before.attenuationDb });
    }
  },
);

type Response = Partial<MmeOf<typeof attenCharRsp>>;
const badResponses: readonly (readonly [string, string, ((vehicle: SteeredVehicle) => Response) | undefined])[] = [
  ['004', 'is missing', undefined],
  ['005', 'has ApplicationType 0xFF', () => ({ ApplicationType: 0xff })],
  ['006', 'has SecurityType 0xFF', () => ({ SecurityType: 0xff })],
  ['007', 'names nobody as source', () => ({ SourceAddress: nobody })],
  ['008', 'has another RunID', (vehicle) => ({ RunID: vehicle.foreignRunId() })],
  ['009', 'has a SourceId', () => ({ SourceId: someId })],
  ['010', 'has a ResponderId', () => ({ ResponderId: someId })],
  ['011', 'has Result 0xFF', () => ({ Result: 0xff })],
];
for (const [number, what, wrong] of badResponses) {
  slacCase(
    `CMN AttenuationCharacterization_${number}`,
    {
      title: `CM_ATTEN_CHAR.RSP ${what}`,
      purpose:
        'A report that is not confirmed properly is repeated twice at most; then the matching is over, and a match is not confirmed.',
      likelyCauses: ['the response is not looked at', 'the repeats are not counted'],
      nextStep,
    },
    async (scene) => {
      const { vehicle, run } = scene;
      scene.when(`When the confirmation of each report ${what}`);
      const { start } = await sounded(scene);
      for (let answered = 0, round = 0; round < 6; round++) {
        const reports = scene.replies(start, attenCharInd).length;
        if (wrong !== undefined && reports > answered)
          await scene.sent(attenCharRsp, () => vehicle.confirmReport(wrong(vehicle)));
        answered = reports;
        await scene.wire.until(
          () => (scene.replies(start, attenCharInd).length > reports ? true : undefined),
          scene.ms('TT_match_response') + scene.marginMs,
        );
      }
      const reports = scene.replies(start, attenCharInd);
      const most = scene.mostSent;
      if (reports.length < 2) await doubtSilence(scene, reports.at(-1)?.number ?? start.number);
      run.require(reports.length >= 2 && reports.length <= most, {
        text: 'the report is repeated while it is not confirmed, C_EV_match_retry times at most',
        expected: `2 to ${most} CM_ATTEN_CHAR.IND`,
        observed: String(reports.length),
      });
      await scene.sent(attenCharRsp, () => vehicle.confirmReport());
      await unmatched(scene);
    },
  );
}

async function unmatched(scene: SlacScene): Promise<void> {
  const request = await scene.sent(slacMatchReq, () => scene.vehicle.askMatch());
  await scene.expectSilence(request, slacMatchCnf, 'TT_match_response', scene.ms('TT_match_response') + scene.marginMs);
}

type Start = Partial<MmeOf<typeof startAttenCharInd>>;
const badStarts: readonly (readonly [string, string, (vehicle: SteeredVehicle) => Start])[] = [
  ['013', 'has ApplicationType 0xFF', () => ({ ApplicationType: 0xff })],
  ['014', 'has SecurityType 0xFF', () => ({ SecurityType: 0xff })],
  ['015', 'announces no sounds', () => ({ NumSounds: 0 })],
  ['016', 'has a time of 0', () => ({ TimeOut: 0 })],
  ['017', 'has ResponseType 0', () => ({ ResponseType: 0 })],
  ['018', 'has another RunID', (vehicle) => ({ RunID: vehicle.foreignRunId() })],
  // The list gives no value for the wrong station: nobody.
  ['021', 'forwards to nobody', () => ({ ForwardingSta: nobody })],
];
for (const [number, what, wrong] of badStarts) {
  slacCase(
    `CMN AttenuationCharacterization_${number}`,
    {
      title: `CM_START_ATTEN_CHAR.IND ${what}`,
      purpose: 'A sounding that was not announced properly is not reported.',
      likelyCauses: ['the announcement is not looked at', 'the charger counts sounds without an announcement'],
      nextStep,
    },
    async (scene) => {
      scene.when(`When the announcement ${what}`);
      await noReport(scene, await scene.sent(startAttenCharInd, () => scene.vehicle.announce(wrong(scene.vehicle))));
    },
  );
}

/** Sounds and looks for silence until TT_EV_atten_results is over. */
async function noReport(scene: SlacScene, start: SeenMme): Promise<void> {
  await scene.vehicle.sound();
  await scene.expectSilence(start, attenCharInd, 'TT_EV_atten_results', scene.ms('TT_EV_atten_results'));
}

slacCase(
  'CMN AttenuationCharacterization_012',
  {
    title: 'the announcement comes after TT_match_sequence',
    purpose:
      'A charger gives a matching up when the vehicle does not go on within TT_match_sequence of CM_SLAC_PARM.CNF.',
    likelyCauses: ['the charger has no TT_match_sequence'],
    nextStep,
  },
  async (scene) => {
    scene.when('When it waits for TT_match_sequence before it announces and sounds');
    await scene.pause(scene.ms('TT_match_sequence') + scene.marginMs);
    await noReport(scene, await scene.sent(startAttenCharInd, () => scene.vehicle.announce()));
  },
);

slacCase(
  'CMN AttenuationCharacterization_019',
  {
    title: 'sounds without a plug',
    purpose: 'A charger whose vehicle is unplugged during the matching ends it and reports nothing.',
    likelyCauses: ['the matching does not look at the control pilot once it has begun'],
    nextStep,
  },
  async (scene) => {
    scene.when('When it is unplugged, announces and sounds');
    await scene.pilot.set('A');
    await noReport(scene, await scene.sent(startAttenCharInd, () => scene.vehicle.announce()));
  },
);
