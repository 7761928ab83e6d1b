import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FaultName } from '../../../src/gateway/faults/fault-table.js';
import {
  type PendingResponse,
  type PostOutcome,
  ResponseQueue,
} from '../../../src/gateway/sep2/report/response-queue.js';
import { faultsOf } from './support/events.js';

const lfdi = '3E4F45AB31EDFE5B67E343E5E4562E31984E23E5';

function queue(answers: PostOutcome[], fault?: FaultName, pending: readonly PendingResponse[] = []) {
  const posted: { path: string; value: Record<string, unknown> }[] = [];
  const made = new ResponseQueue({
    lfdi,
    faults: faultsOf(...(fault ? [fault] : [])),
    post: async (path, _resource, value) => {
      posted.push({ path, value: value as Record<string, unknown> });
      return answers.shift() ?? 'taken';
    },
    onSettled: () => undefined,
    pending,
  });
  return { made, posted };
}

const response = (status: number, mRID = '0ABC'): PendingResponse => ({
  resource: 'DERControlResponse',
  mRID,
  status,
  createdS: 1000 + status,
  replyTo: '/rsp',
});

test('in order, each once, with the whole mRID and the time at which it became true', async () => {
  const { made, posted } = queue([]);
  for (const status of [1, 2, 2, 3]) made.add(response(status));
  await made.flush();
  assert.deepEqual(
    posted.map(({ value }) => [value['status'], value['createdDateTime']]),
    [
      [1, 1001],
      [2, 1002],
      [3, 1003],
    ],
  );
  assert.deepEqual(posted[0]?.value['subject'], Uint8Array.of(0x0a, 0xbc));
  assert.equal(
    Buffer.from(posted[0]?.value['endDeviceLFDI'] as Uint8Array)
      .toString('hex')
      .toUpperCase(),
    lfdi,
  );
});

test('a server that is away gets them later, still in order; one that refuses does not get it again', async () => {
  const { made, posted } = queue(['taken', 'again', 'refused', 'taken']);
  for (const status of [1, 2, 3]) made.add(response(status));
  await made.flush();
  assert.deepEqual(
    made.pending.map(({ status }) => status),
    [2, 3],
  );
  await made.flush();
  assert.deepEqual(
    posted.map(({ value }) => value['status']),
    [1, 2, 2, 3],
  );
  assert.equal(made.pending.length, 0);
});

test('what waited before a restart is posted after it', async () => {
  const { made, posted } = queue([], undefined, [response(2)]);
  await made.flush();
  assert.equal(posted.length, 1);
});

test('fault strip-leading-zeros', async () => {
  const { made, posted } = queue([], 'strip-leading-zeros');
  made.add(response(1));
  await made.flush();
  assert.equal(posted[0]?.value['subject'], 'ABC');
});
