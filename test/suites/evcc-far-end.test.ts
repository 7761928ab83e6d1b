import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SeccEvent } from '../../src/peers/station/secc-event.js';
import type { NewEvent } from '../../src/record/events.js';
import type { CaseDefinition } from '../../suites/engine/case-definition.js';
import { CaseRun } from '../../suites/engine/case-run.js';
import type { Blame } from '../../suites/engine/link-witness.js';
import type { WireSegment } from '../../suites/engine/wire-watch.js';
import { lookAtEnd } from '../../suites/evcc-iso15118-2/ending.js';
import type { EvccScene } from '../../suites/evcc-iso15118-2/evcc-scene.js';
import { farEndOf, linkDoubt } from '../../suites/evcc-iso15118-2/far-end.js';
import { closesAfterwards, hasNo, type Looked } from '../../suites/evcc-iso15118-2/good-checks.js';
import { wentAfterFlight } from '../../suites/evcc-iso15118-2/turned-away.js';

const secc = 'fe80::5ecc';
const vehicle = 'fe80::ef';
const events: readonly SeccEvent[] = [
  { event: 'ready', address: `${secc}%mesh`, port: 50_000 },
  { event: 'connected', at: '1', host: `${vehicle}%mesh`, vehiclePort: 50_001 },
];

/** A harness whose witness says this; what it was asked about is kept. */
function harnessOf(kind: Blame['kind'], through?: object) {
  const asked: unknown[] = [];
  const blame = async (doubt: unknown) => {
    asked.push(doubt);
    return { kind, text: 'so' };
  };
  const interfaces = { mesh: { name: 'no-such-interface', ...(through === undefined ? {} : { through }) } };
  return { asked, harness: { bench: { interfaces }, link: { blame }, pics: {} } as unknown as EvccScene['harness'] };
}

function caseRun(): { readonly run: CaseRun; readonly told: NewEvent[] } {
  const definition: CaseDefinition = {
    ...{ id: 'T', title: 'a test', purpose: 'to be read', area: 'test', clause: 'none' },
    ...{ requirements: [], kind: 'valid' },
  };
  const told: NewEvent[] = [];
  const recorder = { record: (event: NewEvent) => told.push(event), flush: async () => {}, close: async () => {} };
  const run = new CaseRun('T@test', definition, recorder, []);
  run.step('test', 'When something is looked at');
  return { run, told };
}

describe('the far end of the link of a vehicle under test', () => {
  it("is the tester's SECC where the capture is at the vehicle, and the vehicle where it is at the SECC", () => {
    assert.equal(farEndOf(events, [vehicle]), secc);
    assert.equal(farEndOf(events, [secc]), vehicle);
    assert.equal(farEndOf(events.slice(0, 1), [secc]), undefined);
  });

  it('is asked for a sign of life, and doubted without one', async () => {
    const dead = harnessOf('link');
    assert.match((await linkDoubt(dead.harness, events)) ?? '', /^the link: fe80::5ecc is not heard any more/);
    assert.equal((dead.asked[0] as { readonly secc: string }).secc, secc);
    assert.equal(await linkDoubt(harnessOf('station').harness, events), undefined);
  });

  it('is not asked where the interface lies in another machine', async () => {
    const { harness, asked } = harnessOf('link', ['ssh', 'there']);
    assert.equal(await linkDoubt(harness, events), undefined);
    assert.deepEqual(asked, []);
  });
});

describe('a vehicle whose connection does not end', () => {
  /** A scene in which nothing more comes, on a bench that sees no pilot. */
  const silent = (harness: EvccScene['harness']) =>
    ({
      harness,
      events,
      requests: [],
      secc: { until: async () => undefined },
      pilotReaches: async () => undefined,
    }) as unknown as EvccScene;

  for (const [kind, ended] of [
    ['station', 'fail'],
    ['link', 'inconc'],
  ] as const) {
    it(`while ${kind === 'link' ? 'nobody is heard on the link' : 'the link carries'}: ${ended}`, async () => {
      const { run } = caseRun();
      await lookAtEnd(silent(harnessOf(kind).harness), run, 1, { from: 'answer', timer: 0 });
      assert.equal(run.end('finished', 1), ended, run.reason);
    });

    it(`after SessionStopRes, while ${kind === 'link' ? 'nobody is heard on the link' : 'the link carries'}: ${ended}`, async () => {
      const { run } = caseRun();
      const request = { event: 'request', at: '2', number: 1 };
      const linkDoubt = kind === 'link' ? 'the link: dead' : undefined;
      await closesAfterwards({ run, session: { events, wires: [], linkDoubt }, request } as unknown as Looked);
      assert.equal(run.end('finished', 1), ended, run.reason);
    });
  }
});

describe('a certificate that a vehicle refuses', () => {
  const put = (direction: WireSegment['direction'], payloadBytes: number, end: 'fin' | 'rst' | 'none' = 'none') => ({
    ...{ ns: 1n, direction, payloadBytes, fin: end === 'fin', rst: end === 'rst' },
  });
  const hello = [put('sent', 200), put('received', 0)];
  const flight = [put('received', 1400), put('received', 400), put('sent', 0)];

  for (const [what, segments, went] of [
    ['an alert after the chain', [...hello, ...flight, put('sent', 7)], true],
    ['RST after the chain', [...hello, ...flight, put('sent', 0, 'rst')], true],
    ['FIN after the chain', [...hello, ...flight, put('sent', 0, 'fin')], true],
    ['nothing after the chain', [...hello, ...flight], false],
    ['an end before any chain', [...hello, put('sent', 0, 'fin')], false],
    ['an alert of the SECC, and an end', [...hello, put('received', 7), put('sent', 0, 'fin')], false],
    ['no handshake at all', [], false],
  ] as const) {
    it(`${what}: ${went ? 'was looked at' : 'nobody knows'}`, () => assert.equal(wentAfterFlight(segments), went));
  }
});

describe('an element that must not be there', () => {
  it('is not shown to be absent by the lack of what it would stand in', () => {
    const { run } = caseRun();
    const request = { event: 'request', name: 'ChargeParameterDiscoveryReq', number: 1, schema: 'iso2', payload: '' };
    void hasNo('AC_EVChargeParameter', 'DepartureTime')({ run, request } as unknown as Looked);
    assert.equal(run.end('finished', 1), 'fail');
    assert.match(run.reason, /no AC_EVChargeParameter/);
  });
});
