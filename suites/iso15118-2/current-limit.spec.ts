import { withFields } from './evcc.js';
import { ownCase } from './own-case.js';
import { observeQuantity, quantityOf, valueAt } from './rules.js';

/** How far above the limit the vehicle asks, A. */
const above = 20;
/** Loops in which the current is watched, so that it can rise to where it wants to. */
const loops = 10;
/** How exactly an SECC has to tell its current: 2.5 % in IEC 61851-23, and one step of the resolution. */
const accuracy = 0.025;
const resolution = 1;

const amperes = (value: number) => ({ Multiplier: 0, Unit: 'A', Value: Math.round(value) });

ownCase(
  'DC_CurrentDemand_AboveLimit',
  '8.4.5.4',
  {
    area: 'ISO 15118-2 CurrentDemand',
    kind: 'valid',
    title: 'a vehicle that asks for more current than the SECC can give',
    purpose:
      'An SECC that is asked for more than its EVSEMaximumCurrentLimit goes on charging with OK, says EVSECurrentLimitAchieved, and reports no current above the limit.',
    requirements: ['V2G2-258', 'V2G2-644', 'V2G2-260'],
    likelyCauses: [
      'EVSECurrentLimitAchieved is never set',
      'a target above the limit is answered with FAILED',
      'the current is reported as it was asked for',
    ],
  },
  async (evcc) => {
    const { run } = evcc;
    await evcc.given('energy-on');
    const parameter = valueAt(evcc.newest('ChargeParameterDiscoveryRes')?.body, 'DC_EVSEChargeParameter');
    const limit = quantityOf(valueAt(parameter, 'EVSEMaximumCurrentLimit'))?.value;
    run.require(limit !== undefined && limit > 0, {
      text: 'the SECC has told its EVSEMaximumCurrentLimit',
      observed: String(limit ?? 'none'),
    });
    const asked = amperes((limit ?? 0) + above);
    const body = withFields({ EVTargetCurrent: asked, EVMaximumCurrentLimit: asked });
    evcc.when(`When it asks for ${asked.Value} A, ${above} A above the limit, ${loops} times`);
    for (let count = 0; count < loops; count++) {
      const exchange = await evcc.request('CurrentDemandReq', { body });
      const answer = await evcc.expectAnswer(exchange, { code: 'OK' });
      const here = evcc.at(exchange);
      const achieved = answer.body?.['EVSECurrentLimitAchieved'];
      run.observe(achieved === true, {
        text: 'EVSECurrentLimitAchieved says that the limit was reached',
        expected: 'true',
        observed: String(achieved ?? 'none'),
        field: 'EVSECurrentLimitAchieved',
        ...here,
      });
      observeQuantity(evcc, exchange, 'EVSEPresentVoltage', answer.body?.['EVSEPresentVoltage'], 'V');
      observeQuantity(evcc, exchange, 'EVSEPresentCurrent', answer.body?.['EVSEPresentCurrent'], 'A');
      const present = quantityOf(answer.body?.['EVSEPresentCurrent'])?.value ?? Number.NaN;
      const most = (limit ?? 0) * (1 + accuracy) + resolution;
      run.observe(present <= most, {
        text: 'the current that is reported is not above the limit',
        expected: `at most ${most.toFixed(1)} A`,
        observed: `${present} A`,
        field: 'EVSEPresentCurrent',
        ...here,
      });
    }
  },
);
