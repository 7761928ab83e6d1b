import { gatewayPin } from './arrangement.js';
import { at, hexAt, numberAt } from './body-values.js';
import { clauses } from './clauses.js';
import { serverCase } from './server-case.js';

/** What a refusal may be: the standard leaves the status to the server. */
const refusals = [400, 403, 404, 409];
const links = [
  'DERListLink',
  'FunctionSetAssignmentsListLink',
  'LogEventListLink',
  'RegistrationLink',
  'ConnectionPointLink',
];

serverCase(
  'SEP2_SRV_Discovery_001',
  {
    title: 'a device that is registered out of band finds everything by links',
    purpose:
      'DeviceCapability leads to Time, EndDevices and mirrors; the list holds the own EndDevice only; its links lead to DER with capability, settings and status; the time is right.',
    group: 'discovery',
    clause: `${clauses.discovery}; ${clauses.endDevice}; ${clauses.time}`,
  },
  async (server) => {
    const client = server.bench.knownClient();
    server.when('When a known device follows the links');
    const dcap = server.expect(await client.get('/dcap'), 200, 'DeviceCapability is served');
    const time = server.expect(await client.follow(dcap?.value, 'TimeLink'), 200, 'Time is served');
    const offset = (numberAt(time?.value, 'currentTime') ?? 0) - Date.now() / 1000;
    server.run.observe(Math.abs(offset) <= 2, {
      text: 'the time is right',
      expected: 'at most 2 s off',
      observed: `${offset.toFixed(1)} s`,
      field: 'Time.currentTime',
    });
    server.expect(await client.follow(dcap?.value, 'MirrorUsagePointListLink'), 200, 'the list of mirrors is served');
    const list = server.expect(
      await client.follow(dcap?.value, 'EndDeviceListLink', '?s=0&l=255'),
      200,
      'EndDevices are served',
    );
    const entries = at(list?.value, 'EndDevice');
    const lfdis = Array.isArray(entries) ? entries.map((entry) => hexAt(entry, 'lFDI')) : [];
    server.run.observe(lfdis.length === 1 && lfdis[0] === client.lfdi, {
      text: 'the list holds the own EndDevice, and no other',
      expected: client.lfdi,
      observed: lfdis.join(', ') || 'none',
    });
    const self = await client.self();
    for (const link of links) {
      server.run.observe(typeof at(self, link, 'href') === 'string', { text: `the EndDevice has a ${link}` });
    }
    const ders = server.expect(await client.follow(self, 'DERListLink'), 200, 'the list of DER is served');
    const der = at(ders?.value, 'DER', 0);
    for (const link of ['DERCapabilityLink', 'DERSettingsLink', 'DERStatusLink', 'DERAvailabilityLink']) {
      server.run.observe(typeof at(der, link, 'href') === 'string', { text: `the DER has a ${link}` });
    }
  },
);

serverCase(
  'SEP2_SRV_Registration_001',
  {
    title: 'registration in band',
    purpose:
      'A device that the server does not know sees no EndDevice; it posts its own, gets 201 with a Location, and finds it there and in the list.',
    group: 'registration',
    clause: clauses.endDevice,
  },
  async (server) => {
    const client = server.bench.client();
    server.when('When an unknown device registers');
    server.run.observe((await client.self()) === undefined, { text: 'an unknown device has no EndDevice' });
    const created = server.expect(await client.register(), 201, 'its EndDevice is taken');
    const location = created?.headers['location'];
    server.run.require(location !== undefined, { text: 'the answer has a Location', observed: location ?? 'none' });
    const own = server.expect(await client.get(location!), 200, 'the Location leads to it');
    server.run.observe(hexAt(own?.value, 'lFDI') === client.lfdi, {
      text: 'it carries the LFDI of the certificate',
      expected: client.lfdi,
      observed: hexAt(own?.value, 'lFDI') ?? 'none',
    });
    const self = await client.self();
    server.run.observe(self !== undefined, { text: 'it is in the list' });
    server.expect(await client.follow(self, 'DERListLink'), 200, 'its list of DER is served');
  },
);

serverCase(
  'SEP2_SRV_Registration_002',
  {
    title: 'a device that is registered already is refused',
    purpose: 'A second EndDevice with the same LFDI is refused, and the first one stays as it was.',
    group: 'registration',
    clause: clauses.endDevice,
    kind: 'invalid',
  },
  async (server) => {
    const client = server.bench.knownClient();
    const before = at(await client.self(), 'href');
    server.when('When a registered device registers again');
    await server.expectRefusal(await client.register(), 'the second registration is refused', refusals, client);
    server.run.observe(at(await client.self(), 'href') === before, {
      text: 'the EndDevice is the one of before',
      observed: String(before),
    });
  },
);

serverCase(
  'SEP2_SRV_Registration_003',
  {
    title: "an LFDI that is not the certificate's is refused",
    purpose: 'A device that posts an EndDevice with the LFDI of another is refused.',
    group: 'registration',
    clause: `${clauses.endDevice}; ${clauses.security}`,
    kind: 'invalid',
  },
  async (server) => {
    const [client, other] = [server.bench.client(), server.bench.client()];
    server.when('When a device registers with the LFDI of another');
    const foreign = { lFDI: Uint8Array.from(Buffer.from(other.lfdi, 'hex')), sFDI: Number(other.sfdi) };
    await server.expectRefusal(await client.register(foreign), 'it is refused', refusals, client);
    server.run.observe((await other.self()) === undefined, { text: 'the other device is not registered by it' });
  },
);

serverCase(
  'SEP2_SRV_Registration_004',
  {
    title: 'an LFDI that is text is refused',
    purpose: 'An EndDevice whose lFDI is no hexBinary, or too short, is refused.',
    group: 'registration',
    clause: clauses.schema,
    kind: 'invalid',
  },
  async (server) => {
    const client = server.bench.client();
    for (const text of ['ZZZZZZZZZZZZZZZZ', '3E4F45', '3E4F45AB31EDFE5B67E343E5E4562E31984E23E']) {
      server.when(`When lFDI is ${text}`);
      const body = `<EndDevice xmlns="urn:ieee:std:2030.5:ns"><lFDI>${text}</lFDI><sFDI>${client.sfdi}</sFDI><changedTime>1</changedTime></EndDevice>`;
      const answer = await client.raw('POST', '/edev', new TextEncoder().encode(body));
      await server.expectRefusal(answer, `an EndDevice with lFDI ${text} is refused`, refusals, client);
    }
  },
);

serverCase(
  'SEP2_SRV_Registration_005',
  {
    title: 'the Registration shows the PIN',
    purpose: 'The RegistrationLink of a device leads to its PIN and the time of its registration.',
    group: 'registration',
    clause: clauses.registration,
  },
  async (server) => {
    const client = server.bench.knownClient();
    server.when('When the device reads its Registration');
    const answer = server.expect(
      await client.follow(await client.self(), 'RegistrationLink'),
      200,
      'the Registration is served',
    );
    server.run.observe(numberAt(answer?.value, 'pIN') === gatewayPin, {
      text: 'it shows the PIN',
      expected: String(gatewayPin),
      observed: String(numberAt(answer?.value, 'pIN')),
      field: 'Registration.pIN',
    });
    server.run.observe(numberAt(answer?.value, 'dateTimeRegistered') !== undefined, { text: 'it shows when that was' });
  },
);

serverCase(
  'SEP2_SRV_Registration_006',
  {
    title: 'an aggregator registers a device that it speaks for',
    purpose:
      'The certificate of an aggregator registers another device by its LFDI and SFDI, finds it in the list, and reads its DER; a device of its own cannot.',
    group: 'registration',
    clause: `${clauses.endDevice}; CSIP-AUS, aggregators`,
  },
  async (server) => {
    const aggregator = server.bench.aggregator();
    const device = server.bench.client();
    server.when('When an aggregator registers a device');
    const managed = { lFDI: Uint8Array.from(Buffer.from(device.lfdi, 'hex')), sFDI: Number(device.sfdi) };
    const created = server.expect(await aggregator.register(managed), 201, 'its EndDevice is taken');
    const own = server.expect(
      await aggregator.get(created?.headers['location'] ?? '/edev/0'),
      200,
      'the Location leads to it',
    );
    server.run.observe(hexAt(own?.value, 'lFDI') === device.lfdi, {
      text: 'it carries the LFDI of the device, not that of the aggregator',
      expected: device.lfdi,
      observed: hexAt(own?.value, 'lFDI') ?? 'none',
    });
    server.expect(
      await aggregator.follow(own?.value, 'DERListLink'),
      200,
      'its list of DER is served to the aggregator',
    );
  },
);

const points = [
  ['001', ['4100000001A', '41000000023'], [200, 201, 204], 'a connection point is put, and put again', 'valid'],
  ['002', ['NOT A POINT', ''], refusals, 'a connection point that is none is refused', 'invalid'],
] as const;

for (const [number, ids, statuses, title, kind] of points) {
  serverCase(
    `SEP2_SRV_ConnectionPoint_${number}`,
    {
      title,
      purpose: `Where the ConnectionPointLink leads: ${title}.`,
      group: 'registration',
      clause: 'CSIP-AUS, ConnectionPoint',
      kind,
    },
    async (server) => {
      const client = await server.registered();
      const href = at(await client.self(), 'ConnectionPointLink', 'href');
      server.run.require(typeof href === 'string', { text: 'the EndDevice has a ConnectionPointLink' });
      for (const connectionPointId of ids) {
        server.when(`When ${JSON.stringify(connectionPointId)} is put`);
        server.expect(await client.put(String(href), 'ConnectionPoint', { connectionPointId }), statuses, title);
        if (kind === 'invalid') continue;
        const answer = await client.get(String(href));
        server.run.observe(at(answer.value, 'connectionPointId') === connectionPointId, {
          text: 'it is served as it was put',
          expected: connectionPointId,
          observed: String(at(answer.value, 'connectionPointId')),
        });
      }
    },
  );
}
