import { Evcc } from '../iso15118-2/evcc.js';
import { doubtSilence } from './line-witness.js';
import { leaves } from './network.js';
import { parametersRight } from './parameters-right.js';
import { isDigital, isFault, isNominal, isSteady, signalText } from './pilot-watch.js';
import { shows, stepOfEf } from './pilot-words.js';
import { definitionOf, longId } from './published-cases.js';
import { sceneCase } from './slac-case.js';
import type { SlacScene } from './slac-scene.js';
import { given } from './states.js';

/** How long a charger may take to see a state of the pilot, ms. */
const pilotDetectionMs = 200;
const nextStep = 'the log of the gateway tells how the session ended and what it made of its link';

/** A link, and a whole charging session over it that ends as wanted. Returns when SessionStop was answered, monotonic ns. */
async function sessionOver(scene: SlacScene, stop: 'Pause' | 'Terminate'): Promise<bigint> {
  await given(scene, 'linked');
  const { harness, run, pilot } = scene;
  const evcc = new Evcc(harness, run, {
    pilot: async (state) => {
      await pilot.set(state);
      // A charger debounces its pilot input: the next message must not come before it can have seen the state.
      await scene.pause(pilotDetectionMs);
    },
  });
  if (harness.variant.mode === 'AC') {
    // The charger closes its contactor only in state C, and answers PowerDeliveryReq then: the vehicle is in it before.
    await evcc.given('params-agreed');
    await pilot.set('C');
    await evcc.given('energy-off');
  } else await evcc.given('welding-checked');
  await pilot.set('B');
  await pilot.mark();
  const answer = await evcc.request('SessionStopReq', { stop });
  run.require(answer.responseCode === 'OK', {
    text: `the charger accepts SessionStop ${stop}`,
    expected: 'OK',
    observed: answer.responseCode ?? answer.outcome,
    ...evcc.at(answer),
  });
  // The vehicle closes TCP: from then on TP_match_leave counts.
  await evcc.leave();
  return process.hrtime.bigint();
}

for (const short of ['AC PLCLinkStatus_008', 'DC PLCLinkStatus_005'] as const) {
  const words = {
    title: 'SessionStop Terminate ends the network too',
    purpose:
      'A charger leaves the network within TP_match_leave of the end of the session, so that the next vehicle has to match anew.',
    likelyCauses: ['the end of the session does not reach the data link', 'the charger waits until it is unplugged'],
    nextStep,
  };
  // The list asks it of chargers without pause; one with pause leaves after Terminate as well.
  const { pics, ...facts } = definitionOf(longId(short), words);
  sceneCase(
    { ...facts, ...(pics === undefined ? {} : { pics: pics.replace(/ and PICS_SECC_CMN_Pause = false/, '') }) },
    async (scene) => {
      const from = await sessionOver(scene, 'Terminate');
      scene.when('When the session is over');
      await leaves(scene, from);
      await shows(scene, isSteady, 'no oscillation', scene.ms('T_conn_max_comm'));
    },
  );
}

interface Wake {
  readonly title: string;
  readonly purpose: string;
  /** Who wakes: the vehicle by a toggle, or the charger by itself. */
  readonly by: 'vehicle' | 'charger';
  readonly look: 'link' | 'step-x1' | 'rematch';
}
const byVehicle: Wake = {
  title: 'a paused charger is woken by a toggle',
  purpose:
    'A paused charger sees the toggle of the pilot, oscillates again, and the link is back with the keys of before within T_conn_resume.',
  by: 'vehicle',
  look: 'link',
};
const byCharger: Wake = {
  title: 'a paused charger wakes the vehicle',
  purpose:
    'A paused charger that wants to go on oscillates again; the link is back with the keys of before and SDP is answered.',
  by: 'charger',
  look: 'link',
};
const early: Wake = {
  title: 'a toggle soon after the pause',
  purpose: 'A charger that is woken at once still keeps the oscillator off for T_step_X1.',
  by: 'vehicle',
  look: 'step-x1',
};
const otherKeys: Wake = {
  title: 'woken by a vehicle that has lost its keys',
  purpose: 'A charger whose paused link does not come back shows state E or F and takes a new matching.',
  by: 'vehicle',
  look: 'rematch',
};
const wakes: Readonly<Record<string, Wake>> = {
  'AC PLCLinkStatus_002': byVehicle,
  'AC PLCLinkStatus_010': { ...byVehicle, title: 'a toggle brings X2 and SDP back' },
  'AC PLCLinkStatus_003': byCharger,
  'AC PLCLinkStatus_012': early,
  'AC PLCLinkStatus_004': otherKeys,
  'DC PLCLinkStatus_001': byVehicle,
  'DC PLCLinkStatus_006': { ...byVehicle, title: 'a toggle brings 5 % and SDP back' },
  'DC PLCLinkStatus_002': byCharger,
  'DC PLCLinkStatus_007': early,
  'DC PLCLinkStatus_003': otherKeys,
};

for (const [short, { title, purpose, by, look }] of Object.entries(wakes)) {
  const likelyCauses = [
    'the charger drops its keys with the session',
    'the modem sleeps and takes too long to come back',
    'the toggle is too short for the pilot input of a charger that sleeps',
  ];
  sceneCase(definitionOf(longId(short), { title, purpose, likelyCauses, nextStep }), async (scene) => {
    const { run, pilot, harness } = scene;
    const awake = harness.variant.mode === 'DC' ? isDigital : isNominal;
    const signal = harness.variant.mode === 'DC' ? '5 % at 1 kHz' : '10 to 96 % at 1 kHz';
    await sessionOver(scene, 'Pause');
    const asleepAt = await shows(scene, isSteady, 'no oscillation', scene.ms('T_conn_max_comm'));
    scene.when(by === 'vehicle' ? 'When the vehicle toggles B-C-B' : 'When the charger wakes');
    const sleep = run.timer(by === 'vehicle' ? 'tester/PICS_CMN_CMN_WakeUp' : 'tester/PIXIT_CMN_CMN_WakeUp');
    if (look === 'rematch') await scene.modem.leaveNetwork();
    if (by === 'vehicle') {
      await scene.pause(sleep.ms);
      await pilot.toggle(1, scene.ms('TP_EV_vald_state_duration'));
    }
    const latestMs = sleep.ms + run.timer('tester/tester_wake_lateness').ms;
    const wakesWithin = by === 'vehicle' ? scene.ms('T_conn_max_comm') : latestMs;
    const awakeAt = await shows(scene, awake, signal, wakesWithin, asleepAt);
    const before = (await pilot.shown()).filter(({ ns }) => ns > asleepAt && ns < awakeAt);
    run.observe(!before.some((one) => isFault(one.signal)), {
      text: 'the positive voltage of the pilot stays on while it sleeps',
      expected: 'neither E nor F',
      observed: before.map((one) => signalText(one.signal)).join(', ') || 'X1 all the time',
    });
    if (look === 'step-x1') {
      const seconds = Number(awakeAt - asleepAt) / 1e9;
      const shortest = run.timer('tester/par_SECC_T_step_X1').seconds;
      run.observe(seconds >= shortest - run.timer('tester/tester_pilot_uncertainty').seconds, {
        text: 'the oscillator was off for T_step_X1',
        expected: `at least ${shortest} s`,
        observed: `${seconds.toFixed(2)} s`,
      });
    }
    if (look === 'rematch') {
      await stepOfEf(
        scene,
        (one) => isSteady(one) || isDigital(one) || isNominal(one),
        'X1 or X2',
        scene.ms('T_conn_resume') + scene.ms('T_conn_max_comm'),
        awakeAt,
      );
      parametersRight(scene, await scene.askParameters());
      return;
    }
    await backAgain(scene);
  });
}

/** The link is there with the keys of before, and the charger is found over it. */
async function backAgain(scene: SlacScene): Promise<void> {
  const { run } = scene;
  const backMs = await scene.untilStations((count) => count > 0, scene.ms('T_conn_resume'));
  if (backMs === undefined) await doubtSilence(scene, scene.wire.now);
  run.require(backMs !== undefined, {
    text: 'the link is back with the keys of before',
    expected: `within T_conn_resume, ${scene.ms('T_conn_resume')} ms`,
    observed: backMs === undefined ? 'it is not' : `after ${backMs.toFixed(0)} ms`,
  });
  const evcc = new Evcc(scene.harness, run);
  try {
    const drive = await evcc.vehicle.driveTo('sdp-answered');
    run.observe(drive.reached, {
      text: 'the charger answers SECCDiscoveryReq',
      expected: 'SECCDiscoveryRes',
      observed: drive.reached ? 'one' : (drive.failure?.text ?? drive.state),
    });
  } finally {
    await evcc.leave();
  }
}
