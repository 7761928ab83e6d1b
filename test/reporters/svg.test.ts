import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { XmlDocument } from 'libxml2-wasm';
import type { ExchangeResult } from '../../src/record/results.js';
import { excerptLines } from '../../src/reporters/message-excerpt.js';
import { paperTheme } from '../../src/reporters/svg/chart-theme.js';
import { drawHistogram } from '../../src/reporters/svg/histogram.js';
import { drawLinePlot } from '../../src/reporters/svg/line-plot.js';
import { extent, linearScale, logScale } from '../../src/reporters/svg/scale.js';
import { drawSequenceChart } from '../../src/reporters/svg/sequence-chart.js';
import type { Drawing } from '../../src/reporters/svg/svg-text.js';
import { drawTopology } from '../../src/reporters/svg/topology.js';

const axis = { name: 'x', unit: 's' };

/** Well-formed, and no coordinate that is no number. */
function sound({ svg, width, height }: Drawing): void {
  XmlDocument.fromString(svg).dispose();
  assert.doesNotMatch(svg, /NaN|Infinity|undefined/);
  assert.ok(width > 0 && height > 0);
}

describe('scales', () => {
  const ticks: readonly [number, number, number[]][] = [
    [0, 10, [0, 2, 4, 6, 8, 10]],
    [-100, 500, [-200, 0, 200, 400, 600]],
    [0.1, 0.35, [0.1, 0.15, 0.2, 0.25, 0.3, 0.35]],
    [5, 5, [5, 6]],
  ];
  for (const [low, high, expected] of ticks) {
    test(`ticks of ${low} to ${high}`, () => assert.deepEqual(linearScale(low, high, 0, 100).ticks, expected));
  }
  test('the ends of the data lie inside of the scale, whichever way it runs', () => {
    for (const [from, to] of [
      [0, 100],
      [100, 0],
    ] as const) {
      for (const scale of [linearScale(3, 17, from, to), logScale(3, 1700, from, to)]) {
        for (const value of [3, 17]) assert.ok(scale.at(value) >= 0 && scale.at(value) <= 100);
      }
    }
  });
  test('a logarithmic scale has ticks at 1, 2 and 5', () => {
    assert.deepEqual(logScale(1, 64, 0, 1).ticks, [1, 2, 5, 10, 20, 50]);
  });
  test('the extent of very many values', () => {
    assert.deepEqual(extent(Array.from({ length: 300_000 }, (_, i) => i)), [0, 299_999]);
    assert.deepEqual(extent([]), [0, 1]);
  });
});

describe('drawings are sound', () => {
  const lines: readonly (readonly (readonly [number, number])[])[] = [
    [],
    [[1, 1]],
    [
      [0, 0],
      [0, 0],
    ],
    [
      [-5, 3],
      [7, -2],
      [9, 1e9],
    ],
  ];
  for (const points of lines) {
    for (const scale of ['linear', 'log'] as const) {
      test(`line plot of ${JSON.stringify(points)}, ${scale}`, () => {
        const plot = {
          kind: 'line',
          x: { ...axis, scale },
          y: { ...axis, scale },
          lines: [
            { name: '<a>', points },
            { name: 'b', points: [] },
          ],
        } as const;
        sound(drawLinePlot(plot, 'a & b', paperTheme));
      });
    }
  }
  for (const bins of [
    [],
    [{ from: 0, to: 1, count: 0 }],
    [
      { from: 0, to: 1, count: 5 },
      { from: 1, to: 2, count: 500 },
    ],
  ]) {
    test(`histogram of ${bins.length} bins`, () =>
      sound(drawHistogram({ kind: 'histogram', x: axis, bins, limits: [{ x: 3, label: 'l' }] }, 't', paperTheme)));
  }
  for (const count of [0, 1, 2, 9]) {
    test(`topology of ${count} nodes`, () => {
      const nodes = Array.from({ length: count }, (_, i) => ({
        id: `n${i}`,
        label: `node ${i}`,
        role: 'mesh node',
        underTest: i === 1,
      }));
      const links = nodes
        .slice(1)
        .map(({ id }) => ({ from: 'n0', to: id, label: 'mesh0', kind: 'mesh' as const, measuringPoint: 1 }));
      sound(drawTopology(nodes, [...links, { from: 'none', to: 'n0', label: '', kind: 'plc' }], 't', paperTheme));
    });
  }
});

describe('sequence chart', () => {
  const exchange = (i: number, given: Partial<ExchangeResult> = {}): ExchangeResult => ({
    at: '2025-03-01T09:30:00.000000000Z',
    exchangeId: `e${i}`,
    direction: i % 2 === 0 ? 'sent' : 'received',
    from: i % 2 === 0 ? 'EVCC' : 'SECC',
    to: i % 2 === 0 ? 'SECC' : 'EVCC',
    protocol: 'v2gtp',
    message: `Message${i}`,
    captureNs: String(1_740_821_400_000_000_000n + BigInt(i) * 2_500_000n),
    ...given,
  });

  test('of a long session the end is drawn, and what was left out is said', () => {
    const { svg } = drawSequenceChart(
      Array.from({ length: 30 }, (_, i) => exchange(i)),
      't',
      paperTheme,
      { rows: 10 },
    );
    assert.match(svg, /20 earlier messages not drawn/);
    assert.doesNotMatch(svg, />Message19</);
    assert.match(svg, />Message20</);
    assert.match(svg, /22\.5 ms/);
  });

  test('what offends is marked, and nothing else', () => {
    const list = [exchange(0), exchange(1), exchange(2)];
    const crosses = (offending: readonly string[]): number =>
      drawSequenceChart(list, 't', paperTheme, { offending: new Set(offending) }).svg.split('✘').length - 1;
    assert.equal(crosses([]), 0);
    assert.equal(crosses(['e1']), 1);
    const violated = exchange(3, { violations: [{ path: '/a', rule: 'r', detail: 'd' }] });
    assert.equal(drawSequenceChart([violated], 't', paperTheme).svg.split('✘').length - 1, 1);
  });

  test('one life line, no messages, times of the harness', () => {
    sound(drawSequenceChart([], 't', paperTheme));
    const { captureNs: _none, ...without } = exchange(0, { to: 'EVCC' });
    sound(drawSequenceChart([without], 't', paperTheme));
  });
});

describe('message excerpt', () => {
  const json = { A: { B: [{ C: 1 }, { C: 2 }], D: 'x' } };
  for (const field of ['/A/B[1]/C', '/A/B/1/C', 'A.B.1.C', 'B/1/C']) {
    test(`the field ${field} is found`, () => {
      const lines = excerptLines(json, field);
      assert.deepEqual(
        lines.filter(({ offending }) => offending).map(({ text }) => text.trim()),
        ['C: 2'],
      );
    });
  }
  test('a long message is cut around the field', () => {
    const long = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`F${i}`, i]));
    const lines = excerptLines(long, '/F40');
    assert.equal(lines.length, 16);
    assert.ok(lines.some(({ text, offending }) => offending && text === 'F40: 40'));
    assert.match(lines[0]?.text ?? '', /33 lines before/);
  });
});
