import { payloadTypes } from '../../src/wire/v2gtp.js';
import { valueAt } from '../iso15118-2/rules.js';
import { expectReachesStop } from './charging-course.js';
import { iso20Case, paying } from './iso20-case.js';
import { notifyVehicle } from './notify-vehicle.js';

const words = { group: 'MeteringConfirmation', clause: '8.3.4.3.11', kind: 'valid' } as const;

for (const mode of ['AC', 'DC'] as const) {
  iso20Case(
    `TC20_SECC_${mode}_MeteringConfirmation_AskedFor`,
    {
      ...words,
      title: `${mode}: readings that the SECC asks a paying vehicle to confirm`,
      purpose:
        'An SECC that wants readings confirmed says EVSENotification MeteringConfirmation together with MeterInfo in a charge loop, and accepts the signed reading in the stream of payload type 0x8102.',
      requirements: ['V2G20-1083', 'V2G20-902', 'V2G20-1833'],
      pics: 'PICS_PLUMBLINE_SECC_Receipts = true',
      likelyCauses: ['the wish is sent without the reading that it is about'],
    },
    async (evcc) => {
      const { run } = evcc;
      evcc.when('When it charges for twelve loops, and confirms what it is asked to confirm');
      const exchanges = await expectReachesStop(evcc, { loops: 12 });
      const wishes = exchanges.filter(
        (exchange) => valueAt(exchange.answer?.body, 'EVSEStatus', 'EVSENotification') === 'MeteringConfirmation',
      );
      run.observe(wishes.length > 0, {
        text: 'readings are asked for',
        observed: `${wishes.length} times`,
        requirements: ['V2G20-1083'],
        ...evcc.at(wishes[0]),
      });
      for (const wish of wishes) {
        run.observe(wish.answer?.body?.['MeterInfo'] !== undefined, {
          text: 'MeterInfo comes with the wish',
          field: 'MeterInfo',
          requirements: ['V2G20-1083'],
          ...evcc.at(wish),
        });
      }
      const confirmed = exchanges.filter(({ sent }) => sent.message === 'MeteringConfirmationReq');
      const stream = payloadTypes.iso20MeteringConfirmation;
      const good = confirmed.filter(
        ({ responseCode, answer }) => responseCode === 'OK' && answer?.payloadType === stream,
      );
      run.observe(good.length === wishes.length && confirmed.length === good.length, {
        text: 'every signed reading is accepted, in its own stream',
        expected: `${wishes.length} times OK with payload type 0x8102`,
        observed: `${good.length} of ${confirmed.length}`,
        ...evcc.at(confirmed[0]),
      });
    },
    paying('PnC'),
  );
}

iso20Case(
  'TC20_SECC_DC_MeteringConfirmation_ByCommand',
  {
    ...words,
    title: 'a reading that the operator of the SECC asks for, with external payment',
    purpose: 'An SECC that is told to want a reading confirmed asks for it once, and takes the wish back afterwards.',
    requirements: ['V2G20-1083', 'V2G20-1919'],
    pics: 'PICS_PLUMBLINE_SECC_Commands = true',
  },
  async (evcc) => {
    await evcc.given('one-loop');
    evcc.when('When the SECC is told to want a confirmation');
    await notifyVehicle(evcc, 'metering-confirmation');
    const exchanges = await expectReachesStop(evcc, { loops: 12 });
    const confirmed = exchanges.filter(({ sent }) => sent.message === 'MeteringConfirmationReq');
    evcc.run.observe(confirmed.length === 1 && confirmed[0]?.responseCode === 'OK', {
      text: 'one confirmation is asked for, and accepted',
      expected: 'one MeteringConfirmationReq, OK',
      observed: `${confirmed.length}, ${confirmed[0]?.responseCode ?? 'none'}`,
      ...evcc.at(confirmed[0]),
    });
  },
);
