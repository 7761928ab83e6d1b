import assert from 'node:assert/strict';
import { connect, createServer } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { createModbusClient, type ModbusClient } from '../../src/transport/modbus/modbus-client.js';
import { listenModbus, type ModbusServer, type RegisterMap } from '../../src/transport/modbus/modbus-server.js';

const registers = new Map<number, number>();
/** Unit 1 holds registers 0..999 in memory, unit 2 never answers, any other unit is not there. */
const map: RegisterMap = {
  read(unit, address, count) {
    if (unit === 2) return { kind: 'silent' };
    if (unit !== 1) return { kind: 'exception', code: 11 };
    if (address + count > 1000) return { kind: 'exception', code: 2 };
    return { kind: 'ok', value: Array.from({ length: count }, (_, i) => registers.get(address + i) ?? 0) };
  },
  write(_unit, address, values) {
    if (address === 7) return { kind: 'exception', code: 3 };
    values.forEach((value, i) => {
      registers.set(address + i, value);
    });
    return { kind: 'ok', value: undefined };
  },
};

describe('Modbus TCP', () => {
  let server: ModbusServer;
  const clients: ModbusClient[] = [];
  const open = (unitId: number, timeoutMs = 1000) => {
    const made = createModbusClient({ host: '127.0.0.1', port: server.port, unitId, timeoutMs });
    clients.push(made);
    return made;
  };
  before(async () => {
    server = await listenModbus({ host: '127.0.0.1', port: 0, map });
  });
  after(async () => {
    for (const made of clients) await made.close();
    await server.close();
  });

  it('reads what it wrote, with functions 16 and 6', async () => {
    const client = open(1);
    assert.equal((await client.writeRegisters(10, [1, 65535, 300])).kind, 'ok');
    assert.equal((await client.writeRegister(13, 4242)).kind, 'ok');
    const read = await client.readHoldingRegisters(10, 4);
    assert.deepEqual(read.kind === 'ok' && read.value, [1, 65535, 300, 4242]);
  });

  for (const [what, unit, address, count, code] of [
    ['an address that is not there', 1, 990, 20, 2],
    ['a unit that is not there', 9, 0, 1, 11],
  ] as const) {
    it(`gives the exception code for ${what}`, async () => {
      const read = await open(unit).readHoldingRegisters(address, count);
      assert.deepEqual([read.kind, read.kind === 'exception' && read.code], ['exception', code]);
    });
  }

  it('gives the exception code of a refused write', async () => {
    const written = await open(1).writeRegister(7, 1);
    assert.deepEqual([written.kind, written.kind === 'exception' && written.code], ['exception', 3]);
  });

  it('times out on a silent unit, then works again on a new connection', async () => {
    const silent = open(2, 60);
    assert.equal((await silent.readHoldingRegisters(0, 1)).kind, 'timeout');
    assert.equal((await silent.writeRegister(20, 5)).kind, 'ok');
  });

  it('says that nobody listens', async () => {
    const unused = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => unused.once('listening', resolve));
    const { port } = unused.address() as { port: number };
    await new Promise((resolve) => unused.close(resolve));
    const client = createModbusClient({ host: '127.0.0.1', port, unitId: 1 });
    const read = await client.readHoldingRegisters(0, 1);
    assert.equal(read.kind, 'closed');
    assert.match(read.kind === 'closed' ? read.detail : '', /ECONNREFUSED/);
  });

  it('answers the requests of a pipelining client in their order', async () => {
    const frames = Buffer.concat([readFrame(1, 10), readFrame(2, 11), readFrame(3, 12)]);
    const answers = await exchange(server.port, frames, 33);
    assert.deepEqual([answers.readUInt16BE(0), answers.readUInt16BE(11), answers.readUInt16BE(22)], [1, 2, 3]);
  });

  it('answers an unknown function with exception 1 and an impossible count with exception 3', async () => {
    const diagnostics = Buffer.from([0, 9, 0, 0, 0, 2, 1, 0x63]);
    assert.deepEqual([...(await exchange(server.port, diagnostics, 9))], [0, 9, 0, 0, 0, 3, 1, 0xe3, 1]);
    const tooMany = Buffer.from([0, 8, 0, 0, 0, 6, 1, 3, 0, 0, 0, 126]);
    assert.deepEqual([...(await exchange(server.port, tooMany, 9))], [0, 8, 0, 0, 0, 3, 1, 0x83, 3]);
  });

  it('closes the connection on bytes that are not Modbus', async () => {
    const answer = await exchange(server.port, Buffer.from('GET / HTTP/1.1\r\n\r\n'), 1);
    assert.equal(answer.length, 0);
  });
});

describe('a Modbus server that takes its time', () => {
  it('works on requests late and keeps their order, and closes when it is told to', async () => {
    const delays = [60, 0, 20];
    const worked: number[] = [];
    const slow: RegisterMap = {
      latencyMs: () => delays.shift() ?? 0,
      read(_unit, address, count) {
        worked.push(address);
        if (address === 99) return { kind: 'close' };
        return { kind: 'ok', value: new Array<number>(count).fill(address) };
      },
      write: () => ({ kind: 'exception', code: 1 }),
    };
    const server = await listenModbus({ host: '127.0.0.1', port: 0, map: slow });
    const started = process.hrtime.bigint();
    const frames = Buffer.concat([readFrame(1, 10), readFrame(2, 11), readFrame(3, 12)]);
    const answers = await exchange(server.port, frames, 33);
    const took = Number(process.hrtime.bigint() - started) / 1e6;
    assert.deepEqual([answers.readUInt16BE(0), answers.readUInt16BE(11), answers.readUInt16BE(22)], [1, 2, 3]);
    assert.deepEqual(worked, [10, 11, 12]);
    // Timers of Node may fire up to a millisecond early, never more.
    assert.ok(took >= 78, `${took} ms`);
    const closed = await exchange(server.port, Buffer.concat([readFrame(4, 99), readFrame(5, 13)]), 1);
    assert.equal(closed.length, 0);
    assert.equal(worked.includes(13), false, 'what came behind it is not worked on');
    await server.close();
  });
});

function readFrame(transaction: number, address: number): Buffer {
  return Buffer.from([0, transaction, 0, 0, 0, 6, 1, 3, 0, address, 0, 1]);
}

/** Sends bytes and collects the answer until it has `length` bytes or the server closes. */
function exchange(port: number, bytes: Buffer, length: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let answer: Buffer = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      answer = Buffer.concat([answer, chunk]);
      if (answer.length >= length) socket.destroy();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}
