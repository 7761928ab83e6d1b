import { at, bitsAt, numberAt, scaledAt } from './body-values.js';
import { clauses } from './clauses.js';
import type { ServerCase } from './server-case.js';
import { serverCase } from './server-case.js';
import type { ServerClient } from './server-client.js';

const taken = [200, 201, 204];
const now = () => Math.floor(Date.now() / 1000);

async function derLink(server: ServerCase, client: ServerClient, link: string): Promise<string> {
  const list = await client.follow(await client.self(), 'DERListLink');
  const href = at(list?.value, 'DER', 0, link, 'href');
  server.run.require(typeof href === 'string', { text: `the DER has a ${link}` });
  return String(href);
}

/** Puts a resource, reads it back and holds one value against what was put. */
async function roundTrip(
  server: ServerCase,
  client: ServerClient,
  href: string,
  resource: string,
  value: object,
  check: (read: unknown) => readonly [text: string, expected: unknown, observed: unknown],
): Promise<void> {
  server.expect(await client.put(href, resource, value), taken, `${resource} is taken`);
  const read = server.expect(await client.get(href), 200, `${resource} is served`);
  const [text, expected, observed] = check(read?.value);
  server.run.observe(expected === observed, { text, expected: String(expected), observed: String(observed) });
}

serverCase(
  'SEP2_SRV_Der_001',
  {
    title: 'DERStatus is kept as it was put',
    purpose: 'Each change of genConnectStatus and operationalModeStatus that a device puts is served as it was put.',
    group: 'DER',
    clause: clauses.der,
  },
  async (server) => {
    const client = await server.registered();
    const href = await derLink(server, client, 'DERStatusLink');
    server.when('When the device puts one status after the other');
    for (const bits of [7, 6, 7, 5, 7, 3, 7]) {
      const genConnectStatus = { dateTime: now(), value: Uint8Array.of(bits) };
      await roundTrip(server, client, href, 'DERStatus', { genConnectStatus, readingTime: now() }, (read) => [
        'genConnectStatus is the one that was put',
        bits,
        bitsAt(read, 'genConnectStatus', 'value'),
      ]);
    }
    for (const mode of [1, 2]) {
      const operationalModeStatus = { dateTime: now(), value: mode };
      await roundTrip(server, client, href, 'DERStatus', { operationalModeStatus, readingTime: now() }, (read) => [
        'operationalModeStatus is the one that was put',
        mode,
        numberAt(read, 'operationalModeStatus', 'value'),
      ]);
    }
  },
);

const rated = (watts: number) => ({ multiplier: 0, value: watts });

serverCase(
  'SEP2_SRV_Der_002',
  {
    title: 'DERCapability and DERSettings are kept, and updated',
    purpose:
      'Ratings and settings that a device puts are served as they were put, and the second ones take the place of the first.',
    group: 'DER',
    clause: clauses.der,
  },
  async (server) => {
    const client = await server.registered();
    const capability = await derLink(server, client, 'DERCapabilityLink');
    const settings = await derLink(server, client, 'DERSettingsLink');
    for (const watts of [10_000, 11_000]) {
      server.when(`When a device of ${watts} W puts them`);
      const modes = Uint8Array.of(0, 0, 0, watts === 10_000 ? 3 : 4);
      const ratings = {
        modesSupported: modes,
        rtgMaxW: rated(watts),
        type: 82,
        rtgVNom: { multiplier: 0, value: 230 },
      };
      await roundTrip(server, client, capability, 'DERCapability', ratings, (read) => [
        'rtgMaxW is the one that was put',
        watts,
        scaledAt(read, 'rtgMaxW'),
      ]);
      const set = { modesEnabled: modes, setGradW: watts / 10, setMaxW: rated(watts), updatedTime: now() };
      await roundTrip(server, client, settings, 'DERSettings', set, (read) => [
        'setGradW is the one that was put',
        watts / 10,
        numberAt(read, 'setGradW'),
      ]);
    }
  },
);

serverCase(
  'SEP2_SRV_Der_003',
  {
    title: 'incomplete DERSettings are refused',
    purpose: 'DERSettings without updatedTime are refused with 400, those of before stay, and complete ones are taken.',
    group: 'DER',
    clause: clauses.schema,
    kind: 'invalid',
  },
  async (server) => {
    const client = await server.registered();
    const href = await derLink(server, client, 'DERSettingsLink');
    const good = { setGradW: 1000, setMaxW: rated(10_000), updatedTime: now() };
    server.expect(await client.put(href, 'DERSettings', good), taken, 'complete settings are taken');
    server.when('When updatedTime is left out');
    const { updatedTime: _left, ...incomplete } = { ...good, setGradW: 77 };
    await server.expectRefusal(
      await client.put(href, 'DERSettings', incomplete),
      'incomplete settings are refused',
      [400],
      client,
    );
    const read = await client.get(href);
    server.run.observe(numberAt(read.value, 'setGradW') === 1000, {
      text: 'the settings of before stay',
      expected: '1000',
      observed: String(numberAt(read.value, 'setGradW')),
    });
  },
);
