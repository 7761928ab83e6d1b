import { valueAt } from '../iso15118-2/rules.js';
import { expectReachesStop } from './charging-course.js';
import { energyServices, iso20Case, modeOf } from './iso20-case.js';

for (const service of energyServices) {
  iso20Case(
    `TC20_SECC_${modeOf(service)}_MobilityNeeds_${service}`,
    {
      title: `${service}: dynamic control with needs that the SECC may change (MobilityNeedsMode 2)`,
      purpose:
        'An SECC that offers dynamic control with MobilityNeedsMode 2 tells the needs that it works with in ScheduleExchangeRes, and charges.',
      group: 'dynamic control',
      clause: '8.4.3',
      requirements: ['V2G20-1600', 'V2G20-2656'],
      pics: 'PICS_PLUMBLINE_SECC_MobilityNeeds = true',
      kind: 'valid',
    },
    async (evcc) => {
      const { run } = evcc;
      await evcc.given('service-selected');
      evcc.when('When it names its needs, and charges');
      const exchanges = await expectReachesStop(evcc);
      const schedule = exchanges.find(({ sent }) => sent.message === 'ScheduleExchangeReq');
      const departure = valueAt(schedule?.answer?.body, 'Dynamic_SEResControlMode', 'DepartureTime');
      run.observe(typeof departure === 'number' && departure > 0, {
        text: 'ScheduleExchangeRes tells the DepartureTime that the SECC works with',
        observed: String(departure ?? 'none'),
        field: 'DepartureTime',
        ...evcc.at(schedule),
      });
    },
    { iso20: { service, controlMode: 'dynamic', mobilityNeeds: 2 }, car: { departureSeconds: 7200 } },
  );
}
