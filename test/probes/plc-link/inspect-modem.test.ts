import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultModem, type ModemSettings } from '../../../src/bench/devices/plc-modem/modem-settings.js';
import { PowerLine } from '../../../src/bench/devices/plc-modem/power-line.js';
import { SeededRandom } from '../../../src/bench/devices/seeded-random.js';
import { readFirmware } from '../../../src/probes/plc-link/firmware-version.js';
import { inspectModem } from '../../../src/probes/plc-link/inspect-modem.js';
import { brokenOff } from '../../../src/probes/plc-link/measure-plc-link.js';
import { ModemConversation } from '../../../src/probes/plc-link/modem-conversation.js';
import { plcMeasurements } from '../../../src/probes/plc-link/plc-measurements.js';
import { toneMapSnr } from '../../../src/probes/plc-link/tone-map-snr.js';
import { ManualClock } from '../../support/manual-clock.js';

async function inspect(
  settings: Partial<ModemSettings>,
  modems = 2,
  change: (frame: Uint8Array) => Uint8Array = (frame) => frame,
) {
  const clock = new ManualClock();
  const all = Array.from({ length: modems }, (_, index) => ({
    ...defaultModem(index),
    ...(index === 0 ? settings : {}),
  }));
  const line = new PowerLine({ modems: all, carriesData: false }, clock, new SeededRandom(5), (to, frame) => {
    if (to === 0) talk.receive(change(frame));
  });
  const talk: ModemConversation = new ModemConversation(
    '02:00:00:00:0a:01',
    clock,
    (frame) => void clock.after(1, () => line.receive(0, frame)),
  );
  let done = false;
  const result = inspectModem(talk, { interface: 'eth1' }).finally(() => {
    done = true;
  });
  while (!done) {
    clock.advance(20);
    await new Promise<void>((resolve) => void setImmediate(resolve));
  }
  return result;
}

test('chip, firmware, network, rates and SNR of a good modem', async () => {
  const map = Array.from({ length: 1155 }, (_, at) => (at < 500 ? 22 : 10));
  const link = await inspect({ toneMapSnrDb: [map, map], txMbps: 7, rxMbps: 6 });
  assert.deepEqual(link.findings, []);
  assert.equal(link.modem?.firmware.chip, 'QCA7000');
  assert.equal(link.modem?.firmware.version, '1.1.0.730');
  assert.equal(link.linked, true);
  assert.deepEqual(
    link.networks[0]?.stations.map(({ mac, txMbps, rxMbps }) => [mac, txMbps, rxMbps]),
    [['00:b0:52:00:00:03', 7, 6]],
  );
  const snr = link.peers[0]!.snr;
  assert.equal(snr.meanDb?.toFixed(6), ((500 * 22 + 655 * 10) / 1155).toFixed(6));
  assert.equal(snr.series.length, 1155);
  assert.equal(
    snr.bands.reduce((sum, band) => sum + band.carriers, 0),
    1155,
    'every carrier is in one band',
  );
  assert.deepEqual([snr.bands[0]!.meanDb, snr.bands.at(-1)!.meanDb], [22, 10]);
  const byId = new Map(plcMeasurements(link, []).map((one) => [one.id, one]));
  assert.equal(byId.get('plc-modem-answers')?.value, true);
  assert.equal(byId.get('plc-phy-rate')?.value, 6000);
});

const bad: readonly (readonly [string, Partial<ModemSettings>, string, boolean])[] = [
  ['never answers', { faults: ['silent'] }, 'modem-silent', false],
  ['answers after the time is over', { faults: ['late:ms=2000'] }, 'modem-silent', false],
  ['answers with random bytes', { faults: ['garbage'] }, 'modem-garbage', false],
  ['stops in the middle of an answer', { faults: ['truncated'] }, 'modem-garbage', false],
  ['uses the OUI of another maker', { faults: ['wrong-oui'] }, 'modem-garbage', false],
  ['refuses', { faults: ['refuse:status=2'] }, 'modem-refused', false],
  ['loads no carrier', { faults: ['empty-tone-map'] }, 'tone-map-empty', true],
  ['invents modulations', { faults: ['illegal-tone-map'] }, 'tone-map-illegal', true],
  ['sends half a tone map', { faults: ['short-tone-map'] }, 'tone-map-short', true],
];
for (const [name, settings, rule, answers] of bad) {
  test(`a modem that ${name} is a finding, and nothing is measured that was not told`, async () => {
    const link = await inspect(settings);
    assert.ok(
      link.findings.some((finding) => finding.rule === rule),
      JSON.stringify(link.findings),
    );
    assert.equal(link.modem !== undefined, answers);
    for (const one of plcMeasurements(link, [])) {
      const told = one.value !== undefined;
      assert.ok(told || one.unavailable !== undefined, one.id);
      if (!answers) assert.equal(one.value, one.id === 'plc-modem-answers' ? false : undefined);
    }
  });
}

test('a tone map of another peer is garbage, and no SNR of the one that was asked for', async () => {
  const toneMapCnf = 0xa091;
  const peerAt = 28;
  const link = await inspect({}, 2, (frame) => {
    const type = frame[15]! | (frame[16]! << 8);
    if (type !== toneMapCnf) return frame;
    const other = Uint8Array.from(frame);
    assert.deepEqual([...other.subarray(peerAt, peerAt + 6)], [0x00, 0xb0, 0x52, 0, 0, 3], 'the peer in the answer');
    other[peerAt + 5] = 9;
    return other;
  });
  assert.deepEqual(link.peers, []);
  const garbage = link.findings.find(({ rule }) => rule === 'modem-garbage')?.detail ?? '';
  assert.match(garbage, /it is about 00:b0:52:00:00:09, asked was 00:b0:52:00:00:03/);
  assert.match(plcMeasurements(link, []).find(({ id }) => id === 'plc-snr')?.unavailable ?? '', /no tone map/);
});

test('the time of a late answer counts from the first request', async () => {
  const link = await inspect({ faults: ['late:ms=500'] });
  assert.ok(link.modem!.answeredInMs >= 500, `${link.modem!.answeredInMs} ms`);
});

test('an interface that goes before the modem has answered leaves it unmeasured, not silent', async () => {
  const silent = brokenOff(await inspect({ faults: ['silent'] }), 'the port on eth1 is gone (exit code 1)');
  for (const one of plcMeasurements(silent, [])) {
    assert.equal(one.value, undefined, one.id);
    assert.match(one.unavailable ?? '', /the port on eth1 is gone/, one.id);
  }
  const known = brokenOff({ ...(await inspect({})), peers: [] }, 'eth1 did not take a request: Network is down');
  const byId = new Map(plcMeasurements(known, []).map((one) => [one.id, one]));
  assert.equal(byId.get('plc-modem-answers')?.value, true);
  assert.match(byId.get('plc-snr')?.unavailable ?? '', /Network is down/);
});

test('a map of 917 carriers is drawn at the frequencies that the mask leaves, whole or cut short', async () => {
  for (const faults of [[], ['short-tone-map']]) {
    const map = new Array<number>(917).fill(25);
    const link = await inspect({ toneMapSnrDb: [map, map], faults });
    const { series, bands } = link.peers[0]!.snr;
    assert.equal(series[54]?.MHz.toFixed(2), '4.10', 'behind the gap of the 80 m band');
    if (faults.length === 0) assert.deepEqual([series.at(-1)?.MHz.toFixed(2), bands.at(-1)?.active], ['27.91', 116]);
  }
});

test('a tone map decides only where its steps lie on one side of the limit', async () => {
  const snrOf = async (snrDb: number) => {
    const map = new Array<number>(1155).fill(snrDb);
    const told = plcMeasurements(await inspect({ toneMapSnrDb: [map, map] }), [], 20);
    return told.find(({ id }) => id === 'plc-snr')!;
  };
  assert.equal((await snrOf(24)).value, 22);
  assert.equal((await snrOf(12)).value, 10, 'below 16 dB for certain');
  // 16 to 22 dB is one modulation: the true 21 dB cannot be told from 16.
  for (const snrDb of [16, 21]) {
    const between = await snrOf(snrDb);
    assert.equal(between.value, undefined);
    assert.match(between.unavailable ?? '', /16\.0 dB or more, below 22\.0 dB: whether it reaches 20 dB/);
  }
  assert.match((await snrOf(5)).unavailable ?? '', /QPSK, as the robust modes of Green PHY do/);
  assert.equal((await snrOf(3)).value, 2, 'one bit a carrier is no robust mode');
  const open = toneMapSnr([[8, 1]]);
  assert.deepEqual([open.ceilingDb, open.robust, toneMapSnr([[4, 5]]).ceilingDb], [undefined, false, 19]);
});

test('two modems at one cable are a finding, and the figures are those of one of them', async () => {
  const clock = new ManualClock();
  const far = { ...defaultModem(5), txMbps: 3 };
  // Both lines hang at the same host; the second modem answers a little later.
  const near = (settings: ModemSettings, delayMs: number) =>
    new PowerLine({ modems: [settings, far], carriesData: false }, clock, new SeededRandom(5), (to, frame) => {
      if (to === 0) clock.after(delayMs, () => talk.receive(frame));
    });
  const lines = [
    near({ ...defaultModem(0), txMbps: 7, rxMbps: 7 }, 2),
    near({ ...defaultModem(1), txMbps: 1, rxMbps: 1 }, 8),
  ];
  const talk: ModemConversation = new ModemConversation('02:00:00:00:0a:01', clock, (frame) => {
    clock.after(1, () => {
      for (const line of lines) line.receive(0, frame);
    });
  });
  let done = false;
  const inspected = inspectModem(talk, { interface: 'eth1' }).finally(() => {
    done = true;
  });
  while (!done) {
    clock.advance(1);
    await new Promise<void>((resolve) => void setImmediate(resolve));
  }
  const link = await inspected;
  const [finding] = link.findings;
  assert.equal(finding?.rule, 'several-modems');
  assert.match(finding.detail, /00:b0:52:00:00:02 and 00:b0:52:00:00:03 answered/);
  assert.equal(link.networks[0]?.stations[0]?.txMbps, 7);
  assert.equal(link.peers.length, 1);
});

test('a modem alone on its line has no rate and no SNR, and says so', async () => {
  const link = await inspect({}, 1);
  assert.equal(link.linked, false);
  const rate = plcMeasurements(link, []).find(({ id }) => id === 'plc-phy-rate');
  assert.match(rate?.unavailable ?? '', /no other station/);
});

test('SNR counts carriers that carry bits in some slot, as plctone does', () => {
  const { active, meanDb, slotMeanDb } = toneMapSnr([
    [0, 6, 0, 4],
    [0, 6, 2, 4],
  ]);
  assert.equal(active, 3);
  assert.deepEqual(
    slotMeanDb.map((one) => one?.toFixed(3)),
    ['10.667', '12.000'],
  );
  assert.equal(meanDb?.toFixed(3), '11.333');
  assert.equal(toneMapSnr([[0, 0]]).meanDb, undefined);
});

test('versions in the texts of firmware', () => {
  const texts = [
    ['MAC-QCA7000-1.1.0.730-04-20140815-FINAL', '1.1.0.730', '2014-08-15'],
    ['MAC-7450-3.1.0.68-00-20150630-CS', '3.1.0.68', '2015-06-30'],
    ['BootLoader', undefined, undefined],
  ] as const;
  for (const [text, version, built] of texts) {
    const read = readFirmware(text, 0);
    assert.deepEqual([read.version, read.built], [version, built], text);
  }
});
