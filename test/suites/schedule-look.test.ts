import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Exchange, ReceivedMessage } from '../../src/peers/vehicle/exchange.js';
import type { ExiObject } from '../../src/wire/exi/notation/values.js';
import { CaseRun } from '../../suites/engine/case-run.js';
import type { Evcc } from '../../suites/iso15118-2/evcc.js';
import { expectOffer } from '../../suites/iso15118-2/schedule-offer.js';

const watts = (kilowatts: number, Unit = 'W'): ExiObject => ({ Multiplier: 3, Value: kilowatts, Unit });

/** Verdict on an offer of one entry, by a vehicle that departs in 80,000 s or never. */
function verdictOf(PMax: ExiObject, duration: number, departs: boolean): string {
  const recorder = { record: () => undefined, flush: async () => {} };
  const definition = {
    ...{ id: 'T_OFFER', title: 'an offer', purpose: 'to be seen', area: 'test', clause: 'none' },
    ...{ requirements: [], kind: 'valid' as const },
  };
  const run = new CaseRun('T_OFFER@test', definition, recorder, []);
  run.step('test', 'When it asks for schedules');
  const PMaxScheduleEntry = [{ RelativeTimeInterval: { start: 0, duration }, PMax }];
  const SAScheduleTuple = [{ SAScheduleTupleID: 1, PMaxSchedule: { PMaxScheduleEntry } }];
  const answer = { body: { SAScheduleList: { SAScheduleTuple } } } as unknown as ReceivedMessage;
  const exchange = { answer, observations: [] } as unknown as Exchange;
  expectOffer({ run, at: () => ({}) } as unknown as Evcc, exchange, { departs, bounded: false, tariff: false });
  return run.verdict;
}

describe('an offer of schedules', () => {
  for (const [what, power, duration, departs, verdict] of [
    ['of a day, where no departure was named', watts(11), 86_400, false, 'pass'],
    ['of less than a day, where no departure was named', watts(11), 80_000, false, 'fail'],
    ['until the departure', watts(11), 80_000, true, 'pass'],
    ['of a day, where a departure was named', watts(11), 86_400, true, 'fail'],
    ['of 400 kW until the departure', watts(400), 80_000, true, 'fail'],
    ['in A until the departure', watts(1, 'A'), 80_000, true, 'fail'],
  ] as const)
    it(`${what}: ${verdict}`, () => assert.equal(verdictOf(power, duration, departs), verdict));
});
