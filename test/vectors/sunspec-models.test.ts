import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type ModelId, modelLayout, modelText } from '../../src/bench/devices/inverter/sunspec-models.js';
import { requireReference } from '../support/reference.js';

interface Point {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sf?: string | number;
  readonly access?: string;
}
interface Group {
  readonly name: string;
  readonly points: readonly Point[];
  readonly groups?: readonly Group[];
}

describe('SunSpec models against the published definitions', () => {
  for (const id of Object.keys(modelText).map(Number) as ModelId[]) {
    it(`model ${id} has every point with its offset, type, size, scale factor and access`, (t) => {
      const folder = requireReference(t);
      if (folder === undefined) return;
      const path = join(folder, 'sep2', 'sunspec', `model_${id}.json`);
      const { group } = JSON.parse(readFileSync(path, 'utf8')) as { readonly group: Group };
      const points = [
        ...group.points,
        ...(group.groups ?? []).flatMap((inner) =>
          inner.points.map((point) => ({ ...point, name: `${inner.name}.${point.name}` })),
        ),
      ].slice(2);
      let offset = 2;
      const expected = points.map((point) => {
        const placed = { name: point.name, offset, size: point.size, writable: point.access === 'RW' };
        offset += point.size;
        return { ...placed, type: point.type, scale: typeof point.sf === 'string' ? point.sf : undefined };
      });
      const ours = [...modelLayout(id).points.values()].map((point) => {
        const { name, size, writable, type, scale } = point;
        return { name, offset: point.offset, size, writable, type, scale };
      });
      assert.deepEqual(ours, expected);
    });
  }
});
