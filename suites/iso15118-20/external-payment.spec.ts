import { iso20Case } from './iso20-case.js';
import { commandSecc } from './notify-vehicle.js';

/** An SECC must tell of a refused customer within this time. */
const performance = 'iso15118-20/V2G_SECC_Msg_Performance_Time_AuthorizationReq';

iso20Case(
  'TC20_SECC_CMN_Authorization_CustomerRefused',
  {
    title: 'a customer who is refused at the charger, and then accepted',
    purpose:
      'An SECC whose customer was refused answers AuthorizationReq with WARNING_EIMAuthorizationFailure and Finished within 1.5 s, and accepts the vehicle that asks again once the customer is accepted.',
    group: 'Authorization',
    clause: '8.3.4.3.3',
    requirements: ['V2G20-2219', 'V2G20-2230'],
    pics: 'PICS_PLUMBLINE_SECC_Commands = true',
    kind: 'invalid',
    timers: [performance],
    likelyCauses: ['a refusal is not told to the session: the answer stays Ongoing until the timer runs out'],
  },
  async (evcc) => {
    const { run } = evcc;
    await evcc.given('authorization-set-up');
    await commandSecc(evcc, { command: 'refuse' });
    evcc.when('When it asks for authorization after the customer was refused');
    const exchange = await evcc.request('AuthorizationReq', { timeoutMs: run.timer(performance).ms });
    const answer = await evcc.expectAnswer(exchange, {
      code: 'WARNING_EIMAuthorizationFailure',
      timer: performance,
    });
    run.observe(answer.body?.['EVSEProcessing'] === 'Finished', {
      text: 'the refusal is told at once, not as Ongoing',
      expected: 'Finished',
      observed: String(answer.body?.['EVSEProcessing']),
      field: 'EVSEProcessing',
      requirements: ['V2G20-2230'],
      ...evcc.at(exchange),
    });
    await commandSecc(evcc, { command: 'authorize' });
    const second = await evcc.request('AuthorizationReq');
    await evcc.expectAnswer(second, { code: 'OK' });
  },
);
