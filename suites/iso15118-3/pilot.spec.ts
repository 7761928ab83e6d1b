import { slacParmCnf, slacParmReq } from '../../src/wire/homeplug/messages/cm-slac-parm.js';
import { askGateway, controlSocketOf } from '../site/gateway-control.js';
import { doubtSilence } from './line-witness.js';
import { connectionLossMs } from './network.js';
import { parametersRight } from './parameters-right.js';
import { isDigital, isFault, isNominal, isSteady, signalText } from './pilot-watch.js';
import { shows, stepEf, stepOfEf } from './pilot-words.js';
import { slacCase } from './slac-case.js';
import type { SlacScene } from './slac-scene.js';
import { linked, matchAndSetKeys, soundAndConfirm } from './states.js';

const nextStep = 'watch the control pilot with an oscilloscope: the log of the gateway tells what it shows and when';
const authorizationMs = ({ run }: SlacScene) => run.timer('tester/par_SECC_waitForEIMAuthorization').ms;
const changeMs = ({ run }: SlacScene) => run.timer('tester/par_SECC_change_to_Nominal').ms;

/** Authorises a customer at the charger: by its control socket, or by a person. */
async function authorise(scene: SlacScene): Promise<void> {
  const { harness, run } = scene;
  const socket = controlSocketOf(harness.bench);
  if (socket !== undefined) {
    await askGateway(socket, { command: 'authorize' });
    return;
  }
  const done =
    harness.bench.offers('operator') &&
    (await harness.bench
      .capability('operator')
      .confirm('Authorise a customer at the charger now.', authorizationMs(scene)));
  if (!done) run.inconclusive('nobody could be authorised at the charger');
  run.require(done, { text: 'a customer is authorised at the charger', expected: 'yes', observed: 'no' });
}

/** From the parameters to the data link. */
async function wholeMatching(scene: SlacScene): Promise<void> {
  parametersRight(scene, await scene.askParameters());
  await soundAndConfirm(scene);
  await matchAndSetKeys(scene);
  await linked(scene);
}

slacCase(
  'AC CmSlacParm_001',
  {
    title: 'authorised after the plug-in, from 5 %',
    purpose:
      'A charger that shows 5 % and whose customer is then authorised otherwise tells the vehicle by state E or F to begin again, now with its current limit.',
    likelyCauses: [
      'the charger goes from 5 % to its limit without a step',
      'the step is too short for a vehicle to notice',
    ],
    nextStep,
  },
  async (scene) => {
    scene.when('When the customer is authorised');
    await authorise(scene);
    await stepOfEf(scene, isNominal, '10 to 96 % at 1 kHz', scene.ms('T_conn_max_comm'));
    await wholeMatching(scene);
  },
);

slacCase(
  'AC CmSlacParm_003',
  {
    title: 'authorised after the plug-in, from 100 %',
    purpose:
      'A charger without oscillation shows its current limit once the customer is authorised; a step of state E or F before it is not needed, and right in length where it comes.',
    likelyCauses: ['the charger waits for a digital session'],
    nextStep,
  },
  async (scene) => {
    scene.when('When the customer is authorised');
    const before = await scene.pilot.signal();
    scene.run.require(isSteady(before), {
      text: 'the charger shows 100 % first',
      expected: 'X1',
      observed: signalText(before),
    });
    await authorise(scene);
    const { low, high, isRight } = stepEf(scene);
    const nominal = await shows(scene, isNominal, '10 to 96 % at 1 kHz', 1000 * high + changeMs(scene));
    const fault = (await scene.pilot.shown()).find(({ signal }) => isFault(signal));
    if (fault !== undefined) {
      const seconds = Number(nominal - fault.ns) / 1e9;
      scene.run.observe(isRight(seconds), {
        text: 'state E or F lasts T_step_EF where it is used',
        expected: `${low} to ${high} s`,
        observed: `${seconds.toFixed(2)} s`,
      });
    }
    await wholeMatching(scene);
  },
);

slacCase(
  'AC CmSlacParm_004',
  {
    title: 'authorised before the plug-in',
    purpose:
      'A charger whose customer is authorised already shows its current limit as soon as the vehicle is plugged in, and matches.',
    likelyCauses: ['the charger shows 5 % first'],
    nextStep,
  },
  async (scene) => {
    scene.when('When the customer is authorised and the vehicle plugged in');
    await authorise(scene);
    await scene.pilot.mark();
    await scene.pilot.set('B');
    await shows(scene, isNominal, '10 to 96 % at 1 kHz', scene.ms('T_conn_max_comm'));
    await wholeMatching(scene);
  },
);

slacCase(
  'AC CmSlacParm_002',
  {
    title: 'no matching: fallback, twice, then no oscillation',
    purpose:
      'A charger whose vehicle does not match tries again by state E or F and 5 %, C_sequ_retry times, and then switches the oscillator off.',
    likelyCauses: ['the charger stays at 5 % for ever', 'the sequences are not counted'],
    nextStep,
  },
  async (scene) => {
    const init = scene.ms('TT_EVSE_SLAC_init');
    scene.when('When no message of SLAC comes at all');
    let at = 0n;
    const rounds = scene.run.timer('iso15118-3/C_sequ_retry').count;
    for (let round = 0; round < rounds; round++) at = await stepOfEf(scene, isDigital, '5 % at 1 kHz', init + 2000, at);
    await shows(scene, isSteady, 'no oscillation (100 %)', init + 2000, at);
    await scene.pause(1000);
    const last = await scene.pilot.signal();
    scene.run.observe(isSteady(last), { text: 'the oscillator stays off', expected: 'X1', observed: signalText(last) });
  },
);

for (const [number, from] of [
  ['001', '5 %'],
  ['009', '100 %'],
] as const) {
  slacCase(
    `AC PLCLinkStatus_${number}`,
    {
      title: `authorised during the matching, from ${from}`,
      purpose:
        'An authorization during the matching does not disturb it: the charger goes over no oscillation to its current limit, and the link comes.',
      likelyCauses: ['the authorization ends the matching', 'state E is shown although a matching runs'],
      nextStep,
    },
    async (scene) => {
      await scene.pilot.mark();
      scene.when('When the customer is authorised while the vehicle matches');
      parametersRight(scene, await scene.askParameters());
      await authorise(scene);
      await soundAndConfirm(scene);
      await matchAndSetKeys(scene);
      await linked(scene);
      await shows(scene, isNominal, '10 to 96 % at 1 kHz', authorizationMs(scene) + changeMs(scene));
      const shown = (await scene.pilot.shown()).map(({ signal }) => signal);
      scene.run.observe(!shown.some(isFault), {
        text: 'state E or F is not shown',
        expected: number === '001' ? 'X1, then the current limit' : 'the current limit',
        observed: shown.map(signalText).join(', '),
      });
      if (number === '001') {
        scene.run.observe(shown.findIndex(isSteady) >= 0 && shown.findIndex(isSteady) < shown.findIndex(isNominal), {
          text: 'between 5 % and the current limit there is no oscillation',
          expected: 'X1, then the current limit',
          observed: shown.map(signalText).join(', '),
        });
      }
    },
  );
}

const lost: readonly (readonly [string, string, 'digital' | 'nominal' | 'steady'])[] = [
  ['DC PLCLinkStatus_004', 'link lost at 5 %', 'digital'],
  ['AC PLCLinkStatus_005', 'link lost at 5 %', 'digital'],
  ['AC PLCLinkStatus_006', 'link lost at the current limit, option A', 'nominal'],
  ['AC PLCLinkStatus_011', 'link lost without oscillation', 'steady'],
];
for (const [short, title, duty] of lost) {
  slacCase(
    short,
    {
      title,
      purpose:
        'A charger whose link is lost goes over no oscillation and state E or F, so that the vehicle begins a new matching, and answers that.',
      likelyCauses: ['the charger does not watch its link', 'it begins again without telling the vehicle'],
      nextStep,
    },
    async (scene) => {
      if (duty === 'nominal') await nominalWhileLinked(scene);
      await scene.pause(connectionLossMs(scene));
      await scene.pilot.mark();
      scene.when('When the modem of the vehicle takes other keys');
      await scene.modem.leaveNetwork();
      if (duty !== 'steady') await shows(scene, isSteady, 'no oscillation (X1)', connectionLossMs(scene));
      const next = (signal: Parameters<typeof isSteady>[0]) =>
        isSteady(signal) || isDigital(signal) || isNominal(signal);
      await stepOfEf(scene, next, 'X1 or X2', connectionLossMs(scene) + scene.ms('T_conn_max_comm'));
      parametersRight(scene, await scene.askParameters());
    },
  );
}

slacCase(
  'AC PLCLinkStatus_007',
  {
    title: 'link lost at the current limit, option B',
    purpose: 'A charger that chose option B keeps its current limit when the link is lost, and takes a new matching.',
    likelyCauses: ['the charger switches the oscillator off'],
    nextStep,
  },
  async (scene) => {
    await nominalWhileLinked(scene);
    await scene.pause(connectionLossMs(scene));
    await scene.pilot.mark();
    scene.when('When the modem of the vehicle takes other keys');
    await scene.modem.leaveNetwork();
    const answered = await askUntilAnswered(scene, connectionLossMs(scene));
    if (!answered) await doubtSilence(scene, scene.wire.now);
    scene.run.require(answered, {
      text: 'the charger takes a new matching',
      expected: `CM_SLAC_PARM.CNF within ${connectionLossMs(scene) / 1000} s of the loss`,
      observed: answered ? 'one' : 'none',
    });
    await scene.pause(connectionLossMs(scene));
    const shown = (await scene.pilot.shown()).map(({ signal }) => signal);
    scene.run.observe(shown.length === 0, {
      text: 'the charger stays in X2',
      expected: 'no other signal',
      observed: shown.map(signalText).join(', ') || 'no other signal',
    });
  },
);

/** Asks for parameters again and again, as a vehicle does whose link is gone. */
async function askUntilAnswered(scene: SlacScene, limitMs: number): Promise<boolean> {
  const end = process.hrtime.bigint() + BigInt(limitMs) * 1_000_000n;
  while (process.hrtime.bigint() < end) {
    const asked = await scene.sent(slacParmReq, () => scene.vehicle.askParameters());
    if ((await scene.reply(asked, slacParmCnf, scene.ms('TT_match_response'))) !== undefined) return true;
  }
  return false;
}

/** External identification while the link stands: the current limit comes over X1. */
async function nominalWhileLinked(scene: SlacScene): Promise<void> {
  await scene.pilot.mark();
  await authorise(scene);
  await shows(scene, isNominal, '10 to 96 % at 1 kHz', authorizationMs(scene) + changeMs(scene));
  await scene.pause(scene.marginMs);
}
