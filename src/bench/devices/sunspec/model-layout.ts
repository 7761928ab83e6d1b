import { type ModelId, modelText } from './model-table.js';

export type PointType =
  | 'int16'
  | 'uint16'
  | 'enum16'
  | 'bitfield16'
  | 'sunssf'
  | 'pad'
  | 'int32'
  | 'uint32'
  | 'bitfield32'
  | 'acc32'
  | 'uint64'
  | 'acc64'
  | 'string';

export interface Point {
  /** As in the model; of a repeated group with the number from 1: `Crv2.Pt1.V`. */
  readonly name: string;
  readonly type: PointType;
  /** Offset from the ID register of its model. */
  readonly offset: number;
  /** Registers. */
  readonly size: number;
  /** Name of its scale factor. */
  readonly scale: string | undefined;
  /** Lowest and highest position of an enumeration that can be written. */
  readonly range: readonly [number, number] | undefined;
  readonly writable: boolean;
}

export interface ModelLayout {
  readonly id: ModelId;
  /** Registers after ID and L. */
  readonly length: number;
  readonly points: ReadonlyMap<string, Point>;
}

const sizes: Readonly<Record<Exclude<PointType, 'string'>, number>> = {
  int16: 1,
  uint16: 1,
  enum16: 1,
  bitfield16: 1,
  sunssf: 1,
  pad: 1,
  int32: 2,
  uint32: 2,
  bitfield32: 2,
  acc32: 2,
  uint64: 4,
  acc64: 4,
};

/**
 * The layout of a model, read from its text. The notation: the points after ID and L in their order, each `name:type`,
 * then `/SF` naming its scale factor, `=0..1` the positions of a switch, `!` when it can be written; `string16` is 16
 * registers long. `Crv*3( ... )` repeats a group. Numbers as in the SunSpec Device Information Model specification.
 */
export function modelLayout(id: ModelId): ModelLayout {
  const words = modelText[id].trim().split(/\s+/);
  const points = new Map<string, Point>();
  let offset = 2;
  const place = (from: number, prefix: string): number => {
    let at = from;
    for (let word = words[at]; word !== undefined && word !== ')'; word = words[at]) {
      const group = /^(\w+)\*(\d+)\($/.exec(word);
      if (group === null) {
        const point = readPoint(id, word, prefix, offset);
        points.set(point.name, point);
        offset += point.size;
        at += 1;
        continue;
      }
      const [, name = '', count = ''] = group;
      let end = at;
      for (let number = 1; number <= Number(count); number++) end = place(at + 1, `${prefix}${name}${number}.`);
      at = end + 1;
    }
    return at;
  };
  place(0, '');
  return { id, length: offset - 2, points };
}

function readPoint(id: ModelId, word: string, prefix: string, offset: number): Point {
  const match = /^([\w.]+):([a-z]+)(\d*)(?:\/(\w+))?(?:=(\d+)\.\.(\d+))?(!)?$/.exec(word);
  if (match === null) throw new Error(`model ${id}: ${word}`);
  const [, name = '', kind = '', digits = '', scale, low, high, write] = match;
  const type = (kind === 'string' ? 'string' : `${kind}${digits}`) as PointType;
  return {
    name: `${prefix}${name}`,
    type,
    offset,
    size: type === 'string' ? Number(digits) : sizes[type],
    scale,
    range: low === undefined ? undefined : [Number(low), Number(high)],
    writable: write !== undefined,
  };
}
