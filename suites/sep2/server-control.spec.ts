import { at, hexAt, numberAt } from './body-values.js';
import { clauses } from './clauses.js';
import { expectBase } from './control-reading.js';
import { activeControls, defaultControls } from './control-rows.js';
import { type ServerCase, serverCase } from './server-case.js';
import type { ServerClient } from './server-client.js';

const number = (index: number) => String(index + 1).padStart(3, '0');

async function controlOf(server: ServerCase, client: ServerClient, mRID: string): Promise<unknown> {
  const entries = await server.controls(client);
  return entries.find((entry) => hexAt(entry, 'mRID') === mRID.toUpperCase());
}

for (const [index, { title, bases }] of activeControls.entries()) {
  serverCase(
    `SEP2_SRV_Control_${number(index)}`,
    {
      title: `an active control: ${title}`,
      purpose: `A control (${title}) that is issued now stands in the list with its mRID, is active, and says what was ordered.`,
      group: 'controls',
      clause: clauses.control,
    },
    async (server) => {
      const client = await server.registered();
      for (const base of bases) {
        server.when(`When ${JSON.stringify(base)} is ordered`);
        const { mRID } = await server.utility.createControl({ durationS: 600, base });
        const control = await controlOf(server, client, mRID);
        server.run.require(control !== undefined, { text: 'the control is in the list', expected: mRID });
        expectBase(server.run, at(control, 'DERControlBase'), base, title);
        server.run.observe(numberAt(control, 'EventStatus', 'currentStatus') === 1, {
          text: 'its EventStatus is active',
          expected: '1',
          observed: String(numberAt(control, 'EventStatus', 'currentStatus')),
        });
      }
    },
  );
}

for (const [index, { title, base, setGradW }] of defaultControls.entries()) {
  serverCase(
    `SEP2_SRV_Default_${number(index)}`,
    {
      title: `the default control: ${title}`,
      purpose: `The DefaultDERControl (${title}) says what was ordered.`,
      group: 'default controls',
      clause: clauses.defaultControl,
    },
    async (server) => {
      const client = await server.registered();
      server.when(`When the default control is set: ${title}`);
      await server.utility.setDefault({ base, ...(setGradW === undefined ? {} : { setGradW }) }, 'site');
      const program = await server.program(client);
      const answer = server.expect(
        await client.follow(program, 'DefaultDERControlLink'),
        200,
        'the DefaultDERControl is served',
      );
      expectBase(server.run, at(answer?.value, 'DERControlBase'), base, title);
      server.run.observe(numberAt(answer?.value, 'setGradW') === setGradW, {
        text: 'setGradW is as ordered',
        expected: String(setGradW ?? 'none'),
        observed: String(numberAt(answer?.value, 'setGradW') ?? 'none'),
        field: 'DefaultDERControl.setGradW',
      });
    },
  );
}

serverCase(
  'SEP2_SRV_Programs_001',
  {
    title: 'two programs, each with its primacy, control and default',
    purpose: 'Programs of different primacy are both assigned, and each has its own controls and default control.',
    group: 'controls',
    clause: clauses.control,
  },
  async (server) => {
    const client = await server.registered();
    await server.utility.setDefault({ base: { opModExpLimW: 6600 } }, 'site');
    const weak = await server.utility.createControl({
      program: 'feeder',
      durationS: 600,
      base: { opModExpLimW: 22_000 },
    });
    server.when('When a device reads its programs');
    const strong = await server.program(client, 1);
    const answer = server.expect(
      await client.follow(strong, 'DefaultDERControlLink'),
      200,
      'the default of the stronger one is served',
    );
    expectBase(
      server.run,
      at(answer?.value, 'DERControlBase'),
      { opModExpLimW: 6600 },
      'default of the stronger program',
    );
    const mRIDs = (entries: readonly unknown[]) => entries.map((entry) => hexAt(entry, 'mRID'));
    server.run.observe((await server.controls(client, 1)).length === 0, {
      text: 'the stronger program has no control',
    });
    server.run.observe(mRIDs(await server.controls(client, 2)).join() === weak.mRID.toUpperCase(), {
      text: 'the weaker program has its control',
      expected: weak.mRID,
    });
  },
);

serverCase(
  'SEP2_SRV_Schedule_001',
  {
    title: 'a schedule of 24 controls, read page by page',
    purpose:
      'Of 24 controls each page of 10 is served in the order of their starts; all says 24, results what is on the page.',
    group: 'controls',
    clause: clauses.lists,
  },
  async (server) => {
    const client = await server.registered();
    const ordered: string[] = [];
    for (let index = 0; index < 24; index++) {
      const order = { startInS: 3600 + 60 * index, durationS: 60, base: { opModExpLimW: 100 * index } };
      ordered.push((await server.utility.createControl(order)).mRID.toUpperCase());
    }
    const program = await server.program(client);
    const seen: (string | undefined)[] = [];
    server.when('When a device reads pages of 10');
    for (const start of [0, 10, 20]) {
      const page = server.expect(
        await client.follow(program, 'DERControlListLink', `?s=${start}&l=10`),
        200,
        `page from ${start}`,
      );
      const entries = at(page?.value, 'DERControl');
      const list: readonly unknown[] = Array.isArray(entries) ? entries : [];
      server.run.observe(numberAt(page?.value, 'all') === 24 && numberAt(page?.value, 'results') === list.length, {
        text: 'all and results are right',
        expected: `all 24, results ${list.length}`,
        observed: `all ${numberAt(page?.value, 'all')}, results ${numberAt(page?.value, 'results')}`,
      });
      seen.push(...list.map((entry) => hexAt(entry, 'mRID')));
    }
    server.run.observe(seen.join() === ordered.join(), {
      text: 'the pages hold every control once, in the order of their starts',
      observed: `${seen.length} controls`,
    });
  },
);

serverCase(
  'SEP2_SRV_Schedule_002',
  {
    title: 'controls with a random start say so',
    purpose: 'Controls with randomizeStart and randomizeDuration carry both as ordered.',
    group: 'controls',
    clause: clauses.random,
  },
  async (server) => {
    const client = await server.registered();
    server.when('When controls with a random part are ordered');
    for (let index = 0; index < 5; index++) {
      const order = { startInS: 3600 + 120 * index, durationS: 120, base: { opModExpLimW: 1000 } };
      await server.utility.createControl({ ...order, randomizeStartS: 60, randomizeDurationS: -30 });
    }
    const entries = await server.controls(client);
    server.run.observe(entries.length === 5, { text: 'all five are listed', observed: `${entries.length}` });
    for (const entry of entries) {
      const [start, duration] = [numberAt(entry, 'randomizeStart'), numberAt(entry, 'randomizeDuration')];
      server.run.observe(start === 60 && duration === -30, {
        text: 'the random parts are as ordered',
        expected: '60 s, -30 s',
        observed: `${start} s, ${duration} s`,
      });
    }
  },
);
