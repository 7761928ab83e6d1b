import { attenCharRsp } from '../../src/wire/homeplug/messages/cm-atten-char.js';
import { sceneCase } from './slac-case.js';
import { given, sounded } from './states.js';

/** Spread of each sound that is set on the line, dB; the mean of ten has less than a third of it. */
const spreadDb = 6;
/** Root mean square over the groups of what may be left: four fifths of the spread of one sound would be no mean. */
const leftDb = 3.5;

sceneCase(
  {
    id: 'PL_SECC_CMN_Attenuation_001',
    title: 'the report is the mean of the sounds',
    purpose:
      'A charger reports the mean of each carrier group over all sounds, so that one loud disturbance does not choose the charger of a vehicle.',
    area: 'ISO 15118-3 AttenuationCharacterization',
    clause: 'ISO 15118-3:2015, A.9.2',
    requirements: ['V2G3-A09-44', 'V2G3-A09-45'],
    kind: 'valid',
    likelyCauses: ['the last CM_ATTEN_PROFILE.IND is reported', 'sums are not divided by the number of sounds'],
    nextStep: 'compare CM_ATTEN_PROFILE.IND at the modem of the charger with CM_ATTEN_CHAR.IND',
  },
  async (scene) => {
    const { bench } = scene.harness;
    if (!bench.offers('power-line-control')) {
      scene.run.inconclusive('the bench cannot set what each sound shows (capability power-line-control)');
      return;
    }
    const line = bench.capability('power-line-control');
    const { attenuationDb, attenuationNoiseDb } = await line.settings(0);
    const level = 30;
    try {
      await line.set(0, { attenuationDb: attenuationDb.map(() => level), attenuationNoiseDb: spreadDb });
      await given(scene, 'parm_done');
      scene.when(`When each sound differs by ${spreadDb} dB from group to group`);
      const { report } = await sounded(scene);
      await scene.sent(attenCharRsp, () => scene.vehicle.confirmReport());
      const { Attenuation } = report;
      const rms = Math.sqrt(Attenuation.reduce((sum, db) => sum + (db - level) ** 2, 0) / Attenuation.length);
      scene.run.observe(rms <= leftDb, {
        text: `the groups lie around ${level} dB, as the mean of ten sounds does`,
        expected: `at most ${leftDb} dB (root mean square; ten sounds of ${spreadDb} dB leave ${(spreadDb / Math.sqrt(10)).toFixed(1)} dB)`,
        observed: `${rms.toFixed(2)} dB`,
      });
    } finally {
      await line.set(0, { attenuationDb, attenuationNoiseDb });
    }
  },
);
