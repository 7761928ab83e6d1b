import { at, hexAt, numberAt } from './body-values.js';
import { clauses } from './clauses.js';
import { expectBase } from './control-reading.js';
import { activeControls, defaultControls } from './control-rows.js';
import { type ServerCase, serverCase } from './server-case.js';
import type { ServerClient } from './server-client.js';

const noticeMs = 3000;
const group = 'notifications';

/** Subscribes to a resource; resolves with the location of the Subscription. */
async function subscribe(server: ServerCase, client: ServerClient, resource: string, name: string): Promise<string> {
  const list = at(await client.self(), 'SubscriptionListLink', 'href');
  server.run.require(typeof list === 'string', { text: 'the EndDevice has a SubscriptionListLink' });
  const answer = server.expect(
    await client.post(String(list), 'Subscription', {
      subscribedResource: resource,
      encoding: 0,
      level: '+S1',
      limit: 255,
      notificationURI: server.bench.sink.uri(name),
    }),
    [200, 201, 204],
    `the subscription to ${resource} is taken`,
  );
  return answer?.headers['location'] ?? '';
}

async function linkOf(server: ServerCase, client: ServerClient, link: string): Promise<string> {
  const program = await server.program(client);
  const href = at(program, link, 'href');
  server.run.require(typeof href === 'string', { text: `the program has a ${link}` });
  return String(href);
}

const nameOf = (client: ServerClient, what: string) => `${client.lfdi.slice(0, 12)}-${what}`;

serverCase(
  'SEP2_SRV_Subscription_001',
  {
    title: 'lists and default controls can be subscribed to, and are notified',
    purpose:
      'Subscriptions to end devices, assignments, programs, controls and the default control are taken, and a change of each is notified.',
    group,
    clause: clauses.subscription,
  },
  async (server) => {
    const client = await server.registered();
    await server.utility.setDefault({ base: { opModExpLimW: 5000 } }, 'site');
    const self = await client.self();
    const edev = String(at((await client.get('/dcap')).value, 'EndDeviceListLink', 'href'));
    const fsa = String(at(self, 'FunctionSetAssignmentsListLink', 'href'));
    const assignment = await client.follow(self, 'FunctionSetAssignmentsListLink');
    const derp = String(at(assignment?.value, 'FunctionSetAssignments', 0, 'DERProgramListLink', 'href'));
    const resources = [
      ['edev', edev, () => server.utility.setPollRate('edev', 30)],
      ['fsa', fsa, () => server.utility.setPollRate('fsa', 30)],
      ['derp', derp, () => server.utility.setPollRate('derp', 30)],
      [
        'derc',
        await linkOf(server, client, 'DERControlListLink'),
        () => server.utility.createControl({ durationS: 600, base: { opModExpLimW: 0 } }),
      ],
      [
        'dderc',
        await linkOf(server, client, 'DefaultDERControlLink'),
        () => server.utility.setDefault({ base: { opModExpLimW: 2000 } }, 'site'),
      ],
    ] as const;
    for (const [what, resource] of resources) await subscribe(server, client, resource, nameOf(client, what));
    for (const [what, resource, change] of resources) {
      server.when(`When ${what} changes`);
      const from = process.hrtime.bigint();
      await change();
      const found = await server.bench.sink.until(
        nameOf(client, what),
        ({ at: received }) => received >= from,
        noticeMs,
      );
      server.run.observe(found !== undefined && at(found.value, 'subscribedResource') === resource, {
        text: `the change of ${what} is notified`,
        expected: `within ${noticeMs} ms, for ${resource}`,
        observed: found === undefined ? 'no notification' : String(at(found.value, 'subscribedResource')),
      });
      for (const violation of found?.violations.slice(0, 2) ?? []) {
        server.run.observe(false, { text: 'the notification follows the schema', observed: violation });
      }
    }
  },
);

serverCase(
  'SEP2_SRV_Subscription_002',
  {
    title: 'a subscription is renewed and deleted',
    purpose:
      'The same subscription posted again does not double the notifications; a deleted one is notified no longer.',
    group,
    clause: clauses.subscription,
  },
  async (server) => {
    const client = await server.registered();
    const derc = await linkOf(server, client, 'DERControlListLink');
    const name = nameOf(client, 'twice');
    await subscribe(server, client, derc, name);
    const location = await subscribe(server, client, derc, name);
    server.when('When a control is issued after the same subscription was posted twice');
    await server.utility.createControl({ durationS: 600, base: { opModExpLimW: 0 } });
    await server.bench.sink.until(name, () => true, noticeMs);
    const own = () => server.bench.sink.received.filter(({ path }) => path === `/notify/${name}`).length;
    const subscriptions = (await server.utility.subscriptions()).filter(({ lfdi }) => lfdi === client.lfdi);
    server.run.observe(subscriptions.length === 1, {
      text: 'there is one subscription',
      observed: `${subscriptions.length}`,
    });
    server.run.observe(own() === 1, { text: 'there is one notification', expected: '1', observed: `${own()}` });
    server.when('When it is deleted, and another control is issued');
    server.expect(await client.delete(location), [200, 204], 'the subscription is deleted');
    await server.utility.createControl({ durationS: 600, base: { opModExpLimW: 1 } });
    // Another client's notification, which comes by the same way later, proves that this one does not come any more.
    const witness = await server.registered();
    await subscribe(server, witness, derc, nameOf(witness, 'witness'));
    await server.utility.createControl({ durationS: 600, base: { opModExpLimW: 2 } });
    const seen = await server.bench.sink.until(nameOf(witness, 'witness'), () => true, noticeMs);
    server.run.observe(seen !== undefined && own() === 1, {
      text: 'the deleted subscription is notified no longer, another one is',
      expected: '1 notification, and 1 for the witness',
      observed: `${own()} notifications, ${seen === undefined ? 'none' : '1'} for the witness`,
    });
  },
);

const numberOf = (index: number) => String(index + 1).padStart(3, '0');

for (const [index, { title, bases }] of activeControls.entries()) {
  serverCase(
    `SEP2_SRV_Notification_${numberOf(index)}`,
    {
      title: `an active control by notification: ${title}`,
      purpose: `A control (${title}) is notified to a subscriber with all that was ordered.`,
      group,
      clause: clauses.subscription,
    },
    async (server) => {
      const client = await server.registered();
      const name = nameOf(client, `c${index}`);
      await subscribe(server, client, await linkOf(server, client, 'DERControlListLink'), name);
      for (const base of bases) {
        server.when(`When ${JSON.stringify(base)} is ordered`);
        const { mRID } = await server.utility.createControl({ durationS: 600, base });
        let control: unknown;
        await server.bench.sink.until(
          name,
          ({ value }) => {
            const entries = at(value, 'Resource', 'DERControl');
            control = Array.isArray(entries)
              ? entries.find((entry) => hexAt(entry, 'mRID') === mRID.toUpperCase())
              : undefined;
            return control !== undefined;
          },
          noticeMs,
        );
        server.run.require(control !== undefined, { text: 'the control comes with a notification', expected: mRID });
        expectBase(server.run, at(control, 'DERControlBase'), base, title);
      }
    },
  );
}

for (const [index, { title, base, setGradW }] of defaultControls.entries()) {
  serverCase(
    `SEP2_SRV_Notification_${numberOf(index + activeControls.length)}`,
    {
      title: `a default control by notification: ${title}`,
      purpose: `The DefaultDERControl (${title}) is notified to a subscriber with all that was ordered.`,
      group,
      clause: clauses.subscription,
    },
    async (server) => {
      const client = await server.registered();
      await server.utility.setDefault({ base: {} }, 'site');
      const name = nameOf(client, `d${index}`);
      await subscribe(server, client, await linkOf(server, client, 'DefaultDERControlLink'), name);
      server.when(`When the default control is set: ${title}`);
      const from = process.hrtime.bigint();
      await server.utility.setDefault({ base, ...(setGradW === undefined ? {} : { setGradW }) }, 'site');
      const found = await server.bench.sink.until(name, ({ at: received }) => received >= from, noticeMs);
      server.run.require(found !== undefined, { text: 'a notification comes', expected: `within ${noticeMs} ms` });
      expectBase(server.run, at(found!.value, 'Resource', 'DERControlBase'), base, title);
      server.run.observe(numberAt(found!.value, 'Resource', 'setGradW') === setGradW, {
        text: 'setGradW is as ordered',
        expected: String(setGradW ?? 'none'),
        observed: String(numberAt(found!.value, 'Resource', 'setGradW') ?? 'none'),
      });
    },
  );
}

serverCase(
  'SEP2_SRV_Notification_015',
  {
    title: 'a subscriber that is away gets its notification when it is back, or finds the control by polling',
    purpose:
      'Notifications that are refused do not end the server or the subscription: the next change is notified, and the control of the time between is in the list.',
    group,
    clause: `${clauses.subscription}; CSIP-AUS, communication loss`,
  },
  async (server) => {
    const client = await server.registered();
    const name = nameOf(client, 'away');
    await subscribe(server, client, await linkOf(server, client, 'DERControlListLink'), name);
    server.when('When notifications are refused while a control is issued, and taken again afterwards');
    try {
      server.bench.sink.answerWith(503);
      const missed = await server.utility.createControl({ startInS: 3600, durationS: 600, base: { opModExpLimW: 0 } });
      const found = (await server.controls(client)).some((entry) => hexAt(entry, 'mRID') === missed.mRID.toUpperCase());
      server.run.observe(found, { text: 'the control is in the list meanwhile' });
    } finally {
      server.bench.sink.answerWith(201);
    }
    await server.utility.createControl({ startInS: 3600, durationS: 600, base: { opModExpLimW: 1 } });
    const back = await server.bench.sink.until(name, () => true, 4 * noticeMs);
    const entries = at(back?.value, 'Resource', 'DERControl');
    server.run.observe(back !== undefined, {
      text: 'the next change is notified',
      observed:
        back === undefined ? 'no notification' : `${Array.isArray(entries) ? entries.length : 0} controls in it`,
    });
  },
);
