import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Verdict } from '../../src/judge/verdict.js';
import {
  bytes,
  compactIds,
  duration,
  intervalText,
  kernelText,
  number,
  percent,
  percentile,
  whyOpen,
  withUnit,
} from '../../src/reporters/format.js';
import { shownVerdict, verdictStyles } from '../../src/reporters/verdict-style.js';
import { escapeXml } from '../../src/reporters/xml-escape.js';

const shown: readonly [unknown, string][] = [
  [number(0), '0'],
  [whyOpen({ status: 'measured' }), 'not part of this run'],
  [whyOpen({ status: 'measured', note: 'shown by project x' }), 'not part of this run; shown by project x'],
  [whyOpen({ status: 'not-yet-measured', note: 'needs a rig' }), 'needs a rig'],
  [number(1234567), '1,234,567'],
  [number(0.123456), '0.1235'],
  [number(-12.05477), '-12.05'],
  [number(1.5e-7), '1.50e-7'],
  [number(Number.NaN), '–'],
  [percent(0.0258333), '2.58 %'],
  [duration(6.23456), '6.23 ms'],
  [duration(48_200), '48.2 s'],
  [duration(125_000), '2 min 5 s'],
  [duration(3_725_000), '1 h 2 min'],
  [bytes(900), '900 B'],
  [bytes(262_144), '256 KiB'],
  [withUnit('5', 'ms'), '5 ms'],
  [withUnit('5', '1'), '5'],
  [intervalText({ low: 0.022068, high: 0.70462 }, '%'), '0.0221 – 0.705 %'],
  [percentile({ p: 99 }), 'not claimable'],
  [percentile({ p: 50, value: 2.1, low: 2, high: 2.2 }), '2.1 (2 – 2.2)'],
  [percentile(undefined), 'not claimable'],
  [kernelText('6.1.0'), 'Linux 6.1.0'],
  [kernelText('Linux 6.1.0'), 'Linux 6.1.0'],
  [compactIds(['V2G2-179', 'V2G2-180', 'SITE-loss', 'V2G20-1']), 'V2G2-179 180, SITE-loss, V2G20-1'],
  [compactIds([]), ''],
  [escapeXml('a<b>&"\'\u0000\ud800\u{1f50c}'), 'a&lt;b&gt;&amp;&quot;&#39;\ufffd\ufffd\u{1f50c}'],
];
for (const [got, expected] of shown) {
  test(`shown as ${expected}`, () => assert.equal(got, expected));
}

test('word and icon alone tell every verdict apart, with and without UTF-8', () => {
  const styles = Object.values(verdictStyles);
  for (const key of ['word', 'icon', 'asciiIcon'] as const) {
    assert.equal(new Set(styles.map((style) => style[key])).size, styles.length, key);
  }
  for (const { asciiIcon } of styles) assert.match(asciiIcon, /^[\x20-\x7e]$/);
});

test('colours keep a contrast of 4.5 to 1 on their grounds, on paper and on the dark page', () => {
  for (const { colour, ground, darkColour, darkGround } of Object.values(verdictStyles)) {
    assert.ok(contrast(colour, ground) >= 4.5, `${colour} on ${ground}`);
    assert.ok(contrast(colour, '#ffffff') >= 4.5, colour);
    assert.ok(contrast(darkColour, darkGround) >= 4.5, `${darkColour} on ${darkGround}`);
  }
});

test('a case that PICS excludes is shown as not applicable, whatever its verdict', () => {
  for (const verdict of ['none', 'pass', 'fail'] as Verdict[]) {
    assert.equal(shownVerdict({ verdict, applicable: false }), 'not-applicable');
    assert.equal(shownVerdict({ verdict, applicable: true }), verdict);
  }
});

/** WCAG 2.2, contrast ratio of two colours. */
function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
