import { valueAt } from '../iso15118-2/rules.js';
import { expectReachesStop } from './charging-course.js';
import { iso20Case } from './iso20-case.js';

/** TimeStamps count whole seconds, at either end. */
const rounding = 2;

iso20Case(
  'TC20_SECC_DC_Header_TimeStamp',
  {
    title: 'the TimeStamps of a session',
    purpose:
      'The TimeStamp of every header is that of the moment: near the time of day, never backwards, and as much further as time has gone by.',
    group: 'header',
    clause: '8.3.3',
    requirements: [],
    kind: 'valid',
    likelyCauses: [
      'the TimeStamp is taken once, at the start of the session',
      'the station has never been told the time',
    ],
  },
  async (evcc) => {
    const { run } = evcc;
    evcc.when('When it charges to the end');
    const exchanges = await expectReachesStop(evcc, { loops: 60 });
    const stamped = exchanges.flatMap((exchange) => {
      const stamp = Number(valueAt(exchange.answer?.header, 'TimeStamp'));
      return Number.isFinite(stamp) && exchange.answer !== undefined ? [{ exchange, stamp }] : [];
    });
    const first = stamped[0];
    const last = stamped.at(-1);
    run.require(first !== undefined && last !== undefined && first !== last, { text: 'headers carry a TimeStamp' });
    const now = Date.now() / 1000;
    const clockSeconds = run.timer('tester/tester_clock_difference').seconds;
    run.observe(Math.abs(now - last!.stamp) <= clockSeconds, {
      text: 'the last TimeStamp is that of the moment',
      expected: `within ${clockSeconds} s of ${Math.round(now)}`,
      observed: String(last!.stamp),
      field: 'TimeStamp',
      ...evcc.at(last!.exchange),
    });
    const back = stamped.find(({ stamp }, index) => index > 0 && stamp < stamped[index - 1]!.stamp);
    run.observe(back === undefined, {
      text: 'no TimeStamp lies before the one before it',
      observed: back === undefined ? 'never' : String(back.stamp),
      field: 'TimeStamp',
      ...evcc.at(back?.exchange),
    });
    const gone = Number(last!.exchange.answer!.at - first!.exchange.answer!.at) / 1e9;
    const counted = last!.stamp - first!.stamp;
    if (gone <= rounding)
      return run.inconclusive('the session was too short to see a clock go', `${gone.toFixed(1)} s`);
    run.observe(Math.abs(gone - counted) <= rounding, {
      text: 'the TimeStamps have gone on as time has',
      expected: `${gone.toFixed(1)} s, ${rounding} s of rounding`,
      observed: `${counted} s`,
      field: 'TimeStamp',
      ...evcc.at(last!.exchange),
    });
  },
  { timers: { chargeLoopPause: 60 } },
);
