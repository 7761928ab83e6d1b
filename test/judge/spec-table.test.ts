import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { projectRoot } from '../../src/base/project-root.js';
import { parseSpecTable } from '../../src/judge/spec-table.js';
import { specTablePage } from '../../src/judge/spec-table-page.js';

const shipped = readFileSync(join(projectRoot(), 'suites/spec-table.yaml'), 'utf8');

/** The first row of a table, one field a line; `replace` swaps, adds or (with undefined) leaves out fields. */
function table(replace: Readonly<Record<string, string | undefined>> = {}): string {
  const fields = {
    id: 'packet-loss',
    area: 'loss',
    requirement: 'r',
    quantity: 'packet-loss',
    unit: "'%'",
    comparison: '<=',
    limit: '15',
    decisionRule: 'exact-binomial',
    standard: 's',
    clause: 'c',
    source: 'x',
    method: 'm',
    remedy: 'y',
    status: 'measured',
    ...replace,
  };
  const lines = Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  return `title: t\nversion: '1'\nrows:\n  - ${lines.join('\n    ')}\n`;
}

function problemsOf(text: string): readonly string[] {
  const parsed = parseSpecTable(text);
  assert.equal(parsed.kind, 'problems');
  return parsed.kind === 'problems' ? parsed.problems : [];
}

describe('the spec table that comes with plumbline', () => {
  const parsed = parseSpecTable(shipped);
  it('is valid', () => assert.deepEqual(parsed.kind === 'problems' ? parsed.problems : [], []));
  it('holds every requirement of the deployment manual', () => {
    assert.ok(parsed.kind === 'table');
    const ids = new Set(parsed.rows.map((row) => row.id));
    const required =
      `host-cpu-clock host-memory host-kernel host-wireless-stack host-openssl host-governor host-temperature
      host-rights restart-restores-state config-applied-twice gateway-log-explained status-lamp private-key-modes
      certificates-distinct tls13-mutual keys-in-tpm firewall sdp-answered announced-port-reachable manual-tcp-port
      iso15118-20-service mesh-link-local mesh-multicast-route mesh-mtu packet-loss tls-concurrency-failures mac-congestion
      mesh-routing mesh-root-mode mesh-gate-announcements mesh-segmentation wireless-band ieee802154-radio mesh-snr
      mesh-latency grid-link-rate grid-signalling-rate plc-modem-answers plc-firmware pilot-voltage`.split(/\s+/);
    assert.deepEqual(
      required.filter((id) => !ids.has(id)),
      [],
    );
  });
  it('says of every limit written from memory that it must be checked', () => {
    assert.ok(parsed.kind === 'table');
    for (const row of parsed.rows)
      assert.equal(row.fromMemory === true, row.source.startsWith('from memory, check against the standard'), row.id);
  });
});

describe('a spec table that cannot be used names line and field', () => {
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ['broken YAML', 'title: [t\nrows: 3', /^line \d+, column \d+: /],
    ['an unknown field', table({ limt: '15' }), /^line 18, column 5: row "packet-loss": "limt" is not a field/],
    ['a missing field', table({ remedy: undefined }), /^line 4, column \d+: row "packet-loss": "remedy" is missing/],
    [
      'a wrong comparison',
      table({ comparison: '"=<"' }),
      /^line 9, column 5: row "packet-loss", comparison: must be one of < <=/,
    ],
    [
      'a limit of no kind',
      table({ limit: '{ a: 1 }' }),
      /^line 10, column 5: row "packet-loss", limit: must be a number/,
    ],
    [
      'an unknown unit',
      table({ unit: 'percent' }),
      /^line 8, column 5: row "packet-loss", unit: "percent" is not a unit/,
    ],
    ['a proportion in seconds', table({ unit: 's' }), /needs a ratio/],
    ['a percentile missing', table({ decisionRule: 'order-statistic', unit: 'ms' }), /line 11, .* needs a percentile/],
    [
      'an unquoted version',
      table({ unit: 'version', decisionRule: 'simple', comparison: '">="', limit: '5.15' }),
      /quote a version/,
    ],
    ['a range upside down', table({ comparison: 'in', limit: '[3, 1]', decisionRule: 'guarded' }), /low end/],
    ['a fact that is a number', table({ decisionRule: 'presence' }), /"presence" compares facts/],
    ['no rows', "title: t\nversion: '1'\nrows: []\n", /line 3, column 1: rows: must NOT have fewer than 1 items/],
    ['an empty file', '', /^line 1, column 1: /],
    ['an impact out of range', table({ impact: '11' }), /impact: must be <= 10/],
  ];
  for (const [name, text, expected] of cases) {
    it(name, () => assert.match(problemsOf(text).join('\n'), expected));
  }
  it('a repeated id', () => {
    const twice = table() + table().slice(table().indexOf('  - '));
    assert.match(problemsOf(twice).join(), /^line 18, column 5: row id "packet-loss" is taken \(row 1\)/);
  });
  it('a sound table is read, with 95 % where no confidence is stated', () => {
    const parsed = parseSpecTable(table());
    assert.ok(parsed.kind === 'table', JSON.stringify(parsed));
    assert.equal(parsed.rows[0]?.confidence, 0.95);
  });
});

describe('the page made from the table', () => {
  it('is the one in docs/ (make it again after a change of the table)', () => {
    const parsed = parseSpecTable(shipped);
    assert.ok(parsed.kind === 'table');
    assert.equal(readFileSync(join(projectRoot(), 'docs/spec-table.md'), 'utf8'), specTablePage(parsed));
  });
});
