import type { ModbusClient } from '../../transport/modbus/modbus-client.js';
import { describeModbusOutcome } from '../../transport/modbus/modbus-outcome.js';

/** Where a device keeps its active power. */
export interface PowerRegisters {
  /** First register, as on the wire. */
  readonly address: number;
  readonly format: 'int16' | 'uint16' | 'int32' | 'float32';
  /** Watts = reading * 10^exponent (SunSpec scale factor); 0 for float32. */
  readonly exponent: number;
  /** 1 or -1: what makes discharge to the grid positive. */
  readonly sign: 1 | -1;
}

export const registerCount = { int16: 1, uint16: 1, int32: 2, float32: 2 } as const;

/** Points W and W_SF of the SunSpec models that carry active power, as offsets from the model's first register. */
const powerPoints: Readonly<Record<number, { readonly w: number; readonly sf?: number }>> = {
  ...Object.fromEntries([101, 102, 103].map((id) => [id, { w: 14, sf: 15 }])),
  ...Object.fromEntries([111, 112, 113].map((id) => [id, { w: 22 }])),
  ...Object.fromEntries([201, 202, 203, 204].map((id) => [id, { w: 18, sf: 22 }])),
  ...Object.fromEntries([211, 212, 213, 214].map((id) => [id, { w: 28 }])),
  701: { w: 10, sf: 116 },
};

/** "SunS", the marker before the first model (SunSpec Device Information Model Specification, clause 6.2). */
const marker = [0x5375, 0x6e53] as const;
const bases = [40_000, 50_000, 0] as const;

/** Registers, or a sentence on why there are none. */
export type PowerRegistersFound =
  | { readonly kind: 'found'; readonly registers: PowerRegisters; readonly model: number }
  | { readonly kind: 'missing'; readonly why: string };

const signed = (value: number) => (value > 0x7fff ? value - 0x10000 : value);

/**
 * Walks the SunSpec models of a device to the first that carries active power. Meters (2xx) are preferred.
 * @param markerAt register of the marker, where it is known
 */
export async function findSunSpecPower(
  client: ModbusClient,
  sign: 1 | -1,
  markerAt?: number,
): Promise<PowerRegistersFound> {
  let base: number | undefined;
  const candidates = markerAt === undefined ? bases : [markerAt];
  let why = `no SunSpec marker at ${markerAt ?? '40000, 50000 or 0'}`;
  for (const candidate of candidates) {
    const outcome = await client.readHoldingRegisters(candidate, 2);
    if (outcome.kind === 'ok' && outcome.value[0] === marker[0] && outcome.value[1] === marker[1]) {
      base = candidate;
      break;
    }
    if (outcome.kind === 'timeout' || outcome.kind === 'closed') why = describeModbusOutcome(outcome);
  }
  if (base === undefined) return { kind: 'missing', why };
  const models: { id: number; at: number }[] = [];
  // A device that never ends its list must not hold us: no device has a hundred models.
  for (let at = base + 2; models.length < 100; ) {
    const head = await client.readHoldingRegisters(at, 2);
    if (head.kind !== 'ok') return { kind: 'missing', why: `model list at ${at}: ${describeModbusOutcome(head)}` };
    const [id, length] = head.value as [number, number];
    if (id === 0xffff) break;
    models.push({ id, at });
    at += length + 2;
    if (at > 0xfffd) break;
  }
  const power = models.filter(({ id }) => id in powerPoints);
  const model = power.find(({ id }) => id >= 200 && id < 300) ?? power[0];
  if (model === undefined)
    return { kind: 'missing', why: `none of the models ${models.map(({ id }) => id).join(' ')} carries power` };
  const { w, sf } = powerPoints[model.id]!;
  const address = model.at + w;
  if (sf === undefined)
    return { kind: 'found', model: model.id, registers: { address, format: 'float32', exponent: 0, sign } };
  const scale = await client.readHoldingRegisters(model.at + sf, 1);
  if (scale.kind !== 'ok') return { kind: 'missing', why: `scale factor: ${describeModbusOutcome(scale)}` };
  const exponent = signed(scale.value[0]!);
  if (exponent < -10 || exponent > 10) return { kind: 'missing', why: `scale factor ${exponent} is not in -10..10` };
  return { kind: 'found', model: model.id, registers: { address, format: 'int16', exponent, sign } };
}

/** Power in W, or `undefined` where the device says "not implemented" (SunSpec: 0x8000, 0xFFFF, NaN). */
export function wattsOf(registers: readonly number[], { format, exponent, sign }: PowerRegisters): number | undefined {
  const bytes = new DataView(new ArrayBuffer(4));
  bytes.setUint16(0, registers[0] ?? 0);
  bytes.setUint16(2, registers[1] ?? 0);
  const raw = {
    int16: () => bytes.getInt16(0),
    uint16: () => bytes.getUint16(0),
    int32: () => bytes.getInt32(0),
    float32: () => bytes.getFloat32(0),
  }[format]();
  const none = { int16: -0x8000, uint16: 0xffff, int32: -0x80000000, float32: Number.NaN }[format];
  if (raw === none || Number.isNaN(raw)) return undefined;
  return sign * raw * 10 ** exponent;
}
