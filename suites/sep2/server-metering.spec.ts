import { hexAt, numberAt } from './body-values.js';
import { clauses } from './clauses.js';
import { mirror, mridOf, reading, type Unit } from './mirror-bodies.js';
import type { ServerCase } from './server-case.js';
import { serverCase } from './server-case.js';
import type { ServerClient } from './server-client.js';

const taken = [200, 201, 204];

async function readingsOf(server: ServerCase, client: ServerClient, unit: Unit): Promise<readonly number[]> {
  const mRID = Buffer.from(mridOf(client, unit)).toString('hex').toUpperCase();
  const all = await server.utility.readings();
  return all.filter((one) => one.mRID?.toUpperCase() === mRID).map(({ value }) => value);
}

serverCase(
  'SEP2_SRV_Metering_001',
  {
    title: 'mirrors of the site and of the device, with readings',
    purpose:
      'A device creates mirrors with power, reactive power, frequency and voltage, posts readings, and finds mirror and newest reading as it gave them.',
    group: 'metering',
    clause: clauses.metering,
  },
  async (server) => {
    const client = await server.registered();
    const units: readonly Unit[] = ['W', 'var', 'Hz', 'V'];
    const values: Readonly<Record<Unit, readonly number[]>> = {
      W: [5000, 5100, 5200, 5300],
      var: [1000, 1100, 1200, 1300],
      Hz: [5000, 5010, 4990, 5000],
      V: [2300, 2310, 2290, 2305],
    };
    server.when('When a mirror is created and readings are posted');
    const created = server.expect(
      await client.post('/mup', 'MirrorUsagePoint', mirror(client, units)),
      201,
      'the mirror is created',
    );
    const location = created?.headers['location'];
    server.run.require(location !== undefined, { text: 'the answer has a Location', observed: location ?? 'none' });
    const own = server.expect(await client.get(location!), 200, 'the mirror is served');
    server.run.observe(hexAt(own?.value, 'deviceLFDI') === client.lfdi, { text: 'it carries the LFDI of the device' });
    for (const unit of units) {
      for (const value of values[unit]) {
        server.expect(
          await client.post(location!, 'MirrorMeterReading', reading(client, unit, value)),
          taken,
          `a reading in ${unit} is taken`,
        );
      }
      const seen = await readingsOf(server, client, unit);
      server.run.observe(seen.join() === values[unit].join(), {
        text: `the server has all readings in ${unit}`,
        expected: values[unit].join(', '),
        observed: seen.join(', ') || 'none',
      });
    }
  },
);

serverCase(
  'SEP2_SRV_Metering_002',
  {
    title: 'a mirror that is posted again is the same mirror',
    purpose: 'A mirror with the same mRID is updated, not doubled: its roleFlags and types change, its readings stay.',
    group: 'metering',
    clause: clauses.metering,
  },
  async (server) => {
    const client = await server.registered();
    const first = server.expect(
      await client.post('/mup', 'MirrorUsagePoint', mirror(client, ['W', 'V'])),
      201,
      'the mirror is created',
    );
    const location = first?.headers['location'];
    server.when('When it is posted again with other roleFlags');
    const flags = Uint8Array.of(0x00, 0x03);
    const again = server.expect(
      await client.post('/mup', 'MirrorUsagePoint', mirror(client, ['W', 'V'], { roleFlags: flags })),
      taken,
      'it is taken',
    );
    server.run.observe(again?.headers['location'] === location, {
      text: 'the Location is the one of before',
      expected: location ?? 'one',
      observed: again?.headers['location'] ?? 'none',
    });
    const list = await client.get('/mup?s=0&l=255');
    server.run.observe(numberAt(list.value, 'all') === 1, {
      text: 'there is one mirror',
      observed: `${numberAt(list.value, 'all')}`,
    });
    server.run.observe(hexAt(list.value, 'MirrorUsagePoint', 0, 'roleFlags') === '0003', {
      text: 'its roleFlags are the new ones',
      expected: '0003',
      observed: hexAt(list.value, 'MirrorUsagePoint', 0, 'roleFlags') ?? 'none',
    });
    server.when('And when a reading is posted twice');
    for (const value of [5000, 6000]) {
      server.expect(
        await client.post(location ?? '', 'MirrorMeterReading', reading(client, 'W', value)),
        taken,
        'the reading is taken',
      );
    }
    server.run.observe((await readingsOf(server, client, 'W')).at(-1) === 6000, {
      text: 'the newest reading is the last one',
    });
  },
);

serverCase(
  'SEP2_SRV_Scaling_001',
  {
    title: 'large values keep their scale, impossible ones are refused',
    purpose:
      'A limit of 100 kW, which no Int16 holds, is served with a multiplier; a reading beyond xs:long of its type is refused.',
    group: 'metering',
    clause: `${clauses.control}: ActivePower; ${clauses.schema}`,
  },
  async (server) => {
    const client = await server.registered();
    await server.utility.createControl({ durationS: 600, base: { opModExpLimW: 100_000 } });
    server.when('When a control of 100 kW is read');
    const [control] = await server.controls(client);
    const value = numberAt(control, 'DERControlBase', 'opModExpLimW', 'value') ?? Number.NaN;
    const multiplier = numberAt(control, 'DERControlBase', 'opModExpLimW', 'multiplier') ?? Number.NaN;
    server.run.observe(value * 10 ** multiplier === 100_000 && Math.abs(value) <= 32_767, {
      text: 'value and multiplier make 100,000 W',
      expected: 'value within Int16',
      observed: `${value} x 10^${multiplier}`,
    });
    server.when('When a reading is posted that the type cannot hold');
    const created = await client.post('/mup', 'MirrorUsagePoint', mirror(client, ['W']));
    const mRID = Buffer.from(mridOf(client, 'W')).toString('hex');
    const body = `<MirrorMeterReading xmlns="urn:ieee:std:2030.5:ns"><mRID>${mRID}</mRID><Reading><value>3000000000000000</value></Reading></MirrorMeterReading>`;
    const answer = await client.raw('POST', created.headers['location'] ?? '/mup/0', new TextEncoder().encode(body));
    await server.expectRefusal(answer, 'a reading beyond Int48 is refused', [400], client);
  },
);
