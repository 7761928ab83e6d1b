import type { PollAccount } from '../../src/peers/utility/request-record.js';
import { announced } from './arrangement.js';
import { clauses } from './clauses.js';
import type { GridCase } from './grid-case.js';
import { gridCase } from './sep2-case.js';

/** Intervals that are watched: one of five may be missed. */
const intervals = 5;
/** A client may ask a little early: rounding of its timers. Polls more often than this put load on the server. */
const tooFast = 0.5;

/** Polls of a resource, counted by the server, held against the rate that it announces. */
function expectRate(grid: GridCase, accounts: readonly PollAccount[], resource: string, rateS: number): void {
  const account = accounts.find((one) => one.resource === resource && one.method === 'GET' && one.lfdi === grid.lfdi);
  const { run } = grid;
  const words =
    account === undefined || account.intervals === 0
      ? 'not polled'
      : `${account.polls} polls, gaps ${account.minS?.toFixed(2)} / ${account.medianS?.toFixed(2)} / ${account.maxS?.toFixed(2)} s (shortest, median, longest), ${account.missed} missed`;
  run.observe(account !== undefined && account.kept === true, {
    text: `${resource} is polled at least at the announced rate`,
    expected: `every ${rateS} s; a gap over 1.5 x is missed, 1 in 5 may be`,
    observed: words,
  });
  run.observe(account?.medianS === undefined || account.medianS >= tooFast * rateS, {
    text: `${resource} is not polled much more often than announced`,
    expected: `median gap at least ${tooFast * rateS} s`,
    observed: words,
  });
}

gridCase(
  'SEP2_CLI_Poll_001',
  {
    title: 'everything is polled at the rate that the server announces',
    purpose:
      'The gateway polls programs, controls and its end device at their pollRate: not slower, but for 1 gap in 5, and not much faster. The counted polls are in the record.',
    group: 'polling',
    clause: clauses.poll,
    kind: 'timing',
    likelyCauses: ['a fixed rate of the client in place of the announced one'],
  },
  announced,
  async (grid) => {
    grid.run.step('preamble', 'Given a gateway that is registered with the server');
    await grid.settle();
    const rateS = grid.pollSeconds;
    grid.when(`When it is watched for ${intervals} polls of ${rateS} s`);
    const after = await grid.utility.mark();
    await grid.until(process.hrtime.bigint() + BigInt(Math.round((intervals + 1) * rateS * 1e9)));
    const accounts = await grid.utility.pollAccounting(after);
    for (const resource of ['edev', 'fsa', 'derp']) expectRate(grid, accounts, resource, rateS);
  },
);

/** A client may ask a little early, never at less than this part of a rate that it has been told. */
const early = 0.6;

gridCase(
  'SEP2_CLI_Poll_002',
  {
    title: 'a new pollRate of function set assignments and programs is taken over',
    purpose:
      'When the server announces another pollRate with the lists of function set assignments and of programs, the gateway polls them at the new rate from then on, slower and faster again.',
    group: 'polling',
    clause: clauses.poll,
    kind: 'timing',
    likelyCauses: ['the first pollRate is kept for ever'],
  },
  announced,
  async (grid) => {
    grid.run.step('preamble', 'Given a gateway that polls at the usual rate');
    await grid.settle();
    const usual = grid.pollSeconds;
    const slow = 2 * usual;
    try {
      for (const rateS of [slow, usual]) {
        grid.when(`When both lists announce ${rateS} s`);
        await Promise.all(
          (['fsa', 'derp'] as const).map(async (resource) => {
            await grid.utility.setPollRate(resource, rateS);
            // The answer that carries the new rate comes with the next poll of the old one.
            await grid.untilRead(resource, 1, slow);
            expectGaps(grid, resource, rateS, await grid.gapsOf(resource, await grid.utility.mark(), 2, slow));
          }),
        );
      }
    } finally {
      for (const resource of ['fsa', 'derp'] as const) await grid.utility.setPollRate(resource, usual);
    }
  },
);

function expectGaps(grid: GridCase, resource: string, rateS: number, gaps: readonly number[]): void {
  const holds = gaps.length > 0 && gaps.some((gap) => gap <= 1.5 * rateS) && gaps.every((gap) => gap >= early * rateS);
  grid.run.observe(holds, {
    text: `${resource} is polled at the new rate`,
    expected: `${early * rateS} s to ${1.5 * rateS} s between two polls`,
    observed: gaps.map((gap) => `${gap.toFixed(2)} s`).join(', ') || 'no two polls',
  });
}
