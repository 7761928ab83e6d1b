import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createModbusClient } from '../../src/transport/modbus/modbus-client.js';
import { listenModbus, type RegisterMap } from '../../src/transport/modbus/modbus-server.js';
import { discoverSunspec, readSunspecIdentity } from '../../src/transport/sunspec/discover-sunspec.js';

const marker = [0x5375, 0x6e53];

/** A device with these registers from an address on, and nothing else. */
function device(at: number, registers: readonly number[]): RegisterMap {
  return {
    read(_unit, address, count) {
      if (address < at || address + count > at + registers.length) return { kind: 'exception', code: 2 };
      return { kind: 'ok', value: registers.slice(address - at, address - at + count) };
    },
    write: () => ({ kind: 'exception', code: 1 }),
  };
}

async function discover(map: RegisterMap, base?: number) {
  const server = await listenModbus({ host: '127.0.0.1', port: 0, map });
  const client = createModbusClient({ host: '127.0.0.1', port: server.port, unitId: 1, timeoutMs: 1000 });
  try {
    const found = await discoverSunspec(client, base);
    const identity = found.kind === 'found' ? await readSunspecIdentity(client, found.device) : undefined;
    return { found, identity };
  } finally {
    await client.close();
    await server.close();
  }
}

const models = [...marker, 103, 2, 0, 0, 123, 3, 0, 0, 0, 0xffff, 0];

describe('SunSpec discovery', () => {
  for (const base of [40_000, 50_000, 0]) {
    it(`finds the models of a device whose marker stands at ${base}`, async () => {
      const { found } = await discover(device(base, models));
      assert.deepEqual(found, {
        kind: 'found',
        device: {
          base,
          models: [
            { id: 103, address: base + 2, length: 2 },
            { id: 123, address: base + 6, length: 3 },
          ],
        },
      });
    });
  }

  it('takes an end model without a length', async () => {
    const { found } = await discover(device(40_000, models.slice(0, -1)));
    assert.equal(found.kind, 'found');
  });

  it('reads who made it', async () => {
    const text = (words: string, registers: number) => {
      const bytes = Buffer.alloc(registers * 2);
      bytes.write(words);
      return Array.from({ length: registers }, (_, i) => bytes.readUInt16BE(i * 2));
    };
    const common = [
      ...text('Example Ltd', 16),
      ...text('INV-9', 16),
      ...text('', 8),
      ...text('1.0', 8),
      ...text('0042', 16),
    ];
    const { identity } = await discover(device(40_000, [...marker, 1, 66, ...common, 1, 0, 0xffff, 0]));
    assert.deepEqual(identity, { manufacturer: 'Example Ltd', model: 'INV-9', serial: '0042' });
  });

  for (const [what, map, base, kind, words] of [
    [
      'registers that are no marker',
      device(40_000, [1, 2, 3]),
      undefined,
      'foreign',
      /40000: 0x0001 0x0002, register 50000: exception 2/,
    ],
    ['a base that is not the one named', device(50_000, models), 40_000, 'foreign', /register 40000: exception 2/],
    [
      'a list that breaks off',
      device(0, [...marker, 103, 2, 0]),
      undefined,
      'foreign',
      /breaks at register 6 after 103/,
    ],
    [
      'a list that goes round in circles',
      device(0, [...marker, ...new Array(500).fill(0)]),
      undefined,
      'foreign',
      /no end/,
    ],
    [
      'a device that says nothing',
      { ...device(0, []), read: () => ({ kind: 'silent' }) as const },
      undefined,
      'unreachable',
      /no answer within 1000 ms/,
    ],
  ] as const) {
    it(`says what it saw: ${what}`, async () => {
      const { found } = await discover(map, base);
      assert.ok(found.kind !== 'found');
      assert.equal(found.kind, kind);
      assert.match(found.detail, words);
    });
  }
});
