import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { systemClock } from '../../../src/base/clock.js';
import { headerPattern, splitLine } from '../../../src/bench/devices/multimeter/scpi-header.js';
import { SimulatedMultimeter } from '../../../src/bench/devices/multimeter/simulated-multimeter.js';
import { SeededRandom } from '../../../src/bench/devices/seeded-random.js';
import { type ScpiDialect, ScpiMultimeter } from '../../../src/bench/drivers/scpi-multimeter.js';
import { listenScpi, type ScpiServer } from '../../../src/transport/scpi/scpi-server.js';

const values = { 'dc-volts': 9.012, 'ac-volts': 231.5, 'dc-amperes': -0.25, 'ac-amperes': 5 };

function instrument(dialect: ScpiDialect, noisePercent = 0): SimulatedMultimeter {
  return new SimulatedMultimeter({ dialect, values, noisePercent, apertureMs: 1 }, systemClock, new SeededRandom(3));
}

function driver(port: number, dialect: ScpiDialect, timeoutMs = 20_000): ScpiMultimeter {
  return new ScpiMultimeter({
    ...{ host: '127.0.0.1', port, dialect, timeoutMs, instrument: 'DMM', samplingSeconds: 0.1 },
    uncertainty: { volts: { absolute: 0.001, relative: 0.0005 }, amperes: { absolute: 0.01, relative: 0 } },
    calibrationDue: '2027-01-31',
  });
}

describe('headers of SCPI', () => {
  for (const [header, sent, match] of [
    ['MEASure:VOLTage[:DC]?', 'meas:volt?', true],
    ['MEASure:VOLTage[:DC]?', ':MEASURE:VOLTAGE:DC?', true],
    ['MEASure:VOLTage[:DC]?', 'MEAS:VOLT:DC', false],
    ['MEASure:VOLTage[:DC]?', 'MEASU:VOLT?', false],
    ['SYSTem:ERRor[:NEXT]?', 'SYST:ERR:NEXT?', true],
    ['*IDN?', '*idn?', true],
    ['*IDN?', 'IDN?', false],
  ] as const) {
    it(`${sent} ${match ? 'is' : 'is not'} ${header}`, () => assert.equal(headerPattern(header).test(sent), match));
  }

  it('splits a line into commands and parameters', () => {
    assert.deepEqual(splitLine('CONF:VOLT:DC 10, 0.001 ;READ?;'), [
      { header: 'CONF:VOLT:DC', parameters: ['10', '0.001'] },
      { header: 'READ?', parameters: [] },
    ]);
  });
});

for (const dialect of ['scpi', 'fluke'] as const) {
  describe(`multimeter in the dialect ${dialect}, over its raw socket`, () => {
    let server: ScpiServer;
    let multimeter: SimulatedMultimeter;
    const open: ScpiMultimeter[] = [];
    const drive = (timeoutMs?: number) => {
      const made = driver(server.port, dialect, timeoutMs);
      open.push(made);
      return made;
    };
    before(async () => {
      multimeter = instrument(dialect);
      const terminator = dialect === 'fluke' ? '\r\n' : '\n';
      server = await listenScpi({ host: '127.0.0.1', port: 0, instrument: multimeter, terminator });
    });
    after(async () => {
      for (const made of open) await made.close();
      await server.close();
    });

    it('says who it is', async () => {
      const identity = await drive().identify();
      assert.ok(typeof identity === 'object');
      assert.deepEqual(
        [identity.serial, identity.manufacturer],
        ['SIM-0003', dialect === 'fluke' ? 'FLUKE' : 'plumbline'],
      );
    });

    it('reads every quantity with its uncertainty, again and in turn', async () => {
      const meter = drive();
      for (const quantity of ['dc-volts', 'dc-volts', 'ac-volts', 'dc-amperes', 'ac-amperes', 'dc-volts'] as const) {
        const reading = await meter.read(quantity);
        assert.ok(reading.kind === 'value', reading.kind);
        assert.ok(Math.abs(reading.value - values[quantity]) < 1e-6);
        const U = quantity.endsWith('volts') ? 0.001 + 0.0005 * Math.abs(values[quantity]) : 0.01;
        assert.ok(Math.abs(reading.U - U) < 1e-9);
      }
    });

    it('does not mix up quantities that are asked for at once', async () => {
      const meter = drive();
      const readings = await Promise.all([meter.read('dc-volts'), meter.read('ac-volts'), meter.read('dc-volts')]);
      const shown = readings.map((reading) => (reading.kind === 'value' ? reading.value : reading.detail));
      assert.deepEqual(shown, [9.012, 231.5, 9.012]);
    });

    it('tells an overload from a value', async () => {
      multimeter.set({ 'dc-amperes': 20 });
      const reading = await drive().read('dc-amperes');
      multimeter.set({ 'dc-amperes': -0.25 });
      assert.match(reading.kind === 'unavailable' ? reading.detail : '', /overload/);
    });
  });
}

describe('multimeter with trouble', () => {
  it('names what the instrument says when it does not answer', async () => {
    // A Fluke that is spoken to as if it needed no SYSTem:REMote.
    const server = await listenScpi({ host: '127.0.0.1', port: 0, instrument: instrument('fluke') });
    const meter = driver(server.port, 'scpi', 600);
    const reading = await meter.read('dc-volts');
    await meter.close();
    await server.close();
    assert.match(
      reading.kind === 'unavailable' ? reading.detail : '',
      /no answer .* 550, Command not allowed in local/,
    );
  });

  it('reads again when the instrument is back, and says when it is gone', async () => {
    const first = await listenScpi({ host: '127.0.0.1', port: 0, instrument: instrument('scpi') });
    const meter = driver(first.port, 'scpi');
    assert.equal((await meter.read('dc-volts')).kind, 'value');
    await first.close();
    const gone = await meter.read('dc-volts');
    assert.match(gone.kind === 'unavailable' ? gone.detail : '', /connection closed/);
    const second = await listenScpi({ host: '127.0.0.1', port: first.port, instrument: instrument('scpi') });
    assert.equal((await meter.read('dc-volts')).kind, 'value');
    await meter.close();
    await second.close();
  });

  it('does not read what has no uncertainty', async () => {
    const meter = new ScpiMultimeter({
      ...{ host: '127.0.0.1', port: 1, dialect: 'scpi', timeoutMs: 100, instrument: 'DMM', samplingSeconds: 1 },
      ...{ uncertainty: { volts: undefined, amperes: undefined }, calibrationDue: undefined },
    });
    const reading = await meter.read('dc-volts');
    assert.match(reading.kind === 'unavailable' ? reading.detail : '', /no uncertainty of volts/);
  });

  it('keeps its errors in their order, and says so when there are too many', async () => {
    const multimeter = instrument('scpi');
    assert.equal(await multimeter.handle('KETT:ON;FETC?'), undefined);
    assert.equal(await multimeter.handle('SYST:ERR?'), '-113,"Undefined header"');
    assert.equal(await multimeter.handle('SYST:ERR?'), '-230,"Data corrupt or stale"');
    assert.equal(await multimeter.handle('SYST:ERR?'), '+0,"No error"');
    for (let i = 0; i < 30; i++) await multimeter.handle('KETT?');
    const errors: (string | undefined)[] = [];
    for (let i = 0; i < 21; i++) errors.push(await multimeter.handle('SYST:ERR?'));
    assert.deepEqual(errors.slice(18), ['-113,"Undefined header"', '-350,"Queue overflow"', '+0,"No error"']);
  });

  it('configures, reads and fetches', async () => {
    const multimeter = instrument('scpi');
    assert.equal(
      await multimeter.handle('CONF:VOLT:AC AUTO;CONF?;READ?;FETC?'),
      '"VOLT:AC";+2.31500000E+02;+2.31500000E+02',
    );
    assert.equal(await multimeter.handle('CONF:VOLT:DC high'), undefined);
    assert.equal(await multimeter.handle('SYST:ERR?'), '-224,"Illegal parameter value"');
  });

  it('survives garbage and a line without an end', async () => {
    const server = await listenScpi({ host: '127.0.0.1', port: 0, instrument: instrument('scpi') });
    const socket = connect(server.port, '127.0.0.1');
    socket.write(Buffer.alloc(20_000, 0x41));
    socket.write('\n\0\xff;;;\n*IDN?\n');
    const answer = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())));
    assert.match(answer, /plumbline/);
    socket.destroy();
    await server.close();
  });
});
