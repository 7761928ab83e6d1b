import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { systemClock } from '../../../src/base/clock.js';
import { PlumblineError } from '../../../src/base/errors.js';
import { systemRandom } from '../../../src/base/random.js';
import { decodeMessage } from '../../../src/messages/codec.js';
import { readScript, scriptText } from '../../../src/peers/station/script-json.js';
import { ScriptedSecc } from '../../../src/peers/station/scripted-secc.js';
import { readSeccEvent, type SeccEvent, type SeccEventOf } from '../../../src/peers/station/secc-event.js';
import type { SeccScript } from '../../../src/peers/station/secc-script.js';
import type { DriveResult } from '../../../src/peers/vehicle/drive-result.js';
import { openVehicle, type Vehicle } from '../../../src/peers/vehicle/vehicle.js';
import type { VehicleOptions } from '../../../src/peers/vehicle/vehicle-options.js';
import { defaultTimers, type VehicleTimers } from '../../../src/peers/vehicle/vehicle-timers.js';

interface Played {
  readonly events: readonly SeccEvent[];
  readonly result: DriveResult;
  readonly vehicle: Vehicle;
  readonly secc: ScriptedSecc;
}

const fast: VehicleTimers['message'] = { ...defaultTimers.message, AuthorizationReq: 300 };

/** A session of our vehicle with the scripted SECC on loopback. */
async function play(
  script: Omit<SeccScript, 'interface'>,
  { target = 'stopped', ...options }: Partial<VehicleOptions> & { readonly target?: 'stopped' | 'paused' } = {},
  during: (secc: ScriptedSecc, event: SeccEvent) => void = () => undefined,
): Promise<Played> {
  const events: SeccEvent[] = [];
  const secc: ScriptedSecc = new ScriptedSecc(
    { interface: 'lo', ...script },
    {
      clock: systemClock,
      random: systemRandom,
      sdpPort: 0,
      tell: (event) => {
        events.push(event);
        during(secc, event);
      },
    },
  );
  await secc.open();
  const ready = events.find((event): event is SeccEventOf<'ready'> => event.event === 'ready');
  const timers = { repeatPause: 5, currentDemandPause: 5, chargingStatusPause: 5 };
  const vehicle = openVehicle({
    secc: { host: ready!.address, port: ready!.port },
    security: 'none',
    energy: script.energy,
    timers,
    loops: 1000,
    ...options,
  });
  const result = await vehicle.driveTo(target);
  if (target === 'stopped') {
    await vehicle.close();
    await secc.close();
  }
  return { events, result, vehicle, secc };
}

const requests = (events: readonly SeccEvent[]) =>
  events.flatMap((event) => (event.event === 'request' ? [event.name ?? '?'] : []));
const responses = (events: readonly SeccEvent[]) =>
  events.filter((event): event is SeccEventOf<'response'> => event.event === 'response');

describe("the tester's SECC", () => {
  for (const energy of ['ac', 'dc'] as const) {
    it(`plays a whole session, ${energy}, that it ends by StopCharging; every answer follows the schema`, async () => {
      const { events, result } = await play({ energy, stopAtLoop: 3 });
      assert.equal(result.reached, true, result.failure?.text);
      for (const exchange of result.exchanges) {
        assert.deepEqual(
          exchange.observations.filter(({ severity }) => severity === 'fault'),
          [],
          exchange.sent.message,
        );
      }
      const loop = energy === 'ac' ? 'ChargingStatusReq' : 'CurrentDemandReq';
      assert.equal(requests(events).filter((name) => name === loop).length, 3);
      for (const { schema, payload, hooked } of responses(events)) {
        const { violations } = decodeMessage(schema, Uint8Array.from(Buffer.from(payload, 'hex')));
        assert.deepEqual(violations, []);
        assert.equal(hooked, false);
      }
    });
  }

  it('asks for a renegotiation once', async () => {
    const { events, result } = await play({ energy: 'dc', renegotiateAtLoop: 2, stopAtLoop: 4 });
    assert.equal(result.reached, true, result.failure?.text);
    assert.equal(requests(events).filter((name) => name === 'ChargeParameterDiscoveryReq').length, 2);
    assert.equal(requests(events).filter((name) => name === 'CableCheckReq').length, 4);
  });

  const at = 'AuthorizationReq';
  const cases = [
    [{ kind: 'code', code: 'FAILED' }, 'negative-response', 'AuthorizationRes'],
    [{ kind: 'replace', by: 'PaymentServiceSelectionRes' }, 'wrong-answer', 'PaymentServiceSelectionRes'],
    [{ kind: 'payload', hex: 'ffff' }, 'wrong-answer', 'AuthorizationRes'],
    [{ kind: 'frame', faults: { version: 0xff } }, 'malformed-answer', 'AuthorizationRes'],
    [{ kind: 'silence' }, 'message-timeout', undefined],
    [{ kind: 'close', how: 'fin' }, 'closed', undefined],
    [{ kind: 'close', how: 'reset' }, 'closed', undefined],
  ] as const;
  for (const [does, rule, name] of cases) {
    it(`errs as it is told: ${JSON.stringify(does)}`, async () => {
      const { events, result } = await play(
        { energy: 'ac', hooks: [{ at, does, thenSilent: true }] },
        { timers: { message: fast } },
      );
      assert.equal(result.failure?.rule, rule);
      const hooked = responses(events).filter((event) => event.hooked);
      assert.deepEqual(
        hooked.map((event) => event.name),
        name === undefined ? [] : [name],
      );
      assert.equal(requests(events).at(-1), at);
    });
  }

  it('errs at one PowerDelivery and not at the other', async () => {
    const hook = {
      at: 'PowerDeliveryReq',
      progress: 'Stop',
      does: { kind: 'code', code: 'FAILED_ContactorError' },
    } as const;
    const { result } = await play({ energy: 'ac', stopAtLoop: 2, hooks: [hook] });
    assert.match(result.failure?.text ?? '', /PowerDeliveryReq was answered with FAILED_ContactorError/);
    assert.equal(result.state, 'loop-done');
  });

  it('goes on saying Ongoing, and changes any element of an answer', async () => {
    const set = { kind: 'set', path: ['EVSEProcessing'], value: 'Ongoing' } as const;
    const { events, result } = await play(
      { energy: 'ac', hooks: [{ at, repeat: true, does: set }] },
      { timers: { ongoing: 100, repeatPause: 10 } },
    );
    assert.equal(result.failure?.rule, 'ongoing-timeout');
    assert.ok(requests(events).filter((name) => name === at).length > 2);
  });

  it('holds an answer until it is told to go', async () => {
    const seen: string[] = [];
    const { result } = await play(
      { energy: 'ac', stopAtLoop: 1, hooks: [{ at, does: { kind: 'hold' } }] },
      {},
      (secc, event) => {
        if (event.event === 'held') {
          seen.push('held');
          setImmediate(() => secc.go());
        }
        if (event.event === 'response' && event.name === 'AuthorizationRes') seen.push('answered');
      },
    );
    assert.equal(result.reached, true, result.failure?.text);
    assert.deepEqual(seen, ['held', 'answered']);
  });

  it('lets a paused session be joined again under its SessionID', async () => {
    const { events, vehicle, secc } = await play({ energy: 'ac', stopAtLoop: 1 }, { target: 'paused' });
    const id = Buffer.from(vehicle.sessionId).toString('hex');
    await vehicle.rejoin();
    const joined = await vehicle.driveTo('session-open');
    assert.equal(joined.exchanges.at(-1)?.responseCode, 'OK_OldSessionJoined');
    assert.equal(Buffer.from(vehicle.sessionId).toString('hex'), id);
    await vehicle.close();
    await secc.close();
    assert.equal(responses(events).filter(({ name }) => name === 'SessionSetupRes').length, 2);
  });
});

describe("the tester's SECC as one that asks", () => {
  it('tells who has answered: not itself', async () => {
    const events: SeccEvent[] = [];
    const tell = (event: SeccEvent) => events.push(event);
    const surroundings = { clock: systemClock, random: systemRandom, sdpPort: 0, tell };
    const secc = new ScriptedSecc({ interface: 'lo', energy: 'ac' }, surroundings);
    await secc.open();
    await secc.ask();
    await secc.close();
    const asked = events.filter((event): event is SeccEventOf<'asked'> => event.event === 'asked');
    assert.deepEqual(
      asked.map(({ answeredBy }) => answeredBy),
      [[]],
    );
    assert.ok(!events.some(({ event }) => event === 'sdp'));
  });
});

describe('its script and its lines', () => {
  it('come through JSON as they were, and are refused when they are none', () => {
    const script: SeccScript = {
      interface: 'lo',
      energy: 'ac',
      hooks: [{ at: 'SessionStopReq', does: { kind: 'silence' } }],
    };
    assert.deepEqual(readScript(scriptText(script)), script);
    for (const text of ['', '{}', '{"interface":"lo","energy":"gas"}']) {
      assert.throws(
        () => readScript(text),
        (error: unknown) => error instanceof PlumblineError && error.code === 'PEERS-036',
      );
    }
    assert.deepEqual(readSeccEvent('{"event":"silent","at":"1","to":2,"hooked":true}')?.event, 'silent');
    for (const line of ['Warning: something', '{"event":', '']) assert.equal(readSeccEvent(line), undefined);
  });
});
