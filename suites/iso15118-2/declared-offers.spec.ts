import { declaredCase } from './declared-case.js';
import { offerOf } from './offer-case.js';

/** Numbers of the cases that differ by departure time, entries and tariff: their PICS say which. */
const numbers = ['006', '008', '010', '012', '013', '015', '016'];

for (const mode of ['AC', 'DC'] as const) {
  for (const number of numbers) {
    const id = `TC_SECC_${mode}_VTB_ChargeParameterDiscovery_${number}`;
    declaredCase(
      id,
      {
        title: `${mode}: the first offer of schedules, as the vehicle asks for it`,
        purpose:
          'An SECC offers schedules for the time until departure and with the entries that the vehicle can hold, with the tariffs that it is declared to have, and names its limits.',
        likelyCauses: [
          'the schedule is built for a whole day, whatever DepartureTime says',
          'MaxEntriesSAScheduleTuple counts for PMax and not for the tariff',
        ],
        nextStep: 'see ISO 15118-2:2014, 8.5.2.13 to 8.5.2.16, and the schedule of the station',
      },
      async (evcc, wishes) => {
        await evcc.given('authorized');
        await offerOf(evcc, wishes, {});
      },
    );
  }
}
