import { type ModelLayout, modelLayout, type Point, type PointType } from './model-layout.js';
import type { ModelId } from './model-table.js';

/** "SunS" (SunSpec Device Information Model specification, clause 6.2). */
const marker = [0x5375, 0x6e53];
const endModel = 0xffff;
/** A scale factor that is not implemented. */
const unscaled = -0x8000;

/** What a register of a type holds while its point is not implemented. */
function notImplemented(type: PointType, size: number): readonly number[] {
  switch (type) {
    case 'int16':
    case 'sunssf':
    case 'pad':
      return [0x8000];
    case 'int32':
      return [0x8000, 0];
    case 'string':
    case 'acc32':
    case 'acc64':
      return new Array<number>(size).fill(0);
    default:
      return new Array<number>(size).fill(0xffff);
  }
}

interface Placed {
  readonly layout: ModelLayout;
  readonly start: number;
}

/** The registers of a SunSpec device: the marker, its models one after the other, and the end model. */
export class RegisterImage {
  readonly base: number;
  readonly #registers: number[] = [...marker];
  readonly #models = new Map<ModelId, Placed>();
  readonly #writable = new Set<number>();

  constructor(base: number, models: readonly ModelId[]) {
    this.base = base;
    for (const id of models) {
      const layout = modelLayout(id);
      const start = this.#registers.length;
      this.#models.set(id, { layout, start });
      this.#registers.push(id, layout.length);
      for (const point of layout.points.values()) {
        this.#registers.push(...notImplemented(point.type, point.size));
        if (point.writable) for (let i = 0; i < point.size; i++) this.#writable.add(start + point.offset + i);
      }
    }
    this.#registers.push(endModel, 0);
  }

  has(model: ModelId): boolean {
    return this.#models.has(model);
  }

  /** Registers as on the wire; undefined when part of the range is not there. */
  read(address: number, count: number): readonly number[] | undefined {
    const from = address - this.base;
    if (from < 0 || from + count > this.#registers.length) return undefined;
    return this.#registers.slice(from, from + count);
  }

  /** True when every register of the range can be written. */
  isWritable(address: number, count: number): boolean {
    for (let i = 0; i < count; i++) if (!this.#writable.has(address - this.base + i)) return false;
    return true;
  }

  write(address: number, values: readonly number[]): void {
    values.forEach((value, i) => {
      this.#registers[address - this.base + i] = value;
    });
  }

  /** The models in their order. */
  get models(): readonly ModelId[] {
    return [...this.#models.keys()];
  }

  /** Points of a model, by name. */
  points(model: ModelId): ReadonlyMap<string, Point> {
    return this.#models.get(model)?.layout.points ?? new Map();
  }

  /** Points of a model that a range of addresses touches. */
  touched(model: ModelId, address: number, count: number): ReadonlySet<string> {
    const placed = this.#models.get(model);
    const names = new Set<string>();
    if (placed === undefined) return names;
    const from = address - this.base - placed.start;
    for (const { name, offset, size } of placed.layout.points.values()) {
      if (offset < from + count && from < offset + size) names.add(name);
    }
    return names;
  }

  /** Raw number of a point, signed where its type is; the scale factor is not applied. */
  raw(model: ModelId, name: string): number {
    const { start, point } = this.#find(model, name);
    const words = this.#registers.slice(start + point.offset, start + point.offset + point.size);
    const value = words.reduce((total, word) => total * 0x1_0000 + word, 0);
    const signed = point.type === 'int16' || point.type === 'int32' || point.type === 'sunssf';
    const span = 0x1_0000 ** point.size;
    return signed && value >= span / 2 ? value - span : value;
  }

  /** True when the point holds what its type has for "not implemented", or the device does not have it. */
  isBlank(model: ModelId, name: string): boolean {
    if (!this.#models.get(model)?.layout.points.has(name)) return true;
    const { start, point } = this.#find(model, name);
    const blank = notImplemented(point.type, point.size);
    return blank.every((word, i) => this.#registers[start + point.offset + i] === word);
  }

  /** Makes a point one that the device does not implement. */
  setBlank(model: ModelId, name: string): void {
    const { start, point } = this.#find(model, name);
    notImplemented(point.type, point.size).forEach((word, i) => {
      this.#registers[start + point.offset + i] = word;
    });
  }

  /** Value of a point with its scale factor. */
  value(model: ModelId, name: string): number {
    return this.raw(model, name) * 10 ** this.#scale(model, name);
  }

  /** Sets a point from its value in the unit; rounds to the resolution of its scale factor and keeps to its range. */
  setValue(model: ModelId, name: string, value: number): void {
    this.setRaw(model, name, Math.round(value / 10 ** this.#scale(model, name)));
  }

  setRaw(model: ModelId, name: string, value: number): void {
    const { start, point } = this.#find(model, name);
    const span = 0x1_0000 ** point.size;
    const signed = point.type === 'int16' || point.type === 'int32' || point.type === 'sunssf';
    // The lowest signed and the highest unsigned number mean "not implemented".
    const [low, high] = signed ? [1 - span / 2, span / 2 - 1] : [0, span - 2];
    let rest = Math.min(high, Math.max(low, value));
    if (rest < 0) rest += span;
    for (let i = point.size - 1; i >= 0; i--) {
      this.#registers[start + point.offset + i] = rest % 0x1_0000;
      rest = Math.floor(rest / 0x1_0000);
    }
  }

  setText(model: ModelId, name: string, text: string): void {
    const { start, point } = this.#find(model, name);
    const bytes = Buffer.alloc(point.size * 2);
    bytes.write(text, 'utf8');
    for (let i = 0; i < point.size; i++) this.#registers[start + point.offset + i] = bytes.readUInt16BE(i * 2);
  }

  #scale(model: ModelId, name: string): number {
    const { scale } = this.#find(model, name).point;
    if (scale === undefined) return 0;
    const exponent = this.raw(model, scale);
    return exponent === unscaled ? 0 : exponent;
  }

  #find(model: ModelId, name: string): { readonly start: number; readonly point: Point } {
    const placed = this.#models.get(model);
    const point = placed?.layout.points.get(name);
    if (placed === undefined || point === undefined) throw new Error(`no point ${name} in model ${model}`);
    return { start: placed.start, point };
  }
}
