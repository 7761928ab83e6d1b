import { listenModbus, type ModbusServer, type RegisterMap } from '../../../src/transport/modbus/modbus-server.js';

/** A SunSpec inverter in the test's own process: models 1, 103, 120, 121, 123, at will 704, over real Modbus TCP. */
export interface SunspecDevice {
  readonly port: number;
  /** Power at its terminals now, W; with model 704 into the grid as positive, as SunSpec counts it. */
  readonly powerW: number;
  readonly connected: boolean;
  /** Set power of model 704, W; undefined while it is disabled. */
  readonly setW: number | undefined;
  /** Writes in order: first register and values. */
  readonly writes: readonly { readonly address: number; readonly values: readonly number[] }[];
  /** Power after each write, W, in order: what lasted for a moment only is here too. */
  readonly course: readonly number[];
  /** What it does wrong from now on. */
  fault: 'none' | 'silent' | 'keeps-power' | 'never-connects' | 'refuses-writes';
  close(): Promise<void>;
}

export const ratedW = 50_000;
const base = 40_000;

function layOut(withSetPower: boolean): { registers: Map<number, number>; at: Record<number, number> } {
  const registers = new Map<number, number>();
  const at: Record<number, number> = {};
  registers.set(base, 0x5375).set(base + 1, 0x6e53);
  let address = base + 2;
  for (const [id, length] of [
    [1, 66],
    [103, 50],
    [120, 26],
    [121, 30],
    [123, 24],
    ...(withSetPower ? ([[704, 66]] as const) : []),
  ] as const) {
    at[id] = address;
    registers.set(address, id).set(address + 1, length);
    for (let offset = 0; offset < length; offset++) registers.set(address + 2 + offset, 0);
    address += 2 + length;
  }
  registers.set(address, 0xffff).set(address + 1, 0);
  return { registers, at };
}

/** Starts the device on a free port of the loopback; `withSetPower`: with model 704, so that it works in both directions. */
export async function startSunspecDevice(withSetPower = false): Promise<SunspecDevice> {
  const { registers, at } = layOut(withSetPower);
  const writes: { address: number; values: readonly number[] }[] = [];
  const course: number[] = [];
  const controls = at[123]!;
  registers.set(at[121]! + 2, ratedW / 10).set(at[121]! + 22, 1);
  registers.set(controls + 23, 0xfffe); // WMaxLimPct in hundredths of a percent
  let kept = 0;
  const device = {
    fault: 'none' as SunspecDevice['fault'],
    writes,
    course,
    get connected() {
      return registers.get(controls + 4) === 1;
    },
    get powerW() {
      if (device.fault === 'keeps-power') return kept;
      const limitW = ((registers.get(controls + 5) ?? 0) / 10_000) * ratedW;
      if (!device.connected) return 0;
      return device.setW === undefined ? limitW : Math.max(-limitW, Math.min(limitW, device.setW));
    },
    get setW() {
      const model = at[704];
      if (model === undefined || registers.get(model + 22) !== 1) return undefined;
      return ((registers.get(model + 24) ?? 0) << 16) | (registers.get(model + 25) ?? 0);
    },
  };
  const map: RegisterMap = {
    read(_unit, address, count) {
      if (device.fault === 'silent') return { kind: 'silent' };
      const power = Math.round(device.powerW / 10);
      registers.set(at[103]! + 14, power & 0xffff).set(at[103]! + 15, 1);
      const values = Array.from({ length: count }, (_, index) => registers.get(address + index));
      if (values.some((value) => value === undefined)) return { kind: 'exception', code: 2 };
      return { kind: 'ok', value: values as number[] };
    },
    write(_unit, address, values) {
      if (device.fault === 'silent') return { kind: 'silent' };
      if (device.fault === 'refuses-writes') return { kind: 'exception', code: 4 };
      writes.push({ address: address - controls, values });
      values.forEach((value, index) => {
        const isConnect = address + index === controls + 4;
        registers.set(address + index, isConnect && device.fault === 'never-connects' ? 0 : value);
      });
      if (device.fault === 'none') kept = device.powerW;
      course.push(device.powerW);
      return { kind: 'ok', value: undefined };
    },
  };
  const server: ModbusServer = await listenModbus({ host: '127.0.0.1', port: 0, map });
  return Object.assign(device, { port: server.port, close: () => server.close() });
}
