import assert from 'node:assert/strict';
import { test } from 'node:test';
import { networkIdentifier } from '../../../src/transport/slac/network-key.js';
import { slacTimers } from '../../../src/transport/slac/slac-timers.js';
import type { MmeDefinition } from '../../../src/wire/homeplug/define-mme.js';
import { broadcastAddress, encodeMmeFrame } from '../../../src/wire/homeplug/encode-mme.js';
import { ampMapReq } from '../../../src/wire/homeplug/messages/cm-amp-map.js';
import { attenCharRsp } from '../../../src/wire/homeplug/messages/cm-atten-char.js';
import { mnbcSoundInd } from '../../../src/wire/homeplug/messages/cm-mnbc-sound.js';
import { slacMatchReq } from '../../../src/wire/homeplug/messages/cm-slac-match.js';
import { slacParmReq } from '../../../src/wire/homeplug/messages/cm-slac-parm.js';
import { startAttenCharInd } from '../../../src/wire/homeplug/messages/cm-start-atten-char.js';
import { validateCnf, validateReq } from '../../../src/wire/homeplug/messages/cm-validate.js';
import type { MmeFields, MmeValue } from '../../../src/wire/homeplug/mme-field.js';
import { decodeMmeFrame, mmeValue } from '../../../src/wire/homeplug/mme-frame.js';
import { SlacBench, type SlacBenchOptions } from '../../support/slac-bench.js';

const vehicle = '02:00:00:00:0a:01';
const station = '02:00:00:00:0e:01';
const runId = '0102030405060708';
const types = { ApplicationType: 0, SecurityType: 0 };

const good = {
  parm: { ...types, RunID: runId },
  start: { ...types, NumSounds: 10, TimeOut: 6, ResponseType: 1, ForwardingSta: vehicle, RunID: runId },
  rsp: { ...types, SourceAddress: vehicle, RunID: runId, SourceId: '', ResponderId: '', Result: 0 },
  match: { ...types, MVFLength: 0x3e, PevId: '', PevMac: vehicle, EvseId: '', EvseMac: station, RunID: runId },
};

/** A tester's vehicle that sends one message at a time, right or wrong. */
class Tester extends SlacBench {
  readonly validations: number[] = [];

  constructor(options: SlacBenchOptions = {}) {
    super(options);
    Object.assign(this.vehicles[0]!, {
      receive: (frame: Uint8Array) => {
        const value = mmeValue(decodeMmeFrame(frame)!.mme, validateCnf);
        if (value !== undefined) this.validations.push(value.Result);
      },
    });
  }

  send<F extends MmeFields>(definition: MmeDefinition<F>, value: MmeValue<F>, destination = station): void {
    const to = /PARM|START|SOUND/.test(definition.label) ? broadcastAddress : destination;
    this.line.receive(0, encodeMmeFrame({ destination: to, source: vehicle }, definition, value));
  }

  async sounds(count = 10): Promise<void> {
    for (let left = count - 1; left >= 0; left--) {
      this.send(mnbcSoundInd, { ...types, SenderId: '', Count: left, RunID: runId });
      await this.pass(30);
    }
  }

  async toParm(): Promise<void> {
    await this.plugIn();
    this.send(slacParmReq, good.parm);
    await this.pass(20);
  }

  async toSounded(): Promise<void> {
    await this.toParm();
    this.send(startAttenCharInd, good.start);
    await this.sounds();
    this.send(attenCharRsp, good.rsp);
    await this.pass(5);
  }
}

test('the identifier of a network follows from its key, as the recorded tools have it', () => {
  assert.equal(networkIdentifier('B59319D7E8157BA001B018669CCEE30D'), '026BCBA5354E08');
  assert.equal(networkIdentifier('50D3E4933F855B7040784DF815AA8DB7'), 'B0F2E695666B03');
});

test('CM_SLAC_PARM: only a plugged charger answers, only in time, and only types 0', async () => {
  const bench = new Tester();
  await bench.until(bench.stations[0]!.start());
  bench.send(slacParmReq, good.parm);
  await bench.pass(200);
  assert.equal(bench.count('CM_SLAC_PARM.CNF'), 0, 'control pilot A');
  bench.stations[0]!.pilotChanged('C');
  for (const wrong of [{ ApplicationType: 255 }, { SecurityType: 255 }])
    bench.send(slacParmReq, { ...good.parm, ...wrong });
  await bench.pass(200);
  assert.equal(bench.count('CM_SLAC_PARM.CNF'), 0, 'types');
  bench.send(slacParmReq, good.parm);
  await bench.pass(1);
  assert.equal(bench.count('CM_SLAC_PARM.CNF'), 1);
});

test('after TT_EVSE_SLAC_init without a matching nothing is answered until the next plug-in', async () => {
  const bench = new Tester({ stations: [{ timers: { TT_EVSE_SLAC_init: 2000 } }] });
  await bench.plugIn();
  await bench.pass(2001);
  bench.send(slacParmReq, good.parm);
  await bench.pass(200);
  assert.equal(bench.count('CM_SLAC_PARM.CNF'), 0);
  assert.ok(bench.events.some(({ kind }) => kind === 'init-timeout'));
  bench.stations[0]!.pilotChanged('A');
  bench.stations[0]!.pilotChanged('B');
  bench.send(slacParmReq, good.parm);
  await bench.pass(5);
  assert.equal(bench.count('CM_SLAC_PARM.CNF'), 1);
});

const badStarts: readonly (readonly [string, Partial<typeof good.start>])[] = [
  ['application type 0xFF', { ApplicationType: 255 }],
  ['security type 0xFF', { SecurityType: 255 }],
  ['no sounds', { NumSounds: 0 }],
  ['time out 0', { TimeOut: 0 }],
  ['response type 0', { ResponseType: 0 }],
  ['another RunID', { RunID: 'FF02030405060708' }],
  ['another forwarding station', { ForwardingSta: '00:00:00:00:00:00' }],
];
for (const [name, wrong] of badStarts) {
  test(`CM_START_ATTEN_CHAR.IND with ${name} starts nothing`, async () => {
    const bench = new Tester();
    await bench.toParm();
    for (let n = 0; n < 3; n++) bench.send(startAttenCharInd, { ...good.start, ...wrong });
    await bench.sounds();
    await bench.pass(1200);
    assert.equal(bench.count('CM_ATTEN_CHAR.IND'), 0);
  });
}

test('a start after TT_match_sequence is too late', async () => {
  const bench = new Tester();
  await bench.toParm();
  await bench.pass(slacTimers.TT_match_sequence);
  bench.send(startAttenCharInd, good.start);
  await bench.sounds();
  await bench.pass(1200);
  assert.equal(bench.count('CM_ATTEN_CHAR.IND'), 0);
});

test('a missing sound does not keep the report back: it comes at TT_EVSE_match_MNBC', async () => {
  const bench = new Tester();
  await bench.toParm();
  const start = Number(bench.clock.monotonicNs()) / 1e6;
  bench.send(startAttenCharInd, good.start);
  await bench.sounds(9);
  await bench.pass(600);
  const report = bench.frames.find(({ label }) => label === 'CM_ATTEN_CHAR.IND')!;
  assert.ok(Math.abs(report.atMs - start - slacTimers.TT_EVSE_match_MNBC) <= 1, `${report.atMs - start}`);
});

const badResponses: readonly (readonly [string, Partial<typeof good.rsp> | undefined])[] = [
  ['none', undefined],
  ['application type 0xFF', { ApplicationType: 255 }],
  ['security type 0xFF', { SecurityType: 255 }],
  ['source address 0', { SourceAddress: '00:00:00:00:00:00' }],
  ['another RunID', { RunID: 'FF02030405060708' }],
  ['a source identifier', { SourceId: '00000000000000000000000000000000' + '01' }],
  ['a responder identifier', { ResponderId: '00000000000000000000000000000000' + '01' }],
  ['result 0xFF', { Result: 255 }],
];
for (const [name, wrong] of badResponses) {
  test(`CM_ATTEN_CHAR.RSP, ${name}: the report is repeated twice, then given up`, async () => {
    const bench = new Tester();
    await bench.toParm();
    bench.send(startAttenCharInd, good.start);
    await bench.sounds();
    for (let n = 0; n < 4; n++) {
      if (wrong !== undefined) bench.send(attenCharRsp, { ...good.rsp, ...wrong });
      await bench.pass(250);
    }
    assert.equal(bench.count('CM_ATTEN_CHAR.IND'), 3);
    bench.send(slacMatchReq, good.match);
    await bench.pass(200);
    assert.equal(bench.count('CM_SLAC_MATCH.CNF'), 0);
  });
}

const badMatches: readonly (readonly [string, Partial<typeof good.match>])[] = [
  ['application type 0xFF', { ApplicationType: 255 }],
  ['security type 0xFF', { SecurityType: 255 }],
  ['MVFLength 0', { MVFLength: 0 }],
  ['a vehicle identifier', { PevId: '00000000000000000000000000000000' + '01' }],
  ['vehicle address 0', { PevMac: '00:00:00:00:00:00' }],
  ['a charger identifier', { EvseId: '00000000000000000000000000000000' + '01' }],
  ['charger address 0', { EvseMac: '00:00:00:00:00:00' }],
  ['another RunID', { RunID: 'FF02030405060708' }],
];
for (const [name, wrong] of badMatches) {
  test(`CM_SLAC_MATCH.REQ with ${name} is not answered, nor a good one after TT_EVSE_match_session`, async () => {
    const bench = new Tester({ stations: [{ timers: { TT_EVSE_match_session: 1000 } }] });
    await bench.toSounded();
    bench.send(slacMatchReq, { ...good.match, ...wrong });
    await bench.pass(1250);
    bench.send(slacMatchReq, good.match);
    await bench.pass(200);
    assert.equal(bench.count('CM_SLAC_MATCH.CNF'), 0);
  });
}

test('a repeated CM_SLAC_MATCH.REQ is confirmed again; once linked SLAC is ignored', async () => {
  const bench = new Tester();
  await bench.toSounded();
  bench.send(slacMatchReq, good.match);
  bench.send(slacMatchReq, good.match);
  await bench.pass(5);
  assert.equal(bench.count('CM_SLAC_MATCH.CNF'), 2);
  bench.line.modem(0).set({ nmk: bench.stations[0]!.keys.nmk });
  await bench.pass(500);
  assert.equal(bench.stations[0]!.phase, 'linked');
  bench.send(slacParmReq, good.parm);
  await bench.pass(200);
  assert.equal(bench.count('CM_SLAC_PARM.CNF'), 1);
});

test('unplugging ends a matching at once, and a link within TP_match_leave with a new key', async () => {
  const bench = new Tester();
  await bench.toSounded();
  bench.send(slacMatchReq, good.match);
  const { nmk } = bench.stations[0]!.keys;
  bench.line.modem(0).set({ nmk });
  await bench.pass(500);
  bench.stations[0]!.pilotChanged('A');
  await bench.pass(slacTimers.TP_match_leave);
  assert.notEqual(bench.line.modem(1).settings.nmk, nmk);
  assert.equal(bench.stations[0]!.phase, 'unplugged');
  bench.send(slacMatchReq, good.match);
  await bench.pass(200);
  assert.equal(bench.count('CM_SLAC_MATCH.CNF'), 1);
});

const step1 = { SignalType: 0, Timer: 0, Result: 1 };
const validations = [
  {
    name: 'ready, step 2 with two toggles',
    validation: 'ready',
    step2: { ...step1, Timer: 19 },
    toggles: 2,
    results: [1, 2],
  },
  {
    name: 'ready, step 2 without a toggle',
    validation: 'ready',
    step2: { ...step1, Timer: 19 },
    toggles: 0,
    results: [1, 3],
  },
  { name: 'not required', validation: 'not-required', step2: undefined, toggles: 0, results: [4] },
  {
    name: 'not required, and still done',
    validation: 'not-required',
    step2: { ...step1, Timer: 19 },
    toggles: 1,
    results: [4, 2],
  },
  { name: 'impossible', validation: 'impossible', step2: undefined, toggles: 0, results: [3] },
  {
    name: 'step 2 with signal type 0xFF',
    validation: 'ready',
    step2: { SignalType: 255, Timer: 19, Result: 1 },
    toggles: 1,
    results: [1],
  },
  {
    name: 'step 2 not ready',
    validation: 'ready',
    step2: { SignalType: 0, Timer: 19, Result: 0 },
    toggles: 1,
    results: [1],
  },
] as const;
for (const { name, validation, step2, toggles, results } of validations) {
  test(`CM_VALIDATE: ${name}`, async () => {
    const bench = new Tester({ stations: [{ validation }] });
    await bench.toSounded();
    bench.send(validateReq, step1);
    await bench.pass(20);
    if (step2 !== undefined) bench.send(validateReq, step2);
    await bench.until(bench.toggle(0)(toggles, 300));
    await bench.pass(2100 - 600 * toggles);
    assert.deepEqual(bench.validations, results);
  });
}

test('CM_AMP_MAP without carriers is not confirmed, one with carriers is', async () => {
  const bench = new Tester();
  await bench.toSounded();
  bench.send(slacMatchReq, good.match);
  await bench.pass(5);
  bench.send(ampMapReq, { CarrierCount: 0 });
  await bench.pass(200);
  assert.equal(bench.count('CM_AMP_MAP.CNF'), 0);
  for (let n = 0; n < 3; n++) bench.send(ampMapReq, { CarrierCount: 4, Levels: '2211' });
  await bench.pass(5);
  assert.equal(bench.count('CM_AMP_MAP.CNF'), 3);
});

test('noise on the line breaks nothing', async () => {
  const bench = new Tester();
  await bench.plugIn();
  let seed = 1;
  for (let n = 0; n < 3000; n++) {
    seed = (seed * 48271) % 0x7fffffff;
    const length = 10 + (seed % 80);
    const frame = Uint8Array.from({ length }, (_, at) => (seed * (at + 3)) & 0xff);
    frame.set(
      [0x88, 0xe1, 1, [0x64, 0x6a, 0x76, 0x86, 0x6f, 0x78, 0x7c, 0x1c][n % 8]!, 0x60],
      12 < length - 5 ? 12 : 0,
    );
    bench.stations[0]!.receive(frame);
    bench.line.receive(0, frame);
  }
  bench.send(slacParmReq, good.parm);
  await bench.pass(5);
  assert.ok(bench.count('CM_SLAC_PARM.CNF') >= 1);
});
