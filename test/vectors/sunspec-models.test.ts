import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { modelLayout } from '../../src/bench/devices/sunspec/model-layout.js';
import { type ModelId, modelText } from '../../src/bench/devices/sunspec/model-table.js';
import { pointsOfCurve, storedCurves } from '../../src/bench/devices/sunspec/models/curves.js';
import { requireReference } from '../support/reference.js';

interface Point {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sf?: string | number;
  readonly access?: string;
  readonly symbols?: readonly { readonly value: number }[];
}
interface Group {
  readonly name: string;
  readonly count?: string | number;
  readonly points: readonly Point[];
  readonly groups?: readonly Group[];
}

/** How often the simulated device has the groups whose number the device chooses. */
const counts: Readonly<Record<string, number>> = { NCrv: storedCurves, NPt: pointsOfCurve };

/** The points of a model in their order, those of repeated groups with their number. */
function flatten({ points, groups = [] }: Group, prefix = ''): readonly Point[] {
  return [
    ...points.map((point) => ({ ...point, name: `${prefix}${point.name}` })),
    ...groups.flatMap((inner) => {
      if (inner.count === undefined) return flatten(inner, `${prefix}${inner.name}.`);
      const times = typeof inner.count === 'string' ? counts[inner.count]! : inner.count;
      return Array.from({ length: times }, (_, i) => flatten(inner, `${prefix}${inner.name}${i + 1}.`)).flat();
    }),
  ];
}

/** Positions of a switch that can be written. */
function rangeOf({ type, access, symbols }: Point): readonly [number, number] | undefined {
  if (!type.startsWith('enum') || access !== 'RW' || symbols === undefined) return undefined;
  const values = symbols.map(({ value }) => value);
  return [Math.min(...values), Math.max(...values)];
}

describe('SunSpec models against the published definitions', () => {
  for (const id of Object.keys(modelText).map(Number) as ModelId[]) {
    it(`model ${id} has every point with its offset, type, size, scale factor, positions and access`, (t) => {
      const folder = requireReference(t);
      if (folder === undefined) return;
      const path = join(folder, 'sep2', 'sunspec', `model_${id}.json`);
      const { group } = JSON.parse(readFileSync(path, 'utf8')) as { readonly group: Group };
      let offset = 2;
      const expected = flatten(group)
        .slice(2)
        .map((point) => {
          const placed = { name: point.name, offset, size: point.size, writable: point.access === 'RW' };
          offset += point.size;
          const scale = typeof point.sf === 'string' ? point.sf : undefined;
          return { ...placed, type: point.type, scale, range: rangeOf(point) };
        });
      const ours = [...modelLayout(id).points.values()].map((point) => {
        const { name, size, writable, type, scale, range } = point;
        return { name, offset: point.offset, size, writable, type, scale, range };
      });
      assert.deepEqual(ours, expected);
    });
  }
});
