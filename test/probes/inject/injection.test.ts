import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { projectRoot } from '../../../src/base/project-root.js';
import { encodeMessage } from '../../../src/messages/codec.js';
import { ChosenFaults } from '../../../src/probes/inject/chosen-faults.js';
import { handshakeFor } from '../../../src/probes/inject/handshake.js';
import type { InjectedMessage } from '../../../src/probes/inject/injected-message.js';
import { Injection, type InjectionOptions, type InjectionOutcome } from '../../../src/probes/inject/injection.js';
import { openTarget, type TargetOptions } from '../../../src/probes/inject/open-target.js';
import { messagesOfCapture } from '../../../src/probes/inject/read-capture-messages.js';
import { messagesOfJson } from '../../../src/probes/inject/read-messages.js';
import type { MessageEvent, SessionEvent } from '../../../src/probes/session-reader/session-event.js';
import { listenV2g, type V2gConnection } from '../../../src/transport/v2g-connection.js';
import { KeyLog } from '../../../src/wire/tls/key-log.js';
import { payloadTypes } from '../../../src/wire/v2gtp.js';
import { startGateway } from '../../gateway/support/test-gateway.js';

interface Told {
  readonly outcome: InjectionOutcome;
  readonly messages: readonly MessageEvent[];
  readonly notes: readonly string[];
  readonly events: readonly SessionEvent[];
}

type Choices = Partial<Pick<InjectionOptions, 'verbatim' | 'sessionId' | 'pace' | 'timeoutMs' | 'lingerMs'>> & {
  readonly faults?: readonly string[];
  readonly reach?: TargetOptions['reach'];
};

async function inject(
  t: TestContext,
  port: number | undefined,
  messages: readonly InjectedMessage[],
  { faults = [], reach, ...choices }: Choices = {},
): Promise<Told> {
  assert.ok(port !== undefined);
  const events: SessionEvent[] = [];
  const onEvent = (event: SessionEvent): void => void events.push(event);
  const target = await openTarget({ secc: { host: '::1', port }, reach, timeoutMs: 5000, onEvent });
  t.after(() => target.connection.close());
  const injection = new Injection({
    connection: target.connection,
    trace: target.trace,
    openSessionId: target.sessionId,
    onEvent,
    faults: new ChosenFaults(faults),
    verbatim: false,
    pace: 'fast',
    timeoutMs: 5000,
    lingerMs: 0,
    ...choices,
  });
  const outcome = await injection.run(messages);
  return {
    outcome,
    events,
    messages: events.filter((event) => event.kind === 'message'),
    notes: events.flatMap((event) => (event.kind === 'connection' ? [event.text] : [])),
  };
}

/** Stations that offer what the recorded ones did. */
const recordedStation = {
  evse: '{ id: DE*PLB*E00001*1, energy_transfer_modes: [DC_extended, DC_core, DC_combo_core, AC_three_phase_core, AC_single_phase_core], isolation_test_s: 0.25, voltage_slope_v_per_s: 10000 }',
  schedule: '[{ id: 9, power: [{ from_s: 0, power_w: 200000 }] }]',
  limits:
    '{ ac: { nominal_voltage_v: 230, max_current_a: 63 }, dc: { max_voltage_v: 1000, min_voltage_v: 50, max_current_a: 500, min_current_a: 1, max_power_w: 200000 } }',
};

const recorded = (name: string): Promise<InjectedMessage[]> =>
  messagesOfCapture(join(projectRoot(), 'fixtures', 'pcaps', name), new KeyLog(), undefined);

const codeOf = (event: MessageEvent | undefined): string => {
  const text = /"ResponseCode":"(\w+)"/.exec(
    JSON.stringify(event?.value, (_key, value) => (typeof value === 'bigint' ? String(value) : value)),
  );
  return text?.[1] ?? '';
};

for (const [file, polls] of [
  ['iso2-ac.pcap', 0],
  ['iso2-dc.pcap', 3],
] as const) {
  test(`${file}: the recorded vehicle reaches SessionStop at another station, with its ids adapted`, async (t) => {
    const { ready } = await startGateway(t, { replace: recordedStation });
    const { outcome, messages } = await inject(t, ready.port, await recorded(file));
    assert.equal(outcome.left, 0);
    assert.equal(outcome.answered, outcome.sent);
    const last = messages.at(-1)!;
    assert.deepEqual([last.message, codeOf(last)], ['SessionStopRes', 'OK']);
    assert.deepEqual(
      messages.filter(({ from }) => from === 'station').filter((event) => !codeOf(event).startsWith('OK')),
      [],
    );
    // The station took a quarter of a second for what the recorded one did at once.
    assert.ok(messages.filter(({ message }) => message === 'CableCheckReq').length >= polls);
    assert.ok(
      messages.some(
        ({ message, value }) => message === 'PowerDeliveryReq' && /"SAScheduleTupleID":9/.test(JSON.stringify(value)),
      ),
    );
  });
}

test('verbatim, the foreign SessionID is refused and the rest stays unsent', async (t) => {
  const { ready } = await startGateway(t, { replace: recordedStation });
  const { outcome, messages } = await inject(t, ready.port, await recorded('iso2-ac.pcap'), { verbatim: true });
  const answers = messages.filter(({ from }) => from === 'station');
  assert.equal(codeOf(answers.at(-1)), 'FAILED_UnknownSession');
  assert.ok(outcome.left > 0);
  assert.equal(outcome.closed, 'fin');
});

const discovery = messagesOfJson(
  { V2G_Message: { Header: { SessionID: '0000000000000000' }, Body: { ServiceDiscoveryReq: {} } } },
  'iso2',
);
const setup = messagesOfJson(
  { V2G_Message: { Header: { SessionID: '0000000000000000' }, Body: { SessionSetupReq: { EVCCID: '020000000001' } } } },
  'iso2',
);

test('a session is opened by hand: handshake, SessionSetup, ServiceDiscovery with the id that the station gave', async (t) => {
  const { ready } = await startGateway(t);
  const { outcome, messages } = await inject(t, ready.port, [handshakeFor(setup), ...setup, ...discovery]);
  assert.deepEqual(outcome, { sent: 3, answered: 3, left: 0, closed: undefined });
  assert.deepEqual(
    messages.map((event) => [event.message, codeOf(event)]).filter(([, code]) => code !== ''),
    [
      ['supportedAppProtocolRes', 'OK_SuccessfulNegotiation'],
      ['SessionSetupRes', 'OK_NewSessionEstablished'],
      ['ServiceDiscoveryRes', 'OK'],
    ],
  );
  assert.ok(messages.every(({ findings }) => findings.length === 0));
  assert.ok(messages.slice(1).every(({ deltaNs }) => deltaNs !== undefined && deltaNs >= 0n));
});

test('chosen faults: a SessionID of our own, a missing element, a lying frame', async (t) => {
  const { ready } = await startGateway(t);
  const input = [handshakeFor(setup), ...setup, ...discovery].map((message, index) => ({ ...message, number: index }));
  const foreign = await inject(t, ready.port, input, { sessionId: new Uint8Array(8).fill(0x11) });
  assert.equal(codeOf(foreign.messages.at(-1)), 'FAILED_UnknownSession');
  const missing = await inject(t, ready.port, input, { faults: ['SessionSetupReq@missing:EVCCID'], timeoutMs: 300 });
  const [, broken] = missing.messages.filter(({ from }) => from === 'vehicle');
  assert.ok(broken!.findings.length > 0, 'what is sent is shown as broken as it is');
  const split = await inject(t, ready.port, input, { faults: ['#1@frame-split=1,7,3'] });
  assert.equal(split.outcome.answered, 3);
  const lying = await inject(t, ready.port, input, { faults: ['#1@frame-version=0x02'], timeoutMs: 300 });
  assert.match(lying.notes.join(), /no answer within 300 ms/);
  assert.ok(lying.messages.some(({ findings }) => findings.some(({ rule }) => rule === 'v2gtp-version')));
  const dropped = await inject(t, ready.port, input, { faults: ['SessionSetupReq@drop'] });
  assert.equal(codeOf(dropped.messages.at(-1)), 'FAILED_SequenceError');
});

test('a correct vehicle brings the session to a state, and the message given comes then', async (t) => {
  const { ready } = await startGateway(t);
  const reach = { state: 'session-open', energy: 'dc', protocol: 'iso2' } as const;
  const { outcome, messages, notes } = await inject(t, ready.port, discovery, { reach });
  assert.deepEqual(
    messages.map(({ message }) => message),
    [
      'supportedAppProtocolReq',
      'supportedAppProtocolRes',
      'SessionSetupReq',
      'SessionSetupRes',
      'ServiceDiscoveryReq',
      'ServiceDiscoveryRes',
    ],
  );
  assert.equal(codeOf(messages.at(-1)), 'OK');
  assert.equal(outcome.sent, 1);
  assert.ok(notes.some((text) => text.startsWith('the session is at session-open')));
});

test('a state that is not reached is PROBES-023 and says why', async (t) => {
  const { port } = await station(t, async (connection) => {
    await connection.receive(5000);
    await connection.close();
  });
  const reach = { state: 'energy-on', energy: 'dc', protocol: 'iso2' } as const;
  await assert.rejects(inject(t, port, discovery, { reach }), { code: 'PROBES-023' });
});

/** A station that does what a test says. */
function station(t: TestContext, behave: (connection: V2gConnection) => Promise<void>): Promise<{ port: number }> {
  return listenV2g({
    host: '::1',
    port: 0,
    onConnection: (connection) => {
      t.after(() => connection.close());
      void behave(connection);
    },
  }).then((listener) => {
    t.after(() => listener.close());
    return listener;
  });
}

test('silence, a close and a reset are told, and nothing throws', async (t) => {
  const silent = await station(t, async (connection) => void (await connection.receive(5000)));
  const told = await inject(t, silent.port, setup, { timeoutMs: 50 });
  assert.deepEqual(told.outcome, { sent: 1, answered: 0, left: 0, closed: undefined });
  assert.match(told.notes.join(), /no answer within 50 ms/);
  for (const how of ['fin', 'reset'] as const) {
    const closing = await station(t, async (connection) => {
      await connection.receive(5000);
      await connection.close(how);
    });
    const closed = await inject(t, closing.port, [...setup, ...discovery]);
    assert.deepEqual(closed.outcome, { sent: 1, answered: 0, left: 1, closed: how });
  }
});

test('what is no frame, and what nobody asked for, is shown', async (t) => {
  const odd = await station(t, async (connection) => {
    await connection.receive(5000);
    const res = encodeMessage('sap', {
      supportedAppProtocolRes: { ResponseCode: 'OK_SuccessfulNegotiation', SchemaID: 1 },
    });
    await connection.send(payloadTypes.sap, res);
    await connection.send(payloadTypes.sap, res);
    await connection.sendRaw(Uint8Array.of(0xde, 0xad, 0xbe, 0xef, 0, 0, 0, 0));
    await connection.close();
  });
  const { outcome, messages, events } = await inject(t, odd.port, [handshakeFor([])], { lingerMs: 2000 });
  assert.equal(outcome.answered, 1);
  assert.equal(messages.length, 3);
  assert.ok(messages[2]!.findings.some(({ rule }) => rule === 'response-unasked'));
  assert.equal(events.filter(({ kind }) => kind === 'malformed').length, 1);
  assert.equal(outcome.closed, 'fin');
});

test('a message that breaks its schema as given is sent to the bit', async (t) => {
  const seen: Uint8Array[] = [];
  const { port } = await station(t, async (connection) => {
    const received = await connection.receive(5000);
    if (received.kind === 'frame') seen.push(received.payload);
    await connection.close();
  });
  const payload = Uint8Array.of(0x80, 0x98, 0xff, 0xff);
  const given: InjectedMessage = { ...setup[0]!, payload };
  const { notes } = await inject(t, port, [given]);
  assert.deepEqual(seen, [payload]);
  assert.match(notes.join(), /#1 breaks its schema as it was given, so it is sent as it is/);
});
