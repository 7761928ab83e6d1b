import { declaredCase } from './declared-case.js';
import { startOf } from './evcc-case.js';
import { observeEvseId, observeQuantity, valueAt } from './rules.js';

/** MeterReading is an unsignedLong of Wh in the schema; a reading above this is no meter of a charging station. */
const mostWattHours = 1e12;

for (const [mode, name, request] of [
  ['AC', 'ChargingStatus', 'ChargingStatusReq'],
  ['DC', 'CurrentDemand', 'CurrentDemandReq'],
] as const) {
  for (const number of ['006', '008']) {
    const id = `TC_SECC_${mode}_VTB_${name}_${number}`;
    declaredCase(
      id,
      {
        title: `${name} with MeterInfo${number === '008' ? ' and its reading' : ''}, and without a receipt`,
        purpose:
          'An SECC that is declared to send its meter does so in the charge loop, and asks a vehicle that does not pay by contract for no receipt.',
        likelyCauses: [
          'MeterInfo is sent with receipts only',
          'the meter is read once a minute, and is missing until then',
        ],
      },
      async (evcc) => {
        const { run, vehicle, harness } = evcc;
        await evcc.given(startOf(id));
        evcc.when(`When it sends ${request}`);
        const exchange = await evcc.request(request);
        const answer = await evcc.expectAnswer(exchange, { code: 'OK' });
        const here = evcc.at(exchange);
        observeEvseId(evcc, exchange, answer);
        run.observe(answer.body?.[`${mode}_EVSEStatus`] !== undefined, {
          text: `${mode}_EVSEStatus is there`,
          ...here,
        });
        if (mode === 'DC') {
          observeQuantity(evcc, exchange, 'EVSEPresentVoltage', answer.body?.['EVSEPresentVoltage'], 'V');
          observeQuantity(evcc, exchange, 'EVSEPresentCurrent', answer.body?.['EVSEPresentCurrent'], 'A');
        }
        const { saScheduleTupleId } = vehicle.facts;
        run.observe(answer.body?.['SAScheduleTupleID'] === saScheduleTupleId, {
          text: 'SAScheduleTupleID is the one that was chosen',
          expected: String(saScheduleTupleId),
          observed: String(answer.body?.['SAScheduleTupleID'] ?? 'none'),
          field: 'SAScheduleTupleID',
          ...here,
        });
        const receipt = answer.body?.['ReceiptRequired'];
        run.observe(receipt === false || (mode === 'DC' && receipt === undefined), {
          text: 'ReceiptRequired is false',
          expected: 'false',
          observed: String(receipt ?? 'none'),
          field: 'ReceiptRequired',
          ...here,
        });
        const meter = valueAt(answer.body, 'MeterInfo', 'MeterID');
        run.observe(typeof meter === 'string' && meter !== '', {
          text: 'MeterInfo is there, and names the meter',
          observed: String(meter ?? 'none'),
          field: 'MeterInfo',
          ...here,
        });
        if (harness.pics['PIXIT_CMN_CMN_MeterReading'] !== 'meterReading') return;
        const reading = valueAt(answer.body, 'MeterInfo', 'MeterReading');
        run.observe(reading !== undefined && Number(reading) >= 0 && Number(reading) <= mostWattHours, {
          text: 'MeterReading is there, and is one that a meter can show',
          expected: `0 to ${mostWattHours} Wh`,
          observed: String(reading ?? 'none'),
          field: 'MeterReading',
          ...here,
        });
      },
    );
  }
}
