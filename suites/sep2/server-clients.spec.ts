import { PlumblineError } from '../../src/base/errors.js';
import { at, hexAt } from './body-values.js';
import { clauses } from './clauses.js';
import { mirror, reading } from './mirror-bodies.js';
import { serverCase } from './server-case.js';

const denied = [403, 404];

serverCase(
  'SEP2_SRV_Clients_001',
  {
    title: 'several devices at once, each with its own',
    purpose:
      'Two devices register, see each their own EndDevice, their mirrors and the controls of their programs, at the same time and none of the other.',
    group: 'access',
    clause: clauses.endDevice,
  },
  async (server) => {
    const clients = [await server.registered(), await server.registered()];
    for (let index = 0; index < 5; index++) {
      await server.utility.createControl({ startInS: 3600 + 100 * index, durationS: 60, base: { opModExpLimW: 0 } });
    }
    server.when('When both work at the same time');
    await Promise.all(
      clients.map(async (client, index) => {
        const controls = await server.controls(client);
        server.run.observe(controls.length === 5, {
          text: `device ${index + 1} sees the controls`,
          observed: `${controls.length}`,
        });
        const created = server.expect(
          await client.post('/mup', 'MirrorUsagePoint', mirror(client, ['W', 'V'])),
          201,
          `device ${index + 1} creates a mirror`,
        );
        const location = created?.headers['location'] ?? '/mup/0';
        for (const value of [1000, 1234, 0, -4567]) {
          server.expect(
            await client.post(location, 'MirrorMeterReading', reading(client, 'W', value)),
            [201, 204],
            'a reading is taken',
          );
        }
      }),
    );
    for (const client of clients) {
      const list = await client.get('/mup?s=0&l=255');
      const entries = at(list.value, 'MirrorUsagePoint');
      const owners = Array.isArray(entries) ? entries.map((entry) => hexAt(entry, 'deviceLFDI')) : [];
      server.run.observe(owners.length === 1 && owners[0] === client.lfdi, {
        text: 'each sees its own mirror only',
        expected: client.lfdi,
        observed: owners.join(', ') || 'none',
      });
    }
  },
);

serverCase(
  'SEP2_SRV_Clients_002',
  {
    title: 'what belongs to another device is refused',
    purpose:
      'A device can neither read the EndDevice, DER and mirrors of another nor write to them; its own stay open to it.',
    group: 'access',
    clause: `${clauses.security}: access by LFDI`,
    kind: 'invalid',
  },
  async (server) => {
    const [a, b] = [await server.registered(), await server.registered()];
    const other = await b.self();
    const edev = String(at(other, 'href'));
    const created = await b.post('/mup', 'MirrorUsagePoint', mirror(b, ['W']));
    const mup = created.headers['location'] ?? '/mup/0';
    server.when('When a device asks for what belongs to another');
    server.expect(await a.get(edev), denied, 'its EndDevice is refused');
    for (const link of [
      'DERListLink',
      'FunctionSetAssignmentsListLink',
      'RegistrationLink',
      'SubscriptionListLink',
      'LogEventListLink',
    ]) {
      const href = at(other, link, 'href');
      if (typeof href === 'string') server.expect(await a.get(href), denied, `its ${link} is refused`);
    }
    const ders = await b.follow(other, 'DERListLink');
    const status = at(ders?.value, 'DER', 0, 'DERStatusLink', 'href');
    server.expect(
      await a.put(String(status), 'DERStatus', { readingTime: Math.floor(Date.now() / 1000) }),
      denied,
      'writing its DERStatus is refused',
    );
    server.expect(
      await a.post(mup, 'MirrorMeterReading', reading(a, 'W', 1)),
      denied,
      'posting readings to its mirror is refused',
    );
    server.expect(
      await a.post('/mup', 'MirrorUsagePoint', mirror(b, ['W'])),
      denied,
      'a mirror in its name is refused',
    );
    server.run.observe((await a.self()) !== undefined, { text: "the device's own stays open to it" });
  },
);

serverCase(
  'SEP2_SRV_Clients_003',
  {
    title: 'a client certificate of another PKI is refused',
    purpose:
      'A client whose certificate comes from a root that the server does not trust gets no answer at all; the handshake is refused and logged, and the server lives.',
    group: 'access',
    clause: clauses.security,
    kind: 'invalid',
  },
  async (server) => {
    const stranger = server.bench.client(server.bench.identity('stranger', true));
    const before = (await server.utility.status()).refusedHandshakes.length;
    server.when('When a stranger connects');
    const outcome = await stranger.get('/dcap').then(
      ({ status }) => `answered ${status}`,
      (error: unknown) => (error instanceof PlumblineError ? error.code : String(error)),
    );
    server.run.observe(outcome.startsWith('TRANSPORT-'), {
      text: 'the stranger gets no answer',
      expected: 'the handshake fails',
      observed: outcome,
    });
    const { refusedHandshakes } = await server.utility.status();
    server.run.observe(refusedHandshakes.length > before, {
      text: 'the refusal is in the books of the server, with its reason',
      observed: refusedHandshakes.slice(before).at(-1)?.reason ?? 'nothing',
    });
    const known = await server.bench.knownClient().get('/dcap');
    server.run.observe(known.status === 200, { text: 'the server goes on serving', observed: String(known.status) });
  },
);
