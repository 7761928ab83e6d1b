import assert from 'node:assert/strict';
import { createServer, type Server, type Socket } from 'node:net';
import { describe, it } from 'node:test';
import { createScpiClient } from '../../src/transport/scpi/scpi-client.js';
import { parseIdentity, parseScpiError, parseScpiNumber } from '../../src/transport/scpi/scpi-values.js';

describe('values of SCPI', () => {
  for (const [text, expected] of [
    ['+1.23456789E+01', { kind: 'number', value: 12.3456789 }],
    ['-5', { kind: 'number', value: -5 }],
    [' .5e-3 ', { kind: 'number', value: 0.0005 }],
    ['+9.90000000E+37', { kind: 'overload', sign: 1 }],
    ['-9.9E37', { kind: 'overload', sign: -1 }],
    ['9.91E37', { kind: 'not-a-number' }],
    ['12,5', { kind: 'foreign', text: '12,5' }],
    ['', { kind: 'foreign', text: '' }],
    ['0x10', { kind: 'foreign', text: '0x10' }],
    ['Infinity', { kind: 'foreign', text: 'Infinity' }],
  ] as const) {
    it(`reads ${JSON.stringify(text)}`, () => assert.deepEqual(parseScpiNumber(text), expected));
  }

  it('reads errors as different makes write them', () => {
    assert.deepEqual(parseScpiError('-113,"Undefined header"'), { code: -113, text: 'Undefined header' });
    assert.deepEqual(parseScpiError('+0,"No error"'), { code: 0, text: 'No error' });
    assert.deepEqual(parseScpiError('0, No Error'), { code: 0, text: 'No Error' });
    assert.deepEqual(parseScpiError('0'), { code: 0, text: '' });
    assert.equal(parseScpiError('+1.5E+00'), undefined);
  });

  it('reads an identity with missing and extra fields', () => {
    assert.deepEqual(parseIdentity('FLUKE, 8846A ,123,a,b'), {
      ...{ manufacturer: 'FLUKE', model: '8846A', serial: '123', firmware: 'a,b' },
    });
    assert.equal(parseIdentity('only a name').serial, '');
  });
});

/** An instrument that does with each line what the test says. */
async function serve(answer: (socket: Socket, line: string) => void): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (data) => {
      for (const line of data.toString().split('\n').filter(Boolean)) answer(socket, line);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as { port: number }).port };
}

describe('SCPI client', () => {
  it('puts together an answer that comes in pieces, and greets each connection', async () => {
    const lines: string[] = [];
    const { server, port } = await serve((socket, line) => {
      lines.push(line);
      if (!line.endsWith('?')) return;
      socket.write('+1.0');
      setImmediate(() => socket.write('0E+00\r\n'));
    });
    const client = createScpiClient({ host: '127.0.0.1', port, greeting: ['SYST:REM'] });
    const answers = await Promise.all([client.query('READ?'), client.query('READ?')]);
    await client.close();
    server.close();
    assert.deepEqual(
      answers.map((answer) => answer.kind === 'ok' && answer.value),
      ['+1.00E+00', '+1.00E+00'],
    );
    assert.deepEqual(lines, ['SYST:REM', 'READ?', 'READ?']);
  });

  it('does not take a late answer for the next one', async () => {
    let connections = 0;
    const { server, port } = await serve((socket, line) => {
      if (line === 'SLOW?') setTimeout(() => socket.writable && socket.write('late\n'), 700);
      else socket.write('fast\n');
    });
    server.on('connection', () => connections++);
    const client = createScpiClient({ host: '127.0.0.1', port, timeoutMs: 600 });
    const slow = await client.query('SLOW?');
    const fast = await client.query('FAST?');
    await client.close();
    server.close();
    assert.equal(slow.kind, 'timeout');
    assert.equal(fast.kind === 'ok' && fast.value, 'fast');
    assert.equal(connections, 2);
  });

  it('says that nobody listens, that the instrument closed, and that an answer has no end', async () => {
    const { server, port } = await serve((socket, line) => {
      if (line === 'CLOSE?') socket.end();
      else socket.write(Buffer.alloc(100_000, 0x31));
    });
    const client = createScpiClient({ host: '127.0.0.1', port });
    const closed = await client.query('CLOSE?');
    assert.match(closed.kind === 'closed' ? closed.detail : '', /closed the connection/);
    const endless = await client.query('ENDLESS?');
    assert.match(endless.kind === 'closed' ? endless.detail : '', /without an end/);
    await client.close();
    assert.equal((await client.query('X?')).kind, 'closed');
    await new Promise((resolve) => server.close(resolve));
    const nobody = createScpiClient({ host: '127.0.0.1', port });
    const refused = await nobody.query('*IDN?');
    assert.match(refused.kind === 'closed' ? refused.detail : '', /ECONNREFUSED/);
  });
});
