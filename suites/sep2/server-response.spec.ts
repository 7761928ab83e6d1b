import { at, hexAt, numberAt } from './body-values.js';
import { clauses } from './clauses.js';
import { type ServerCase, serverCase } from './server-case.js';
import type { Answer, ServerClient } from './server-client.js';

const group = 'responses';
const now = () => Math.floor(Date.now() / 1000);
const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

async function find(server: ServerCase, client: ServerClient, mRID: string): Promise<unknown> {
  return (await server.controls(client)).find((entry) => hexAt(entry, 'mRID') === mRID.toUpperCase());
}

/** Posts a Response where the control wants it. */
function respond(
  client: ServerClient,
  control: unknown,
  status: number | undefined,
  changes: object = {},
): Promise<Answer> {
  const replyTo = String(at(control, 'replyTo'));
  return client.post(replyTo, 'DERControlResponse', {
    createdDateTime: now(),
    endDeviceLFDI: bytes(client.lfdi),
    ...(status === undefined ? {} : { status }),
    subject: bytes(hexAt(control, 'mRID') ?? ''),
    ...changes,
  });
}

function statusOf(control: unknown): number | undefined {
  return numberAt(control, 'EventStatus', 'currentStatus');
}

serverCase(
  'SEP2_SRV_Response_001',
  {
    title: 'the life of controls: scheduled, active, cancelled, superseded; responses are taken',
    purpose:
      'A control goes from scheduled to active by the clock, a cancelled one stays in the list as cancelled for a while, one that a newer overlaps is marked; the Responses of each stage are taken with replyTo and responseRequired.',
    group,
    clause: `${clauses.responses}; ${clauses.events}`,
  },
  async (server) => {
    const client = await server.registered();
    const { utility, run } = server;
    const first = await utility.createControl({ startInS: 1, durationS: 2, base: { opModExpLimW: 22_000 } });
    server.when('When a control is scheduled, starts and ends');
    const scheduled = await find(server, client, first.mRID);
    run.observe(
      (statusOf(scheduled) === 0 &&
        numberAt(scheduled, 'responseRequired') !== undefined &&
        hexAt(scheduled, 'responseRequired') === undefined) ||
        bits(scheduled) === 3,
      {
        text: 'it is scheduled, and wants Responses',
        expected: 'EventStatus 0, responseRequired 03',
        observed: `EventStatus ${statusOf(scheduled)}, responseRequired ${hexAt(scheduled, 'responseRequired') ?? numberAt(scheduled, 'responseRequired')}`,
      },
    );
    for (const status of [1, 2, 3])
      server.expect(await respond(client, scheduled, status), [200, 201, 204], `Response ${status} is taken`);
    await becomes(server, client, first.mRID, [1], 3);
    await becomes(server, client, first.mRID, [undefined], 6);
    server.when('When an active control is cancelled');
    const second = await utility.createControl({ durationS: 600, base: { opModExpLimW: 22_000 } });
    await becomes(server, client, second.mRID, [1], 2);
    await utility.cancelControl(second.mRID);
    await becomes(server, client, second.mRID, [2], 2);
    server.expect(
      await respond(client, await find(server, client, second.mRID), 6),
      [200, 201, 204],
      'Response 6 is taken',
    );
    server.when('When a scheduled control is cancelled');
    const third = await utility.createControl({ startInS: 600, durationS: 600, base: { opModExpLimW: 22_000 } });
    await utility.cancelControl(third.mRID);
    await becomes(server, client, third.mRID, [2], 2);
    server.when('When a control overlaps an older one');
    const fourth = await utility.createControl({ startInS: 600, durationS: 600, base: { opModExpLimW: 22_000 } });
    const fifth = await utility.createControl({ startInS: 300, durationS: 700, base: { opModExpLimW: 0 } });
    const older = await find(server, client, fourth.mRID);
    run.observe(statusOf(older) === 4 || at(older, 'EventStatus', 'potentiallySuperseded') === true, {
      text: 'the older one is marked as superseded, or potentially so',
      observed: JSON.stringify(at(older, 'EventStatus') ?? 'gone', (_key, value) =>
        typeof value === 'bigint' ? Number(value) : value,
      ),
    });
    for (const [mRID, status] of [
      [fourth.mRID, 7],
      [fifth.mRID, 1],
    ] as const) {
      server.expect(
        await respond(client, await find(server, client, mRID), status),
        [200, 201, 204],
        `Response ${status} is taken`,
      );
    }
    const statuses = (await utility.responses(first.mRID)).map(({ status }) => status);
    run.observe(statuses.join() === '1,2,3', {
      text: 'the server has the Responses',
      expected: '1,2,3',
      observed: statuses.join(),
    });
  },
);

function bits(control: unknown): number | undefined {
  const digits = hexAt(control, 'responseRequired');
  return digits === undefined ? numberAt(control, 'responseRequired') : Number.parseInt(digits, 16);
}

async function becomes(
  server: ServerCase,
  client: ServerClient,
  mRID: string,
  statuses: readonly (number | undefined)[],
  seconds: number,
): Promise<void> {
  const deadline = process.hrtime.bigint() + BigInt(seconds) * 1_000_000_000n;
  let seen = statusOf(await find(server, client, mRID));
  while (!statuses.includes(seen) && process.hrtime.bigint() < deadline) {
    // The clock of the server moves in seconds: looking more often tells nothing.
    await new Promise<void>((resolve) => setTimeout(resolve, 100));
    seen = statusOf(await find(server, client, mRID));
  }
  const words = statuses.map((status) => status ?? 'gone').join(' or ');
  server.run.observe(statuses.includes(seen), {
    text: `EventStatus becomes ${words}`,
    expected: `${words} within ${seconds} s`,
    observed: String(seen ?? 'gone'),
  });
}

serverCase(
  'SEP2_SRV_Response_002',
  {
    title: 'a cancelled control stays in sight',
    purpose:
      'A control that was cancelled is in the list for some seconds at least, so that a client that polls can see and answer it.',
    group,
    clause: clauses.events,
    kind: 'timing',
  },
  async (server) => {
    const client = await server.registered();
    const control = await server.utility.createControl({ durationS: 60, base: { opModExpLimW: 22_000 } });
    server.when('When it is cancelled, and looked at again after some seconds');
    await server.utility.cancelControl(control.mRID);
    await becomes(server, client, control.mRID, [2], 1);
    await new Promise<void>((resolve) => setTimeout(resolve, 3000));
    const seen = await find(server, client, control.mRID);
    server.run.observe(statusOf(seen) === 2, {
      text: 'it is still there, as cancelled',
      observed: String(statusOf(seen) ?? 'gone'),
    });
    server.expect(await respond(client, seen, 6), [200, 201, 204], 'Response 6 is taken late');
  },
);

serverCase(
  'SEP2_SRV_Response_003',
  {
    title: 'wrong Responses are refused',
    purpose:
      'A Response for an mRID that there is not, one in the name of another device, and one that breaks the schema are refused.',
    group,
    clause: clauses.responses,
    kind: 'invalid',
  },
  async (server) => {
    const client = await server.registered();
    const { mRID } = await server.utility.createControl({ durationS: 600, base: { opModExpLimW: 22_000 } });
    const control = await find(server, client, mRID);
    server.when('When wrong Responses are posted');
    const rows = [
      ['an unknown mRID', { subject: bytes('0123456789ABCDEF0123456789ABCDEF') }, 1],
      ['an unknown LFDI', { endDeviceLFDI: bytes('00'.repeat(20)) }, 1],
      ['a status that no Int8 holds', { status: 4000 }, undefined],
    ] as const;
    for (const [what, changes, status] of rows) {
      await server.expectRefusal(
        await respond(client, control, status, changes),
        `a Response with ${what} is refused`,
        [400, 403, 404],
        client,
      );
    }
  },
);
