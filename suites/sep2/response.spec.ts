import { polled } from './arrangement.js';
import { clauses } from './clauses.js';
import type { GridCase } from './grid-case.js';
import { gridCase } from './sep2-case.js';

const causes = ['responses are posted without regard to the state of the event', 'the mRID is handled as a number'];
/** An mRID with leading zeros, an even number of them: a client that handles it as a number loses whole octets. */
const leadingZeros = () => `0000A5${Date.now().toString(16).toUpperCase().padStart(26, '7')}`;

gridCase(
  'SEP2_CLI_Response_001',
  {
    title: 'received, started, completed: each once, with the mRID as subject',
    purpose:
      'For a control that is received, starts and ends, the gateway posts Responses 1, 2 and 3, once each and in this order, with the mRID in full, its LFDI and a time within the event.',
    group: 'responses',
    clause: clauses.responses,
    likelyCauses: causes,
  },
  polled,
  async (grid) => {
    await grid.given('export');
    const durationS = 3;
    grid.when(`When the server issues a control of ${durationS} s whose mRID has leading zeros`);
    const base = { opModExpLimW: 0.5 * grid.levelW };
    const control = await grid.issue({ durationS, base, mRID: leadingZeros(), startInS: 2 });
    await grid.delivered(control);
    await grid.expectResponse(control, 1, grid.pollSeconds + 1);
    const start = grid.monotonicOf(control.startS);
    const started = await grid.expectResponse(control, 2, grid.secondsUntil(start) + grid.pollSeconds + 2);
    if (started !== undefined) notBefore(grid, started.receivedAtNs, start, 'started');
    const end = grid.monotonicOf(control.startS + durationS);
    const completed = await grid.expectResponse(control, 3, grid.secondsUntil(end) + grid.pollSeconds + 2);
    if (completed !== undefined) notBefore(grid, completed.receivedAtNs, end, 'completed');
    await expectSequence(grid, control.mRID, [1, 2, 3]);
  },
);

/** A response must not tell what has not happened yet; a second is the granularity of the server's Time. */
function notBefore(grid: GridCase, moment: bigint, earliest: bigint, word: string): void {
  const late = Number(moment - earliest) / 1e9;
  grid.run.observe(late >= -1, {
    text: `"${word}" is not told before it is so`,
    expected: 'at most 1 s (granularity of Time) before',
    observed: `${late.toFixed(2)} s after`,
  });
}

async function expectSequence(grid: GridCase, mRID: string, statuses: readonly number[]): Promise<void> {
  const seen = (await grid.utility.responses(mRID)).map(({ status }) => status);
  grid.run.observe(seen.join() === statuses.join(), {
    text: 'each Response is posted once, in the order of the event',
    expected: statuses.join(', '),
    observed: seen.join(', ') || 'none',
    field: 'Response.status',
  });
}

gridCase(
  'SEP2_CLI_Response_002',
  {
    title: 'cancellation of an active control: Response 6, and the default control holds',
    purpose:
      'When an active control is cancelled, the gateway posts Response 6 and the power at the meter follows the default control at once, long before the planned end.',
    group: 'responses',
    clause: `${clauses.responses}; ${clauses.events}`,
    likelyCauses: [...causes, 'a cancelled event runs on to its planned end'],
  },
  polled,
  async (grid) => {
    await grid.given('export');
    const { levelW, power } = grid;
    const seconds = grid.bench.pixit('PIXIT_SEP2_LimitSeconds') + 2 * grid.pollSeconds;
    const set = await grid.setDefault({ base: { opModExpLimW: 0.3 * levelW } });
    await power.expectNear(0.3 * levelW, set.issuedAtNs, seconds, 'under the default control');
    const control = await grid.issue({ durationS: 3600, base: { opModExpLimW: 0.7 * levelW } });
    await power.expectNear(0.7 * levelW, await grid.delivered(control), seconds, 'under the control');
    await grid.response(control.mRID, 2, 3);
    grid.when('When the server cancels the control');
    const cancelled = await grid.cancel(control);
    await power.expectNear(0.3 * levelW, cancelled.issuedAtNs, seconds, 'under the default control again');
    await grid.expectResponse(control, 6, 2 * grid.pollSeconds + 1);
    await expectSequence(grid, control.mRID, [1, 2, 6]);
  },
);

gridCase(
  'SEP2_CLI_Response_003',
  {
    title: 'cancellation of a scheduled control: Response 6, and it never starts',
    purpose:
      'When a control is cancelled before its start, the gateway posts Response 6 and the power at the meter does not change when the start comes.',
    group: 'responses',
    clause: `${clauses.responses}; ${clauses.events}`,
    likelyCauses: causes,
  },
  polled,
  async (grid) => {
    await grid.given('export');
    grid.when('When a scheduled control is cancelled before it starts');
    const control = await grid.issue({ durationS: 30, startInS: 3, base: { opModExpLimW: 0 } });
    await grid.delivered(control);
    await grid.expectResponse(control, 1, grid.pollSeconds + 1);
    const from = process.hrtime.bigint();
    await grid.cancel(control);
    await grid.expectResponse(control, 6, 2 * grid.pollSeconds + 1);
    const start = grid.monotonicOf(control.startS);
    await grid.until(start + 1_000_000_000n);
    grid.power.expectAllAtLeast(
      grid.levelW,
      from,
      start + 1_000_000_000n,
      'while the cancelled control should not start',
    );
    await expectSequence(grid, control.mRID, [1, 6]);
  },
);

gridCase(
  'SEP2_CLI_Response_004',
  {
    title: 'a newer control of the same program supersedes an older one: Response 7',
    purpose:
      'Of two controls of one program that overlap, the one that was created later holds; for the older one the gateway posts Response 7, for the newer one 1 and 2.',
    group: 'responses',
    clause: `${clauses.responses}; ${clauses.events}`,
    likelyCauses: [...causes, 'the older of two overlapping events wins'],
  },
  polled,
  async (grid) => {
    await grid.given('export');
    const { levelW, power } = grid;
    const seconds = grid.bench.pixit('PIXIT_SEP2_LimitSeconds');
    // Both are called active: which one holds is for the gateway to tell, by creationTime.
    const older = await grid.issue({ durationS: 60, status: 'active', base: { opModExpLimW: 0.7 * levelW } });
    await power.expectNear(0.7 * levelW, await grid.delivered(older), seconds, 'under the older control');
    // creationTime has the granularity of a second: the newer one must be newer by it.
    await grid.until(grid.monotonicOf(Math.max(older.startS, grid.secondOf(older.issuedAtNs)) + 1) + 50_000_000n);
    grid.when('When the server issues another control for the same time');
    const newer = await grid.issue({ durationS: 60, status: 'active', base: { opModExpLimW: 0.3 * levelW } });
    await power.expectNear(0.3 * levelW, await grid.delivered(newer), seconds, 'under the newer control');
    await grid.expectResponse(older, 7, 2 * grid.pollSeconds + 1);
    await grid.expectResponse(newer, 2, 2 * grid.pollSeconds + 1);
  },
);
