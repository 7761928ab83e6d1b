import type { ModbusClient } from '../modbus/modbus-client.js';
import { describeModbusOutcome } from '../modbus/modbus-outcome.js';

/** A model in the map of a device. */
export interface SunspecPlace {
  readonly id: number;
  /** Its ID register, as on the wire. */
  readonly address: number;
  /** Registers after ID and length. */
  readonly length: number;
}

/** A SunSpec device as it describes itself. */
export interface SunspecDevice {
  /** Register of the marker. */
  readonly base: number;
  readonly models: readonly SunspecPlace[];
}

/** What a walk needs of a Modbus client. */
export type RegisterReader = Pick<ModbusClient, 'readHoldingRegisters'>;

export type SunspecDiscovery =
  | { readonly kind: 'found'; readonly device: SunspecDevice }
  /** There is a device, but none that SunSpec describes; `detail` says what stood where. */
  | { readonly kind: 'foreign'; readonly detail: string }
  /** Nothing answers. */
  | { readonly kind: 'unreachable'; readonly detail: string };

/** "SunS", the marker before the first model, and where it may stand (SunSpec Device Information Model, clause 6.2). */
const marker = [0x5375, 0x6e53] as const;
export const sunspecBases = [40_000, 50_000, 0] as const;
const endModel = 0xffff;
/** A list that does not end must not hold us: no device has a hundred models. */
const mostModels = 100;

/**
 * Looks for the SunSpec marker and walks the models to the end model 0xFFFF. `base` names the register of the marker; without
 * it the three of the specification are tried.
 */
export async function discoverSunspec(client: RegisterReader, base?: number): Promise<SunspecDiscovery> {
  const seen: string[] = [];
  for (const candidate of base === undefined ? sunspecBases : [base]) {
    const head = await client.readHoldingRegisters(candidate, 2);
    if (head.kind === 'timeout' || head.kind === 'closed') {
      return { kind: 'unreachable', detail: describeModbusOutcome(head) };
    }
    if (head.kind === 'ok' && head.value[0] === marker[0] && head.value[1] === marker[1]) {
      return walk(client, candidate);
    }
    const what = head.kind === 'ok' ? head.value.map(hex).join(' ') : describeModbusOutcome(head);
    seen.push(`register ${candidate}: ${what}`);
  }
  return { kind: 'foreign', detail: `no "SunS" marker; ${seen.join(', ')}` };
}

async function walk(client: RegisterReader, base: number): Promise<SunspecDiscovery> {
  const models: SunspecPlace[] = [];
  for (let address = base + 2; models.length < mostModels && address <= 0xffff; ) {
    const header = await readHeader(client, address);
    if (typeof header === 'string') {
      const after = models.map(({ id }) => id).join(', ') || 'no model';
      return { kind: 'foreign', detail: `the list of models breaks at register ${address} after ${after}: ${header}` };
    }
    if (header.id === endModel) return { kind: 'found', device: { base, models } };
    models.push({ id: header.id, address, length: header.length });
    address += 2 + header.length;
  }
  return {
    kind: 'foreign',
    detail: `the list of models has no end; it begins ${models.slice(0, 5).map(({ id }) => id)}`,
  };
}

async function readHeader(
  client: RegisterReader,
  address: number,
): Promise<{ readonly id: number; readonly length: number } | string> {
  const header = await client.readHoldingRegisters(address, 2);
  if (header.kind === 'ok') return { id: header.value[0]!, length: header.value[1]! };
  if (header.kind !== 'exception') return describeModbusOutcome(header);
  // Some devices end with the end model alone, without a length behind it.
  const end = await client.readHoldingRegisters(address, 1);
  if (end.kind === 'ok' && end.value[0] === endModel) return { id: endModel, length: 0 };
  return describeModbusOutcome(header);
}

/** Who made it, from model 1; `undefined` where it has none or does not say. */
export async function readSunspecIdentity(
  client: ModbusClient,
  device: SunspecDevice,
): Promise<{ readonly manufacturer: string; readonly model: string; readonly serial: string } | undefined> {
  const common = device.models.find(({ id }) => id === 1);
  if (common === undefined || common.length < 64) return undefined;
  const read = await client.readHoldingRegisters(common.address + 2, 64);
  if (read.kind !== 'ok') return undefined;
  const text = (from: number, registers: number) => {
    const bytes = Buffer.alloc(registers * 2);
    read.value.slice(from, from + registers).forEach((register, i) => {
      bytes.writeUInt16BE(register, i * 2);
    });
    return bytes.toString('utf8').replace(/\0.*$/s, '').trim();
  };
  return { manufacturer: text(0, 16), model: text(16, 16), serial: text(48, 16) };
}

function hex(register: number): string {
  return `0x${register.toString(16).padStart(4, '0')}`;
}
