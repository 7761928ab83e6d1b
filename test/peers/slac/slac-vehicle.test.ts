import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SlacBench } from '../../support/slac-bench.js';

const flat = (db: number) => Array.from({ length: 58 }, () => db);

test('a vehicle finds its charger, takes its keys and joins', async () => {
  const bench = new SlacBench();
  await bench.plugIn();
  const outcome = await bench.until(bench.vehicles[0]!.match());
  assert.equal(outcome.kind, 'matched', JSON.stringify(outcome));
  assert.ok(outcome.kind === 'matched');
  assert.equal(outcome.rounds, 1);
  assert.equal(outcome.match.station, '02:00:00:00:0e:01');
  assert.equal(outcome.match.nid, bench.stations[0]!.keys.nid);
  assert.equal(outcome.match.nmk, bench.line.modem(0).settings.nmk, 'the modem of the vehicle has the key');
  assert.equal(outcome.match.meanDb.toFixed(3), ((7 * 20 + 8 * 19 + 9 * 19) / 58).toFixed(3));
  assert.equal(outcome.match.validated, false, 'below the direct threshold nothing is toggled');
  assert.equal(bench.count('CM_START_ATTEN_CHAR.IND'), 3);
  assert.equal(bench.count('CM_MNBC_SOUND.IND'), 10);
  await bench.pass(300);
  assert.equal(bench.stations[0]!.phase, 'linked');
});

test('sounds and announcements are 20 to 50 ms apart, and steps follow within TP_match_sequence', async () => {
  const bench = new SlacBench();
  await bench.plugIn();
  await bench.until(bench.vehicles[0]!.match());
  const burst = bench.frames.filter(({ label }) => /START_ATTEN|SOUND/.test(label)).map(({ atMs }) => atMs);
  const gaps = burst.slice(1).map((at, index) => at - burst[index]!);
  assert.ok(
    gaps.every((gap) => gap >= 20 && gap <= 50),
    gaps.join(),
  );
  const at = (label: string) => bench.frames.find((frame) => frame.label === label)!.atMs;
  assert.ok(at('CM_START_ATTEN_CHAR.IND') - at('CM_SLAC_PARM.CNF') <= 100);
  assert.ok(at('CM_SLAC_MATCH.REQ') - at('CM_ATTEN_CHAR.RSP') <= 100);
});

test('of several chargers the nearest is taken, each with its own attenuation', async () => {
  const bench = new SlacBench({
    stations: [{}, {}, {}],
    stationModems: [{ attenuationDb: flat(35) }, { attenuationDb: flat(6) }, { attenuationDb: flat(22) }],
  });
  await bench.plugIn();
  const outcome = await bench.until(bench.vehicles[0]!.match());
  assert.ok(outcome.kind === 'matched');
  assert.equal(outcome.match.station, '02:00:00:00:0e:02');
  const heard = Object.fromEntries(outcome.stations.map(({ mac, meanDb }) => [mac.slice(-2), meanDb]));
  assert.deepEqual(heard, { '01': 35, '02': 6, '03': 22 });
});

test('two chargers that are equally near are told apart by toggling the pilot', async () => {
  const bench: SlacBench = new SlacBench({
    stations: [{ validation: 'ready' }, { validation: 'ready' }],
    stationModems: [{ attenuationDb: flat(8) }, { attenuationDb: flat(9) }],
    vehicle: { pilot: { toggle: (count, ms) => bench.toggle(1)(count, ms) }, toggles: 3 },
  });
  await bench.plugIn();
  const outcome = await bench.until(bench.vehicles[0]!.match());
  assert.ok(outcome.kind === 'matched', JSON.stringify(outcome));
  assert.equal(outcome.match.station, '02:00:00:00:0e:02', 'not the louder one: the one at the cable');
  assert.equal(outcome.match.validated, true);
  const validations = bench.events.filter((event) => event.kind === 'validation');
  assert.deepEqual(
    validations.map(({ station, toggles }) => [station, toggles]),
    [
      [0, 0],
      [1, 3],
    ],
  );
});

test('attenuation over the limit is no match, and every round is tried', async () => {
  const bench = new SlacBench({ stationModems: [{ attenuationDb: flat(56) }] });
  await bench.plugIn();
  const outcome = await bench.until(bench.vehicles[0]!.match());
  assert.ok(outcome.kind === 'failed');
  assert.equal(outcome.failure, 'all-too-far');
  assert.match(outcome.detail, /56\.00 dB away; the limit is 20 dB/);
  assert.ok(outcome.rounds > 3, `${outcome.rounds}`);
  assert.ok(outcome.tookMs <= 12_000);
});

const failures = [
  {
    name: 'no charger: three requests a round, new rounds for ten seconds',
    bench: { stations: [] },
    failure: 'no-station',
    check: (bench: SlacBench) => assert.equal(bench.count('CM_SLAC_PARM.REQ') % 3, 0),
  },
  {
    name: 'a modem of the charger that reports no sounds',
    bench: { stationModems: [{ faults: ['no-attenuation-profile'] }] },
    failure: 'no-attenuation',
  },
  {
    name: 'a modem of the vehicle that is silent',
    bench: { vehicleModem: { faults: ['silent'] } },
    failure: 'modem-silent',
  },
  { name: 'a modem that forgets its keys', bench: { vehicleModem: { faults: ['ignore-key'] } }, failure: 'no-link' },
  {
    name: 'a line on which modems do not find each other',
    bench: { vehicleModem: { faults: ['no-link'] } },
    failure: 'no-link',
  },
] as const;

for (const { name, bench: options, failure, ...more } of failures) {
  test(`the failure is named: ${name}`, async () => {
    const bench = new SlacBench({
      ...options,
      vehicle: { timers: { TT_matching_repetition: 3000, TT_match_join: 1500 } },
    });
    await bench.plugIn();
    const outcome = await bench.until(bench.vehicles[0]!.match());
    assert.ok(outcome.kind === 'failed', JSON.stringify(outcome));
    assert.equal(outcome.failure, failure);
    if ('check' in more) more.check(bench);
  });
}

test('lost sounds are counted, averaged and do not spoil the match', async () => {
  const bench = new SlacBench({
    stationModems: [{ attenuationDb: flat(8), attenuationNoiseDb: 2, faults: ['lost-sounds:percent=40'] }],
  });
  await bench.plugIn();
  const outcome = await bench.until(bench.vehicles[0]!.match());
  assert.ok(outcome.kind === 'matched', JSON.stringify(outcome));
  const { sounds, meanDb } = outcome.stations[0]!;
  assert.equal(sounds, 10 - bench.line.counts.soundsLost);
  assert.ok(sounds < 10 && Math.abs(meanDb! - 8) < 1, `${sounds} sounds, ${meanDb} dB`);
});

test('five vehicles sound at once; each hears its own report, one link is made', async () => {
  const bench = new SlacBench({ vehicles: 5, vehicle: { timers: { TT_matching_repetition: 1000 } } });
  await bench.plugIn();
  const outcomes = await bench.until(Promise.all(bench.vehicles.map((vehicle) => vehicle.match())));
  const reports = bench.events.filter(({ kind }) => kind === 'attenuation');
  assert.equal(new Set(reports.map((event) => 'vehicle' in event && event.vehicle)).size, 5);
  assert.ok(outcomes.some(({ kind }) => kind === 'matched'));
  await bench.pass(300);
  assert.equal(bench.stations[0]!.phase, 'linked');
});

test('amplitude maps are exchanged both ways once linked', async () => {
  const map = Array.from({ length: 58 }, (_, index) => index % 4);
  const bench = new SlacBench({ stations: [{ amplitudeMap: map }], vehicle: { amplitudeMap: map } });
  await bench.plugIn();
  const outcome = await bench.until(bench.vehicles[0]!.match());
  await bench.pass(500);
  assert.ok(outcome.kind === 'matched');
  assert.equal(outcome.match.amplitudeMapConfirmed, true);
  const maps = bench.events.flatMap((event) =>
    event.kind === 'amplitude-map' ? [[event.direction, event.confirmed]] : [],
  );
  assert.deepEqual(maps.sort(), [
    ['received', true],
    ['sent', true],
  ]);
});
