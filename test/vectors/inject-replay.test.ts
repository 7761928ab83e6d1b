import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { projectRoot } from '../../src/base/project-root.js';
import type { InjectedMessage } from '../../src/probes/inject/injected-message.js';
import { messagesOfCapture } from '../../src/probes/inject/read-capture-messages.js';
import { messagesOfTranscript } from '../../src/probes/inject/read-messages.js';
import { KeyLog } from '../../src/wire/tls/key-log.js';
import { startIso20 } from '../gateway/support/iso20-bench.js';
import { startGateway } from '../gateway/support/test-gateway.js';
import { requireReference } from '../support/reference.js';
import { replay } from '../support/replay.js';

/** Stations that offer what the recorded ones did. */
const generous = {
  evse: '{ id: DE*PLB*E00001*1, energy_transfer_modes: [DC_extended, DC_core, DC_combo_core, AC_three_phase_core, AC_single_phase_core], isolation_test_s: 0.05, voltage_slope_v_per_s: 10000 }',
  schedule: '[{ id: 1, power: [{ from_s: 0, power_w: 200000 }] }]',
  limits:
    '{ ac: { nominal_voltage_v: 230, max_current_a: 63 }, dc: { max_voltage_v: 1000, min_voltage_v: 50, max_current_a: 500, min_current_a: 1, max_power_w: 200000 } }',
};

type Kind = 'din' | 'iso2' | 'iso20';
type Ending = 'stopped' | RegExp;

// Sessions by contract are not among them: their signatures hold for the session in which they were made.
const transcripts: readonly (readonly [file: string, station: 'iso2' | 'iso20', ending: Ending])[] = [
  ['session.iso2-ac.tsv', 'iso2', 'stopped'],
  ['session.iso2-dc.tsv', 'iso2', 'stopped'],
  ['dsv2gshark.ISO-2_DC_Renegotiation_DS5366_RiseV2G.tsv', 'iso2', 'stopped'],
  // The car sent SessionStop right after PowerDelivery Start; its own station refused that too.
  ['field.vw-ac-iso2.tsv', 'iso2', /^SessionStopRes FAILED_SequenceError$/],
  ['session.iso20-ac.tsv', 'iso20', 'stopped'],
  ['session.iso20-dc-bpt.tsv', 'iso20', 'stopped'],
];

for (const [file, kind, ending] of transcripts) {
  test(`replay: ${file} ${ending === 'stopped' ? 'reaches SessionStop' : 'ends as it did'}`, async (t) => {
    const reference = requireReference(t);
    if (reference === undefined) return;
    const text = readFileSync(join(reference, 'iso15118', 'transcripts', file), 'utf8');
    await check(t, messagesOfTranscript(text), kind, ending);
  });
}

for (const [name, kind] of [
  ['iso2-ac', 'iso2'],
  ['iso2-dc', 'iso2'],
  // Recorded encrypted.
  ['iso2-tls-ac', 'iso2'],
  ['din-dc', 'din'],
  ['iso20-ac', 'iso20'],
  ['iso20-ac-bpt', 'iso20'],
  ['iso20-dc', 'iso20'],
  ['iso20-dc-bpt', 'iso20'],
] as const) {
  test(`replay: the vehicle of fixtures/pcaps/${name}.pcap reaches SessionStop`, async (t) => {
    const file = join(projectRoot(), 'fixtures', 'pcaps', `${name}.pcap`);
    const keyLog = new KeyLog();
    const keys = file.replace('.pcap', '.keylog');
    if (existsSync(keys)) keyLog.add(readFileSync(keys, 'latin1'), 'file');
    await check(t, await messagesOfCapture(file, keyLog, undefined), kind, 'stopped');
  });
}

async function check(t: TestContext, messages: readonly InjectedMessage[], kind: Kind, ending: Ending) {
  assert.ok(messages.length >= 5);
  const { outcome, answers } = await replay(t, await station(t, kind), messages);
  if (ending !== 'stopped') {
    assert.match(answers.at(-1) ?? '', ending);
    return;
  }
  assert.equal(answers.at(-1), 'SessionStopRes OK');
  assert.equal(outcome.left, 0);
  assert.deepEqual(
    answers.filter((answer) => !/ OK/.test(answer)),
    [],
  );
}

async function station(t: TestContext, kind: Kind): Promise<Parameters<typeof replay>[1]> {
  if (kind === 'din') {
    const extra = 'protocols: [din70121]';
    return { port: (await startGateway(t, { replace: generous, extra })).ready.port! };
  }
  if (kind === 'iso2') return { port: (await startGateway(t, { replace: generous })).ready.port! };
  const bench = await startIso20(t);
  return { port: bench.ready.tls_port!, tls: await bench.trust() };
}
