import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crawl } from '../peers/utility/crawl.js';
import { Lab, lfdi } from '../peers/utility/lab.js';
import { requireReference } from '../support/reference.js';
import { editionOf, userSchemas } from '../support/sep2-schemas.js';

const octets = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const now = Math.floor(Date.now() / 1000);
const power = { multiplier: 0, value: 7400 };

// An independent judge: libxml2 with the published schemas holds every resource of the server against them.
for (const namespace of ['published', 'draft'] as const) {
  test(`every resource of a full tree is valid by the ${namespace} schema`, async (t) => {
    const reference = requireReference(t);
    if (reference === undefined) return;
    const schemas = userSchemas(t, reference);
    const lab = await Lab.open(t, { namespace });
    const client = lab.client();
    const { utility } = lab;
    const csipAus = namespace === 'published';
    const limit = csipAus ? { opModExpLimW: 1500, opModImpLimW: 123_456 } : { opModTargetW: 1500 };
    const done = await utility.createControl({
      durationS: 600,
      base: { opModEnergize: false, opModConnect: false, ...limit },
    });
    await utility.createControl({
      durationS: 600,
      base: limit,
      randomizeStartS: 5,
      randomizeDurationS: 9,
      deviceCategory: 1,
    });
    await utility.createControl({
      program: 'feeder',
      startInS: 60,
      durationS: 0,
      base: { opModMaxLimW: 5000, rampTms: 200 },
    });
    await utility.cancelControl((await utility.createControl({ durationS: 60, base: { opModFixedW: -500 } })).mRID);
    await utility.setDefault({ base: { opModMaxLimW: 10_000 }, setGradW: 27, setSoftGradW: 27, setESDelay: 30_000 });
    await utility.addCurve({
      mRID: octets('0C01'),
      creationTime: now,
      CurveData: [
        { xvalue: 9_000, yvalue: 4400 },
        { xvalue: 11_000, yvalue: -4400 },
      ],
      curveType: 11,
      xMultiplier: -2,
      yMultiplier: -2,
      yRefType: 1,
    });
    await utility.createPrice({ durationS: 3600, price: 250 });
    await utility.createLoadControl({ durationS: 600, dutyCycle: 50 });
    const posts: readonly (readonly [string, string, object])[] = [
      [
        '/mup',
        'MirrorUsagePoint',
        {
          mRID: octets('06'),
          deviceLFDI: octets(lfdi),
          roleFlags: octets('0003'),
          serviceCategoryKind: 0,
          status: 1,
          MirrorMeterReading: [
            {
              mRID: octets('07'),
              Reading: { value: 230 },
              ReadingType: { commodity: 1, powerOfTenMultiplier: 0, uom: 29 },
              MirrorReadingSet: [
                { mRID: octets('08'), timePeriod: { duration: 60, start: now }, Reading: [{ value: 229 }] },
              ],
            },
          ],
        },
      ],
      [
        '/edev/1/lel',
        'LogEvent',
        { createdDateTime: now, functionSet: 11, logEventCode: 3, logEventID: 7, logEventPEN: 37_244, profileID: 2 },
      ],
      [
        '/rsps/1/rsp',
        'DERControlResponse',
        { createdDateTime: now, endDeviceLFDI: octets(lfdi), status: 2, subject: octets(done.mRID) },
      ],
      [
        '/edev/1/sub',
        'Subscription',
        {
          subscribedResource: '/derp/1/derc',
          encoding: 0,
          level: '+S1',
          limit: 1,
          notificationURI: 'https://[::1]:1/',
        },
      ],
      [
        '/edev/1/frq',
        'FlowReservationRequest',
        {
          mRID: octets('0A'),
          creationTime: now,
          energyRequested: { multiplier: 3, value: 20 },
          intervalRequested: { duration: 7200, start: now },
          powerRequested: power,
          RequestStatus: { dateTime: now, requestStatus: 0 },
        },
      ],
    ];
    for (const [path, resource, value] of posts) {
      assert.equal((await client.post(path, resource, value)).status, 201, path);
    }
    const puts: readonly (readonly [string, string, object])[] = [
      ['ders', 'DERStatus', { readingTime: now, inverterStatus: { dateTime: now, value: 4 } }],
      ['dera', 'DERAvailability', { readingTime: now, statWAvail: power }],
    ];
    for (const [name, resource, value] of puts) {
      assert.equal((await client.put(`/edev/1/der/1/${name}`, resource, value)).status, 204, name);
    }
    const findings: string[] = [];
    const roots = new Set<string>();
    const seen = await crawl(client, '/dcap', ({ body, decoded, value }) => {
      roots.add(decoded.resource ?? '?');
      for (const { line, detail } of schemas(editionOf(body)).validate(body)) {
        findings.push(`${String(value['href'])} line ${line}: ${detail}`);
      }
    });
    assert.deepEqual(findings, []);
    assert.ok(seen.size > 50 && roots.size > 35, `${seen.size} resources of ${roots.size} kinds`);
  });
}
