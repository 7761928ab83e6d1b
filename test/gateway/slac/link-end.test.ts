import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SlacBench } from '../../support/slac-bench.js';

/** A vehicle and a charger that are linked. */
async function linked(reopens?: 'by-pilot'): Promise<SlacBench> {
  const bench = new SlacBench({ stations: [reopens === undefined ? {} : { reopens }] });
  await bench.plugIn();
  const outcome = await bench.until(bench.vehicles[0]!.match());
  assert.equal(outcome.kind, 'matched');
  await bench.pass(600);
  assert.equal(bench.stations[0]!.phase, 'linked');
  return bench;
}

test('D-LINK_TERMINATE: new keys within TP_match_leave, and the next vehicle must match anew', async () => {
  const bench = await linked();
  const station = bench.stations[0]!;
  const { nid } = station.keys;
  await bench.until(station.sessionOver('terminate'), 1000);
  assert.notEqual(station.keys.nid, nid);
  assert.equal(station.phase, 'closed');
  assert.equal(bench.line.modem(1).settings.nmk, station.keys.nmk, 'the modem has the new key');
  assert.notEqual(bench.line.modem(0).settings.nmk, station.keys.nmk);
  station.pilotChanged('C');
  station.pilotChanged('B');
  assert.equal(station.phase, 'open', 'a toggle wakes it');
});

test('D-LINK_PAUSE keeps the keys; a toggle brings the link back with them', async () => {
  const bench = await linked();
  const station = bench.stations[0]!;
  const { nid } = station.keys;
  await bench.until(station.sessionOver('pause'));
  assert.deepEqual([station.phase, station.keys.nid], ['paused', nid]);
  station.pilotChanged('C');
  station.pilotChanged('B');
  await bench.pass(500);
  assert.deepEqual([station.phase, station.keys.nid], ['linked', nid]);
  assert.ok(bench.events.some(({ kind }) => kind === 'resumed'));
});

test('a paused link that does not come back within T_conn_resume is lost', async () => {
  const bench = await linked();
  const station = bench.stations[0]!;
  await bench.until(station.sessionOver('pause'));
  bench.line.modem(0).set({ nmk: '77'.repeat(16) });
  station.pilotChanged('C');
  station.pilotChanged('B');
  await bench.pass(5900);
  assert.equal(station.phase, 'paused');
  await bench.pass(700);
  assert.equal(station.phase, 'open');
  assert.ok(bench.events.some((event) => event.kind === 'link-lost' && event.while === 'paused'));
});

for (const reopens of [undefined, 'by-pilot'] as const) {
  test(`a link that is lost: out of the network, new matching ${reopens ?? 'at once'}`, async () => {
    const bench = await linked(reopens);
    const station = bench.stations[0]!;
    const { nid } = station.keys;
    bench.line.modem(0).set({ nmk: '77'.repeat(16) });
    await bench.pass(2000);
    assert.notEqual(station.keys.nid, nid);
    assert.equal(station.phase, reopens === undefined ? 'open' : 'closed');
    station.reopen();
    assert.equal(station.phase, 'open');
  });
}

test('whoever hears of a lost link can open a new matching at once', async () => {
  const bench: SlacBench = new SlacBench({
    stations: [
      {
        reopens: 'by-pilot',
        onEvent: ({ kind }) => {
          if (kind === 'link-lost') bench.stations[0]!.reopen();
        },
      },
    ],
  });
  await bench.plugIn();
  await bench.until(bench.vehicles[0]!.match());
  await bench.pass(600);
  bench.line.modem(0).set({ nmk: '77'.repeat(16) });
  await bench.pass(2000);
  assert.equal(bench.stations[0]!.phase, 'open');
});

test('a modem that falls silent is no lost link', async () => {
  const bench = await linked();
  bench.line.modem(1).set({ faults: ['silent'] });
  await bench.pass(5000);
  assert.equal(bench.stations[0]!.phase, 'linked');
});
