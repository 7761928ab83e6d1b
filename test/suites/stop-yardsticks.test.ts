import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { projectRoot } from '../../src/base/project-root.js';
import { parseSpecTable } from '../../src/judge/spec-table.js';
import { type StopPathId, stopPathFacts, stopPaths } from '../../src/probes/stop-response/stop-path.js';
import { stopQuantities } from '../../src/probes/stop-response/stop-quantities.js';
import { rowsOnPath } from '../../suites/site/stop-paths/yardsticks.js';

const parsed = parseSpecTable(readFileSync(join(projectRoot(), 'suites', 'spec-table.yaml'), 'utf8'));
assert.ok(parsed.kind !== 'problems');
const measured = parsed.rows.filter(({ quantity, status }) => quantity.startsWith('stop-') && status === 'measured');
const paths = Object.keys(stopPaths) as StopPathId[];
const idsOn = (path: StopPathId) => rowsOnPath(measured, path, { revertS: 6 }).map(({ row }) => row.id);

describe('yardsticks of a stop', () => {
  it('every measured row is held against at least one path of its own, and names a quantity that the probe gives', () => {
    const quantities = new Set<string>([...Object.values(stopQuantities).map(({ id }) => id), 'stop-remaining']);
    for (const row of measured) {
      assert.ok(quantities.has(row.quantity), row.id);
      const own = paths.filter((path) => rowsOnPath([row], path, { revertS: 6 }).some(({ borrowed }) => !borrowed));
      assert.ok(own.length > 0, `${row.id} is held against nothing`);
    }
  });
  it('a limit of zero has its own time, a withdrawn permission the short one', () => {
    assert.ok(idsOn('sep2-limit-poll').includes('stop-ieee-1547-power-limit'));
    assert.ok(!idsOn('sep2-limit-poll').includes('stop-ieee-1547-cease'));
    assert.ok(idsOn('sep2-energize-poll').includes('stop-ieee-1547-cease'));
    assert.ok(!idsOn('sep2-energize-poll').includes('stop-ieee-1547-power-limit'));
  });
  it('a stop by the vehicle borrows the figures of the grid, and owns that of its answer', () => {
    const rows = rowsOnPath(measured, 'iso2-ev-stop', {});
    const borrowed = (id: string) => rows.find(({ row }) => row.id === id)?.borrowed;
    assert.deepEqual([borrowed('stop-iso15118-answer'), borrowed('stop-en-50549-cease')], [false, true]);
    assert.equal(idsOn('iso2-evse-notification').includes('stop-iso15118-answer'), false);
  });
  it('a loss is held against its own figure alone, where there is one; a site may add its own profile for orders', () => {
    const onLosses = Object.fromEntries(
      paths.filter((one) => stopPathFacts(one).origin === 'loss').map((path) => [path, idsOn(path)]),
    );
    assert.deepEqual(onLosses, {
      'pilot-loss': ['stop-iec-61851-23-emergency'],
      'mesh-loss': [],
      'server-loss': [],
      'grid-island': ['stop-ieee-1547-island'],
      'gateway-kill': ['stop-gateway-fail-safe'],
    });
    const { profile: _profile, ...own } = { ...measured[0]!, id: 'site-stop' };
    assert.deepEqual(rowsOnPath([own], 'iso20-ev-stop', {}).length, 1);
    assert.deepEqual(rowsOnPath([own], 'mesh-loss', {}).length, 0);
  });
  it('the fail-safe is held to the period that is declared, and to nothing where none is', () => {
    const limits = (revertS?: number) =>
      rowsOnPath(measured, 'gateway-kill', revertS === undefined ? {} : { revertS }).map(({ row }) => row.limit);
    assert.deepEqual([limits(), limits(6), limits(20)], [[], [8], [22]]);
  });
  it('what was written down from memory says so', () => {
    const marked = measured.filter(({ fromMemory }) => fromMemory === true).map(({ standard }) => standard);
    for (const standard of ['IEEE 1547-2018', 'EN 50549-1, RfG, G98', 'ISO 15118-2'])
      assert.ok(marked.includes(standard));
  });
});
