import { iso20Case } from './iso20-case.js';

iso20Case(
  'TC20_SECC_AC_PowerDelivery_ContactorStaysOpen',
  {
    title: 'the output cannot be switched on',
    purpose:
      'An SECC whose output stays off although it was switched on says so: PowerDelivery Start is FAILED_ContactorError or FAILED_PowerDeliveryNotApplied, never OK.',
    group: 'PowerDelivery',
    clause: '8.3.4.3.8',
    requirements: ['V2G20-734', 'V2G20-735'],
    kind: 'invalid',
    // Until it has been seen to pass on a station without faults.
    maturity: 'experimental',
    likelyCauses: ['what was ordered counts as done', 'an old reading of the contactor is used'],
  },
  async (evcc) => {
    const { run, harness } = evcc;
    const { bench } = harness;
    run.step('preamble', 'Given an output that refuses to be switched on');
    if (!bench.offers('inverter-control')) return run.inconclusive('the bench cannot keep the contactor open');
    const inverter = bench.capability('inverter-control');
    await evcc.given('schedule-agreed');
    await inverter.set({ writeException: 4 });
    try {
      evcc.when('When it sends PowerDeliveryReq Start');
      const exchange = await evcc.request('PowerDeliveryReq', { progress: 'Start' });
      await evcc.expectAnswer(exchange, { code: ['FAILED_ContactorError', 'FAILED_PowerDeliveryNotApplied'] });
      await evcc.expectCloseAfterFailure(exchange);
    } finally {
      await inverter.set({ writeException: 0 });
    }
  },
);
