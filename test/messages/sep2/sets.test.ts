import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../../src/base/project-root.js';
import type { DERControl, DERControlList } from '../../../src/messages/sep2/der-control.js';
import { sep2Modules } from '../../../src/messages/sep2/sep2-modules.js';
import { sep2Sets } from '../../../src/messages/sep2/sep2-sets.js';
import { typeShape } from '../../../src/wire/exi/grammar/type-shape.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

test('ISO 15118 loads nothing of IEEE 2030.5', (t) => {
  const coverage = temporaryFolder(t);
  const codec = pathToFileURL(join(projectRoot(), 'dist/src/messages/codec.js')).href;
  const script = `const { decodeMessage } = await import(${JSON.stringify(codec)}); decodeMessage('iso2', Uint8Array.of(0x80, 0));`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    env: { ...process.env, NODE_V8_COVERAGE: coverage },
  });
  assert.equal(status, 0, stderr);
  const urls = readdirSync(coverage).flatMap((file) => {
    const { result } = JSON.parse(readFileSync(join(coverage, file), 'utf8')) as { result: { url: string }[] };
    return result.map(({ url }) => url);
  });
  assert.ok(urls.some((url) => url.endsWith('/messages/codec.js')));
  assert.deepEqual(
    urls.filter((url) => url.includes('/messages/sep2/') || url.includes('/wire/xml/')),
    [],
  );
});

test('the sets from the cache are those of the modules', () => {
  // An assertion on the whole would print megabytes when it fails.
  const same = (a: object, b: object) => assert.ok(JSON.stringify(names(a)) === JSON.stringify(names(b)));
  same(sep2Sets.published.sep2, sep2Modules.published.sep2);
  same(sep2Sets.published.csipAus12, sep2Modules.published.csipAus12);
  same(sep2Sets.published.csipAus13, sep2Modules.published.csipAus13);
  same(sep2Sets.draft, sep2Modules.draft.draft);
});

function names(set: object): unknown {
  return JSON.parse(JSON.stringify(set, (_, item: unknown) => (typeof item === 'bigint' ? String(item) : item)));
}

test('every type of the published schema has its element, and content that is one sequence', () => {
  const { sep2 } = sep2Sets.published;
  const complex = sep2.types.filter(({ kind }) => kind === 'complex');
  assert.equal(complex.length, 324);
  assert.equal(sep2.elements.length, 324);
  for (const type of complex) {
    const { group } = typeShape(type);
    assert.ok(group === undefined || group.kind === 'sequence', type.name);
  }
});

test('the function sets of the standard are there', () => {
  const { elements } = sep2Sets.published.sep2;
  for (const name of [
    ...['DeviceCapability', 'Time', 'EndDevice', 'Registration', 'SelfDevice', 'FunctionSetAssignments', 'DERProgram'],
    ...['DefaultDERControl', 'DERControl', 'DERCurve', 'DERCapability', 'DERSettings', 'DERStatus', 'DERAvailability'],
    ...['MirrorUsagePoint', 'MirrorMeterReading', 'UsagePoint', 'Response', 'Subscription', 'Notification', 'LogEvent'],
    ...[
      'FlowReservationRequest',
      'FlowReservationResponse',
      'TariffProfile',
      'EndDeviceControl',
      'LoadShedAvailability',
    ],
  ]) {
    assert.ok(
      elements.some((element) => element.name === name),
      name,
    );
  }
});

test('the compiler knows the shapes: plain values, optional ones, lists', () => {
  const control: DERControl = {
    mRID: Uint8Array.of(1),
    creationTime: 1,
    EventStatus: { currentStatus: 0, dateTime: 1, potentiallySuperseded: false },
    interval: { duration: 1, start: 2n },
    DERControlBase: { opModMaxLimW: 100 },
  };
  // @ts-expect-error: an mRID is octets, not text
  const wrong: DERControl['mRID'] = 'AB';
  const list: DERControlList = { all: 1, results: 1, DERControl: [control] };
  assert.equal(list.DERControl?.[0]?.DERControlBase.opModMaxLimW, 100);
  assert.equal(typeof wrong, 'string');
});
