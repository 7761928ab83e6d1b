import { polled } from './arrangement.js';
import { clauses } from './clauses.js';
import type { GridCase } from './grid-case.js';
import { gridCase } from './sep2-case.js';

const rows = [
  ['001', 'close-connection', 'Connection: close with every answer', 'ends for good after Connection: close'],
  [
    '002',
    'idle-close',
    'the server closes the connection after an answer, eight times, without a word',
    'an idle close is not noticed',
  ],
] as const;

for (const [number, kind, title, cause] of rows) {
  gridCase(
    `SEP2_CLI_Connection_${number}`,
    {
      title: `${title}: the gateway connects again`,
      purpose: `When ${title}, the gateway opens another connection for its next request, keeps its rates, and a stop works.`,
      group: 'connection',
      clause: clauses.http,
      likelyCauses: [cause],
    },
    polled,
    async (grid) => {
      await grid.given('export');
      grid.when(`When ${title}`);
      await grid.utility.behave({ kind, ...(kind === 'idle-close' ? { times: 8 } : {}) });
      // Some answers at least are met by it before the stop comes.
      await grid.untilRead('derc', 3, 3 * grid.pollSeconds);
      await stopWorks(grid);
    },
  );
}

async function stopWorks(grid: GridCase): Promise<void> {
  const control = await grid.issue({ durationS: 60, base: { opModConnect: false } });
  const delivered = await grid.delivered(control);
  await grid.power.expectAtMost(0, delivered, grid.bench.pixit('PIXIT_SEP2_StopSeconds'), 'after the stop');
  await grid.expectResponse(control, 2, 2 * grid.pollSeconds + 1);
}

gridCase(
  'SEP2_CLI_Connection_003',
  {
    title: 'one request at a time on a connection',
    purpose:
      'The gateway waits for the answer before it sends the next request on the same connection, also when answers take time: many servers do not serve pipelined requests in order.',
    group: 'connection',
    clause: clauses.http,
    likelyCauses: ['requests are pipelined'],
  },
  polled,
  async (grid) => {
    grid.run.step('preamble', 'Given a gateway that polls');
    await grid.settle();
    grid.when('When each answer takes 100 ms, and a control comes that wants Responses');
    await grid.utility.behave({ kind: 'delay', delayMs: 100 });
    const after = await grid.utility.mark();
    await grid.issue({ durationS: 3, base: { opModExpLimW: 2 * grid.levelW } });
    await grid.untilRead('derc', 4, 3 * grid.pollSeconds);
    const requests = await grid.utility.requests({ after, lfdi: grid.lfdi });
    const early = requests.filter((request) =>
      requests.some(
        ({ seq, connection, answeredAtNs }) =>
          seq < request.seq &&
          connection === request.connection &&
          answeredAtNs !== undefined &&
          answeredAtNs > request.receivedAtNs,
      ),
    );
    grid.run.observe(requests.length >= 3 && early.length === 0, {
      text: 'no request comes before the answer to the one before it',
      expected: 'none of them',
      observed: `${early.length} of ${requests.length} requests${early[0] === undefined ? '' : `, the first ${early[0].method} ${early[0].path}`}`,
    });
  },
);

gridCase(
  'SEP2_CLI_Connection_004',
  {
    title: 'the server restarts: the gateway comes back',
    purpose:
      'When the server process ends and comes back some seconds later, the gateway connects again by itself, and a stop works.',
    group: 'connection',
    clause: `${clauses.http}; ${clauses.failSafe}`,
    likelyCauses: ['no other connection is opened once one was lost'],
  },
  { ...polled, name: 'server that restarts' },
  async (grid) => {
    await grid.given('export');
    grid.when('When the server ends and comes back');
    await grid.bench.restartServer({ ...polled, name: 'server that restarts' });
    const seconds = grid.bench.pixit('PIXIT_SEP2_RetrySeconds');
    const back = await grid.request({ method: 'GET', resource: 'derc', after: 0 }, seconds);
    grid.run.require(back !== undefined, {
      text: 'the gateway reads its controls again',
      expected: `within ${seconds} s`,
      observed: back === undefined ? 'no request' : 'read',
    });
    await stopWorks(grid);
  },
);
