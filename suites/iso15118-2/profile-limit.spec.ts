import type { ExiObject } from '../../src/wire/exi/notation/values.js';
import { withFields } from './evcc.js';
import { ownCase } from './own-case.js';
import { valueAt } from './rules.js';

/** The offered schedule as a charging profile, with `above` units more in its first entry. */
function profileOf(entries: readonly ExiObject[], above: number): ExiObject {
  return {
    ProfileEntry: entries.map((entry, index) => {
      const power = entry['PMax'] as ExiObject;
      return {
        ChargingProfileEntryStart: Number(valueAt(entry, 'RelativeTimeInterval', 'start') ?? 0),
        ChargingProfileEntryMaxPower: { ...power, Value: Number(power['Value']) + (index === 0 ? above : 0) },
      };
    }),
  };
}

for (const [name, above, title, code] of [
  ['ProfileAtLimit', 0, 'a charging profile that is the offered schedule itself', 'OK'],
  [
    'ProfileOneUnitAbove',
    1,
    'a charging profile that lies one unit above the schedule, in one entry',
    'FAILED_ChargingProfileInvalid',
  ],
] as const) {
  ownCase(
    `DC_PowerDelivery_${name}`,
    '8.4.3.9',
    {
      area: 'ISO 15118-2 PowerDelivery',
      kind: above === 0 ? 'valid' : 'invalid',
      title,
      purpose: `An SECC holds every entry of the charging profile against the schedule, to the unit: ${title} is answered with ${code}.`,
      requirements: ['V2G2-225', 'V2G2-478'],
      likelyCauses: [
        'the bound itself is refused',
        'a tolerance is added to the schedule',
        'only the mean is compared',
      ],
    },
    async (evcc) => {
      await evcc.given('precharged');
      const entries = evcc.vehicle.facts.pMaxSchedule as readonly ExiObject[] | undefined;
      evcc.run.require(entries !== undefined && entries.length > 0, { text: 'the SECC has offered a schedule' });
      evcc.when(`When it starts with ${title}`);
      const body = withFields({ ChargingProfile: profileOf(entries!, above) });
      const exchange = await evcc.request('PowerDeliveryReq', { progress: 'Start', body });
      await evcc.expectAnswer(exchange, { code });
      if (above > 0) await evcc.expectCloseAfterFailure(exchange);
    },
  );
}
