import { valueAt } from '../iso15118-2/rules.js';
import { iso20Case, paying } from './iso20-case.js';

const words = { group: 'AuthorizationSetup', clause: '8.3.4.3.3', kind: 'valid' } as const;

iso20Case(
  'TC20_SECC_CMN_AuthorizationSetup_ContractMode',
  {
    ...words,
    title: 'what comes with the offer of contracts',
    purpose:
      'An SECC that offers Plug & Charge says so in AuthorizationServices, and fills the mode of Plug & Charge with its challenge, never that of external payment.',
    requirements: ['V2G20-2568', 'V2G20-1219'],
    pics: 'PICS_PLUMBLINE_SECC_Contracts = true',
    likelyCauses: ['both modes are filled, or that of external payment by habit'],
  },
  async (evcc) => {
    const { run } = evcc;
    await evcc.given('session-open');
    evcc.when('When it sends AuthorizationSetupReq');
    const exchange = await evcc.request('AuthorizationSetupReq');
    const answer = await evcc.expectAnswer(exchange, { code: 'OK' });
    const services = valueAt(answer.body, 'AuthorizationServices');
    const offered = Array.isArray(services) ? services.map(String) : [];
    run.observe(offered.includes('PnC'), {
      text: 'PnC is offered',
      observed: offered.join(', ') || 'nothing',
      ...evcc.at(exchange),
    });
    const challenge = valueAt(answer.body, 'PnC_ASResAuthorizationMode', 'GenChallenge');
    run.observe(challenge instanceof Uint8Array, {
      text: 'the mode of Plug & Charge is filled, with a challenge',
      field: 'PnC_ASResAuthorizationMode',
      ...evcc.at(exchange),
    });
    run.observe(answer.body?.['EIM_ASResAuthorizationMode'] === undefined, {
      text: 'the mode of external payment is left out',
      field: 'EIM_ASResAuthorizationMode',
      ...evcc.at(exchange),
    });
  },
  paying('PnC'),
);

for (const mode of ['AC', 'DC'] as const) {
  iso20Case(
    `TC20_SECC_${mode}_ChargeLoop_MeterInfo`,
    {
      group: 'metering',
      clause: '8.3.4.3.11',
      kind: 'valid',
      title: `a meter reading that the vehicle asks for (${mode})`,
      purpose: 'An SECC with a meter answers MeterInfoRequested with MeterInfo in the same charge loop.',
      requirements: ['V2G20-1082'],
      likelyCauses: ['the wish is not read', 'the meter is not connected to the message'],
    },
    async (evcc) => {
      await evcc.given('one-loop');
      evcc.when('When it charges with MeterInfoRequested');
      const request = mode === 'AC' ? 'AC_ChargeLoopReq' : 'DC_ChargeLoopReq';
      const exchange = await evcc.request(request, { body: (correct) => ({ ...correct, MeterInfoRequested: true }) });
      const answer = await evcc.expectAnswer(exchange, { code: 'OK' });
      const reading = valueAt(answer.body, 'MeterInfo', 'ChargedEnergyReadingWh');
      evcc.run.observe(reading !== undefined && Number(reading) >= 0, {
        text: 'MeterInfo with a reading comes with the answer',
        observed: reading === undefined ? 'none' : `${String(reading)} Wh`,
        field: 'MeterInfo',
        ...evcc.at(exchange),
      });
    },
  );
}
