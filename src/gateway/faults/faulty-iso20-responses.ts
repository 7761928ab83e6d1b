import { payloadTypes } from '../../wire/v2gtp.js';
import { onBody, type ResponseChanges, withField } from './outgoing-message.js';

const loops = ['AC_ChargeLoopRes', 'DC_ChargeLoopRes'];
const daySeconds = 86_400;

/** What a gateway with faults says in ISO 15118-20 in place of what is right. */
export const iso20ResponseChanges: ResponseChanges = {
  'iso20-eim-alone': onBody(['AuthorizationSetupRes'], ({ PnC_ASResAuthorizationMode: _, ...body }) => ({
    ...body,
    AuthorizationServices: ['EIM'],
    EIM_ASResAuthorizationMode: {},
  })),
  'iso20-other-control-mode': onBody(
    ['ScheduleExchangeRes'],
    ({ Scheduled_SEResControlMode, Dynamic_SEResControlMode, ...body }) =>
      Scheduled_SEResControlMode === undefined
        ? { ...body, Dynamic_SEResControlMode: Dynamic_SEResControlMode! }
        : { ...body, Dynamic_SEResControlMode: {} },
  ),
  'iso20-no-departure-time': onBody(['ScheduleExchangeRes'], (body) =>
    withField(body, ['Dynamic_SEResControlMode', 'DepartureTime'], () => undefined),
  ),
  'iso20-side-stream-type': (out) =>
    out.payloadType === payloadTypes.iso20ScheduleRenegotiation ||
    out.payloadType === payloadTypes.iso20MeteringConfirmation
      ? { ...out, payloadType: payloadTypes.iso20Main }
      : out,
  'iso20-schedule-above-limit': onBody(['ScheduleExchangeRes'], (body) =>
    withField(
      body,
      [
        ...['Scheduled_SEResControlMode', 'ScheduleTuple', 'ChargingSchedule', 'PowerSchedule'],
        ...['PowerScheduleEntries', 'PowerScheduleEntry', 'Power'],
      ],
      () => ({ Exponent: 3, Value: 400 }),
    ),
  ),
  'iso20-time-stands-still': (out, memory) => {
    const first = memory.get('TimeStamp') ?? out.header['TimeStamp'];
    memory.set('TimeStamp', first);
    return { ...out, header: { ...out.header, TimeStamp: first as number } };
  },
  'iso20-time-of-yesterday': (out) => ({
    ...out,
    header: { ...out.header, TimeStamp: Number(out.header['TimeStamp']) - daySeconds },
  }),
  'meter-never-given': onBody(loops, ({ MeterInfo: _, ...body }) => body),
  'meter-counts-backwards': onBody(loops, (body, memory) =>
    withField(body, ['MeterInfo', 'ChargedEnergyReadingWh'], () => {
      const reading = Number(memory.get('reading') ?? 1000) - 1;
      memory.set('reading', reading);
      return reading;
    }),
  ),
};
