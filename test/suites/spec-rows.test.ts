import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { projectRoot } from '../../src/base/project-root.js';
import { parseSpecTable } from '../../src/judge/spec-table.js';
import { pilotQuestions, protectionQuestions } from '../../src/probes/operator/questions.js';
import { specRowMap, whereShown } from '../../suites/site/spec-row-map.js';
import { referenceFolder } from '../support/reference.js';

const suites = join(projectRoot(), 'suites');
const table = parseSpecTable(readFileSync(join(suites, 'spec-table.yaml'), 'utf8'));
assert.ok(table.kind === 'table');
const { rows } = table;
const map = specRowMap();

/** Ids of cases in the spec files of a suite; an id that is put together of parts counts by what it begins with. */
function caseIds(suite: string): { readonly whole: readonly string[]; readonly beginnings: readonly string[] } {
  const text = readdirSync(join(suites, suite))
    .filter((file) => file.endsWith('.spec.ts'))
    .map((file) => readFileSync(join(suites, suite, file), 'utf8'))
    .join('\n');
  return {
    whole: [...text.matchAll(/'((?:SITE|SEP2_STOP)_\w+)'/g)].map((match) => match[1]!),
    beginnings: [...text.matchAll(/`((?:SITE|SEP2_STOP)_)\$\{/g)].map((match) => match[1]!),
  };
}
const site = caseIds('site');
const sep2 = caseIds('sep2');
const named = new Map<string, string[]>();
for (const [row, { cases }] of Object.entries(map.rows))
  for (const id of cases) named.set(id, [...(named.get(id) ?? []), row]);

describe('every row of the spec table has its case', () => {
  it('the map has exactly the rows of the table', () => {
    assert.deepEqual(Object.keys(map.rows).sort(), rows.map(({ id }) => id).sort());
  });
  it('no row is left that nothing measures', () => {
    assert.deepEqual(
      rows.filter(({ status }) => status !== 'measured').map(({ id }) => id),
      [],
    );
    for (const [id, { cases }] of Object.entries(map.rows)) assert.ok(cases.length > 0, id);
  });
  it('each case that is named exists', () => {
    const known = (id: string) =>
      [...site.whole, ...sep2.whole].includes(id) ||
      [...site.beginnings, ...sep2.beginnings].some((beginning) => id.startsWith(beginning));
    assert.deepEqual(
      [...named.keys()].filter((id) => !known(id)),
      [],
    );
  });
  it('each case of suite site measures a row of the table', () => {
    // Ways to stop are held against the yardsticks of their path, and some cases tell more than a row asks.
    const others = /^SITE_(?:StopPath_|TlsLoad_00[23]|PlcLink_003)/;
    assert.deepEqual(
      site.whole.filter((id) => !named.has(id) && !others.test(id)),
      [],
    );
  });
  it('says why where a bench shows no more than a stand-in, and by what hardware shows it', () => {
    for (const [id, { embedded, vm, hardware, why }] of Object.entries(map.rows)) {
      assert.ok(['real', 'stand-in', 'no'].includes(embedded), id);
      assert.ok(['real', 'stand-in', 'no'].includes(vm), id);
      assert.ok(hardware.length > 3 && why.length > 10, id);
    }
  });
  it('a row that the embedded bench cannot show says so in its note, which the report prints', () => {
    for (const { id, note } of rows)
      if (map.rows[id]?.embedded === 'no') assert.match(note ?? '', /show|inconclusive|station/, id);
  });
  it('a row that another project than those of the demo measures says which', () => {
    const elsewhere = /^SITE_(?:StopPath|Iso20|GridSignalling|LowPan)_|^SEP2_STOP_(?!Energize_Poll)/;
    for (const { id, note } of rows) {
      const { cases } = map.rows[id]!;
      if (cases.every((one) => elsewhere.test(one))) assert.match(note ?? '', /[Ss]hown by project |PICS_/, id);
    }
  });
  it('tells which bench shows a row that this one cannot', () => {
    const told = whereShown(map.rows['mesh-routing']!, 'embedded');
    assert.equal(told, 'shown by the mesh VM (suites/bench.vm.yaml) or a real station (host-shell, iw and batctl)');
    assert.match(whereShown(map.rows['mesh-routing']!, 'vm'), /^shown by a real station/);
    assert.match(whereShown(map.rows['firewall']!, 'local-interfaces'), /^shown by the embedded bench or /);
  });
});

describe('the areas of the deployment manual', () => {
  it('each is held by rows that exist', () => {
    const ids = new Set(rows.map(({ id }) => id));
    for (const [area, held] of Object.entries(map.manual)) {
      assert.ok(held.length > 0, area);
      for (const id of held) assert.ok(ids.has(id), `${area}: ${id}`);
    }
  });
  it('each area of the page of requirements is mapped, and no other', (t) => {
    const reference = referenceFolder();
    const page = reference === undefined ? '' : join(dirname(reference), 'design', 'spec-table.md');
    if (!existsSync(page)) {
      const message = 'NOT CHECKED: the page of requirements is not there; set PLUMBLINE_REFERENCE';
      console.error(message);
      t.skip(message);
      return;
    }
    const areas = readFileSync(page, 'utf8')
      .split('\n')
      .flatMap((line) => /^\| ([^|]+?) \|/.exec(line)?.[1] ?? [])
      .filter((area) => area !== 'area' && !area.startsWith('---'));
    assert.ok(areas.length >= 25, 'the table of the page was found');
    assert.deepEqual(Object.keys(map.manual).sort(), areas.sort());
  });
});

describe('what a person is asked', () => {
  const quantities = new Set(rows.map(({ quantity }) => quantity));
  it('the results of test sets are quantities of the table, in its units', () => {
    for (const { quantity, unit } of protectionQuestions) {
      const row = rows.find((one) => one.quantity === quantity);
      assert.equal(row?.unit, unit, quantity);
    }
  });
  it('each state of the pilot has its row', () => {
    for (const state of ['A', 'B', 'C', 'D', 'E', 'F'] as const) {
      assert.ok(quantities.has(`pilot-voltage-${state.toLowerCase()}`));
      assert.match(pilotQuestions.state(state).text, new RegExp(`state ${state}:`));
    }
  });
});
