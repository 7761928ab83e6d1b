import type { RequestName } from '../../src/peers/vehicle/message-names.js';
import { type PilotStage, pilotCase, takeState, tellOscillator } from './pilot-case.js';
import { valueAt } from './rules.js';
import { untilFinished } from './until-finished.js';

pilotCase(
  'TC_SECC_AC_VTB_PowerDelivery_002',
  {
    title: 'AC power asked for by a vehicle that charges in state D',
    purpose: 'An SECC switches power on for a vehicle that wants ventilation as for one that does not.',
    likelyCauses: ['state D is taken for an error of the pilot', 'the station waits for state C alone'],
  },
  async ({ scene, evcc, charging }) => {
    await evcc.given('params-agreed');
    evcc.when(`When it sends PowerDeliveryReq Start and goes to state ${charging}`);
    const answering = evcc.request('PowerDeliveryReq', { progress: 'Start' });
    await scene.pilot.set(charging);
    const exchange = await answering;
    const answer = await evcc.expectAnswer(exchange, { code: 'OK' });
    evcc.run.observe(answer.body?.['AC_EVSEStatus'] !== undefined, {
      text: 'AC_EVSEStatus is there',
      field: 'AC_EVSEStatus',
      ...evcc.at(exchange),
    });
  },
);

for (const [number, state] of [
  ['002', 'D'],
  ['006', 'C'],
  ['007', 'D'],
] as const) {
  pilotCase(
    `TC_SECC_DC_VTB_CableCheck_${number}`,
    {
      title: `cable check of a vehicle in state ${state}${number === '002' ? '' : ', Ongoing at first'}`,
      purpose:
        'An SECC checks the isolation of the cable in either state in which a vehicle may charge, and says while it does.',
      likelyCauses: [
        'state D is taken for an error of the pilot',
        'Finished is answered before the isolation was measured',
      ],
    },
    async (stage) => {
      const { scene, evcc, charging } = stage;
      const { run } = evcc;
      await evcc.given('params-agreed');
      await takeState(scene, charging);
      evcc.when(`When it is in state ${charging} and sends CableCheckReq until it is Finished`);
      const { exchange, answer, answers } = await untilFinished(evcc, 'CableCheckReq', {});
      const isolation = (from: typeof answer) => valueAt(from.body, 'DC_EVSEStatus', 'EVSEIsolationStatus');
      run.observe(isolation(answer) === undefined || isolation(answer) === 'Valid', {
        text: 'at Finished the isolation is Valid where it is given',
        observed: String(isolation(answer) ?? 'not given'),
        field: 'EVSEIsolationStatus',
        ...evcc.at(exchange),
      });
      const ongoing = answers.slice(0, -1);
      for (const one of ongoing) {
        run.observe(isolation(one) === undefined || isolation(one) === 'Invalid', {
          text: 'while Ongoing the isolation is Invalid where it is given',
          observed: String(isolation(one)),
          field: 'EVSEIsolationStatus',
        });
      }
      if (number !== '002' && ongoing.length === 0)
        run.inconclusive('the SECC was Finished at once, so that Ongoing could not be looked at');
    },
  );
}

/** FAILED, and the end of the session; what of the pilot is soft is told. */
async function refused({ scene, evcc }: PilotStage, request: RequestName, fields: readonly string[]): Promise<void> {
  const exchange = await evcc.request(request);
  const answer = await evcc.expectAnswer(exchange, { code: 'FAILED' });
  for (const field of fields) {
    evcc.run.observe(answer.body?.[field] !== undefined, { text: `${field} is there`, field, ...evcc.at(exchange) });
  }
  await evcc.expectCloseAfterFailure(exchange);
  await tellOscillator(scene);
}

/** The harness holds the pilot: what the case is about must be so when the request goes out. */
async function requireState({ scene, evcc }: PilotStage, wanted: 'B' | 'C'): Promise<void> {
  const state = await scene.pilot.vehicle();
  evcc.run.require(state === wanted, { text: `the pilot is in state ${wanted}`, expected: wanted, observed: state });
}

pilotCase(
  'TC_SECC_DC_VTB_CableCheck_008',
  {
    title: 'CableCheckReq of a vehicle that stays in state B',
    purpose: 'An SECC puts no voltage on the cable of a vehicle whose pilot does not say that it is ready.',
    likelyCauses: ['the SECC believes EVReady, and does not look at the pilot'],
    nextStep: 'see [V2G2-918] of ISO 15118-2:2014',
  },
  async (stage) => {
    await stage.evcc.given('params-agreed');
    await requireState(stage, 'B');
    stage.evcc.when('When it sends CableCheckReq in state B');
    await refused(stage, 'CableCheckReq', ['EVSEProcessing', 'DC_EVSEStatus']);
  },
  'stays-in-b',
);

for (const [id, request] of [
  ['TC_SECC_DC_VTB_WeldingDetection_005', 'WeldingDetectionReq'],
  ['TC_SECC_DC_VTB_SessionStop_006', 'SessionStopReq'],
] as const) {
  pilotCase(
    id,
    {
      title: `${request} of a vehicle that stays in state C`,
      purpose: `An SECC refuses ${request} of a vehicle that said Stop, and whose pilot still asks for power.`,
      likelyCauses: ['the SECC does not look at the pilot after PowerDelivery Stop'],
      nextStep: 'see [V2G2-920] and [V2G2-922] of ISO 15118-2:2014',
    },
    async (stage) => {
      await stage.evcc.given('energy-off');
      await requireState(stage, 'C');
      stage.evcc.when(`When it sends ${request} in state C`);
      await refused(stage, request, []);
    },
    'stays-in-c',
  );
}
