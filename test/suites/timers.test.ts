import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { PlumblineError } from '../../src/base/errors.js';
import { projectRoot } from '../../src/base/project-root.js';
import type { RequestName } from '../../src/peers/vehicle/message-names.js';
import { defaultTimers } from '../../src/peers/vehicle/vehicle-timers.js';
import { timerText } from '../../src/record/case-timer.js';
import type { NewEvent, Recorder } from '../../src/record/events.js';
import { slacCounts, slacTimers } from '../../src/transport/slac/slac-timers.js';
import { CaseRun } from '../../suites/engine/case-run.js';
import * as published2 from '../../suites/iso15118-2/published-cases.js';
import * as published3 from '../../suites/iso15118-3/published-cases.js';
import { isTimerId, readTimerTable } from '../../suites/timers/load-timers.js';
import { messageTimeouts, messageTimer } from '../../suites/timers/message-timer.js';
import { allTimers, timer } from '../../suites/timers/timer.js';
import type { TimerId } from '../../suites/timers/timer-names.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { constantsIn, knownConstants } from './support/time-constants.js';

const words = { title: 'a title', purpose: 'a purpose' };
const definition = {
  ...words,
  id: 'T_001',
  area: 'test',
  clause: 'none',
  requirements: [],
  kind: 'timing',
  timers: ['iso15118-2/V2G_SECC_Sequence_Timeout', 'iso15118-3/TT_match_join'],
} as const;

/** The end of a case as the record has it, after `body`. */
function endOf(body: (run: CaseRun) => void, pics = {}) {
  const events: NewEvent[] = [];
  const recorder: Recorder = { record: (event) => events.push(event), flush: async () => {} };
  const run = new CaseRun('T_001@test', definition, recorder, [], { pics });
  run.step('test', 'When something is done');
  body(run);
  run.observe(true, { text: 'something is so' });
  run.end('finished', 1);
  const last = events.at(-1);
  assert.equal(last?.type, 'case-ended');
  return last;
}

describe('the named set of timers', () => {
  it('is read, and each has a value or a window', () => {
    for (const { id, low, high, seconds } of allTimers()) {
      assert.ok(low > 0 && low <= high, id);
      assert.equal(seconds, high, id);
    }
  });

  it('has the values that the vehicle of the harness waits for', () => {
    const differing = new Set<RequestName>();
    for (const name of Object.keys(defaultTimers.message) as RequestName[]) {
      for (const protocol of ['iso2', 'iso20'] as const) {
        if (messageTimeouts(protocol)[name] !== defaultTimers.message[name]) differing.add(name);
      }
    }
    // The default is that of ISO 15118-2, and of -20 where -2 has no such message; the harness sets what differs.
    const own = ['PaymentDetailsReq', 'CertificateUpdateReq', 'CurrentDemandReq', 'PowerDeliveryReq'];
    assert.deepEqual([...differing].sort(), own.sort());
    assert.equal(messageTimeouts('iso2').PowerDeliveryReq, 5000);
    assert.equal(messageTimeouts('iso20').PowerDeliveryReq, 2000);
    assert.equal(messageTimeouts('iso20').DC_ChargeLoopReq, 500);
    assert.equal(messageTimer('din', 'SessionSetupReq'), undefined);
    assert.deepEqual(messageTimeouts('din'), defaultTimers.message);
    assert.equal(timer('iso15118-2/V2G_EVCC_Ongoing_Timeout').ms, defaultTimers.ongoing);
    assert.equal(timer('iso15118-20/V2G_EVCC_Ongoing_Timeout').ms, defaultTimers.ongoing);
    assert.equal(timer('iso15118-2/V2G_EVCC_CableCheck_Timeout').ms, defaultTimers.cableCheck);
    assert.equal(timer('iso15118-2/V2G_EVCC_PreCharge_Timeout').ms, defaultTimers.preCharge);
    assert.equal(timer('iso15118-2/V2G_EVCC_CommunicationSetup_Timeout').ms, defaultTimers.setup);
  });

  it('has the values by which the matching itself runs', () => {
    let shared = 0;
    for (const [name, value] of [...Object.entries(slacTimers), ...Object.entries(slacCounts)]) {
      const id = `iso15118-3/${name}`;
      if (!isTimerId(id)) continue;
      shared += 1;
      const { entry, low, high, ms } = timer(id);
      if (entry.min === undefined) assert.equal(entry.unit === 's' ? ms : high, value, name);
      else assert.ok(value >= low * 1000 && value <= high * 1000, name);
    }
    assert.equal(shared, 16);
  });

  it('is refused where a file does not fit its schema or its names', (t) => {
    const good = 'A: { value: 1, unit: s, kind: timeout, meaning: something, source: somewhere }';
    const wrong: readonly (readonly [string, RegExp])[] = [
      [`standard: S\ntimers: { ${good}, B: { unit: s, kind: timeout, meaning: m, source: s } }`, /oneOf|required/],
      [`standard: S\ntimers: { ${good}, B: { value: -1, unit: s, kind: timeout, meaning: m, source: s } }`, /> 0/],
      [`standard: S\ntimers: { ${good}, B: { value: 1, unit: h, kind: timeout, meaning: m, source: s } }`, /allowed/],
      [`standard: S\ntimers: { ${good} }`, /B is missing/],
      [`standard: S\ntimers: { ${good}, ${good.replace('A', 'B')}, ${good.replace('A', 'C')} }`, /no name .* is C/],
      [
        `standard: S\ntimers: { ${good}, B: { min: 2, max: 1, unit: s, kind: window, meaning: m, source: s } }`,
        /min is/,
      ],
      ['standard: [', /flow|expected/i],
    ];
    const folder = temporaryFolder(t);
    const file = join(folder, 'x.yaml');
    for (const [text, detail] of wrong) {
      writeFileSync(file, text);
      assert.throws(
        () => readTimerTable(file, ['A', 'B']),
        (error) => error instanceof PlumblineError && error.code === 'SUITES-007' && detail.test(error.message),
        text,
      );
    }
  });
});

describe('the timers of a case', () => {
  it('stand in its record: those that it declares, and whatever it has looked up', () => {
    const { timers = [] } = endOf((run) => {
      assert.equal(run.timer('iso15118-3/TT_match_response').ms, 200);
      assert.equal(run.timer('iso15118-2/V2G_SECC_Sequence_Timeout').seconds, 60);
    });
    assert.deepEqual(
      timers.map(({ name, used }) => [name, used]),
      [
        ['V2G_SECC_Sequence_Timeout', true],
        ['TT_match_join', false],
        ['TT_match_response', true],
      ],
    );
    for (const { source, standard } of timers) assert.ok(source !== '' && standard.startsWith('ISO 15118'));
  });

  it('say what a PIXIT has shortened', () => {
    const pics = { PIXIT_SECC_CMN_SequenceTimeout: 6 };
    const { timers = [] } = endOf((run) => {
      const { seconds, ms, low, text } = run.timer('iso15118-2/V2G_SECC_Sequence_Timeout');
      assert.deepEqual([seconds, ms, low], [6, 6000, 60]);
      assert.equal(text, '60 s, shortened to 6 s by PIXIT_SECC_CMN_SequenceTimeout');
    }, pics);
    const [first] = timers;
    assert.deepEqual([first?.value, first?.applied, first?.setBy], [60, 6, 'PIXIT_SECC_CMN_SequenceTimeout']);
  });

  it('are told in words', () => {
    const text = (id: TimerId, pics = {}) => timer(id, pics).text;
    const init = 'PIXIT_PLUMBLINE_SLAC_Init';
    assert.equal(text('iso15118-3/TT_EVSE_SLAC_init'), '20 to 50 s');
    assert.equal(text('iso15118-3/TT_EVSE_SLAC_init', { [init]: 30 }), `20 to 50 s, set to 30 s by ${init}`);
    assert.equal(text('iso15118-3/TT_EVSE_SLAC_init', { [init]: 3 }), `20 to 50 s, shortened to 3 s by ${init}`);
    assert.equal(text('iso15118-3/C_EV_match_retry'), '2');
    assert.equal(text('iso15118-2/V2G_SECC_Sequence_Timeout', { PIXIT_SECC_CMN_SequenceTimeout: 60 }), '60 s');
    const longer = { ...endOf(() => {}).timers![0]!, applied: 90, setBy: 'PIXIT_X' };
    assert.equal(timerText(longer), '60 s, lengthened to 90 s by PIXIT_X');
  });
});

describe('the cases of the published lists', () => {
  it('name timers of the set, each at least one', () => {
    for (const { publishedIds, definitionOf } of [published2, published3]) {
      for (const id of publishedIds) {
        const { timers = [] } = definitionOf(id, words);
        assert.ok(timers.length > 0, `${id} names no timer`);
        for (const name of timers) assert.ok(isTimerId(name), `${id}: ${name}`);
      }
    }
  });

  it('judge by no number of their own: what is left of times in the suites is known, with its reason', () => {
    const left = new Set<string>();
    for (const folder of ['iso15118-2', 'iso15118-3', 'iso15118-20']) {
      const place = join(projectRoot(), 'suites', folder);
      for (const name of readdirSync(place).filter((file) => file.endsWith('.ts'))) {
        const text = readFileSync(join(place, name), 'utf8');
        assert.doesNotMatch(text, /slacTimers|\bpics\['PIXIT_\w*(Timeout|WakeUp|SLAC_\w+)'\]/, `${folder}/${name}`);
        for (const found of constantsIn(text)) left.add(`${folder}/${name} ${found}`);
      }
    }
    const unknown = [...left].filter((one) => knownConstants[one] === undefined);
    assert.deepEqual(unknown, [], 'put it into suites/timers, or say in time-constants.ts why it is none');
  });
});
