import type { SeccEvent, SeccEventOf } from '../../src/peers/station/secc-event.js';
import { declareCase } from '../engine/plumbline-test.js';
import { withScene } from './at-hook.js';
import { evccDefinition } from './evcc-case.js';
import { arrivalMs, EvccScene } from './evcc-scene.js';
import { linkDoubt } from './far-end.js';

/** Requests that a vehicle sends before it gives up, and the time between two of them (V2G_EVCC_SDP_Timeout), ms. */
const attempts = 50;
const intervalMs = 250;
/** After this long without a further request the vehicle has given up. */
const givenUpMs = 2000;
/** Acknowledgements of the last request have come by then, ms. */
const quietMs = 200;
/** Two requests, 250 ms apart, and a loaded machine, ms. */
const askedMs = 10_000;
/** How long the capture may lag behind the sockets, ms. */
const captureLagMs = 3000;

const frames = [
  ['002', { length: 0 }, 'payload length 0'],
  ['003', { payloadType: 0x7001 }, 'payload type 0x7001'],
  ['004', { version: 0xff }, 'protocol version 0xFF'],
  ['005', { inverseVersion: 0xff }, 'inverse protocol version 0xFF'],
] as const;

for (const [number, faults, words] of frames) {
  declareCase(
    evccDefinition(`CMN V2GTPSDP_${number}`, {
      title: `SECC Discovery Response with ${words}`,
      purpose: `A vehicle takes an SECC Discovery Response whose V2GTP header has ${words} for none, and asks again.`,
      kind: 'invalid',
      likelyCauses: ['the vehicle does not look at the V2GTP header', 'it asks only once'],
    }),
    async ({ harness, run }) => {
      run.step('preamble', 'Given a vehicle that is plugged in and looks for an SECC');
      const scene = await EvccScene.open(harness, { sdp: [{ kind: 'frame', faults }] });
      try {
        const first = await scene.secc.until((events) => events.find(({ event }) => event === 'sdp'), arrivalMs);
        if (first === undefined) {
          run.inconclusive('the vehicle never came', 'no SECC Discovery Request');
          return;
        }
        run.step('test', `When the answer to its first request has ${words}`);
        await scene.secc.until(
          (events) =>
            events.some(({ event }) => event === 'connected') ||
            events.filter(({ event }) => event === 'sdp').length > 1 ||
            undefined,
          givenUpMs,
        );
        const [asked, again] = scene.of('sdp');
        const doubt = again === undefined ? await linkDoubt(harness, scene.events) : undefined;
        if (doubt !== undefined) {
          run.inconclusive('it asked no second time', doubt);
          return;
        }
        const connected = scene.of('connected')[0];
        const early = connected !== undefined && (again === undefined || BigInt(connected.at) < BigInt(again.at));
        run.observe(!early, {
          text: 'the vehicle does not connect to what the broken answer says',
          observed: early ? 'it connects' : 'it does not',
        });
        run.observe(again !== undefined, {
          text: 'it asks again, with a correct header',
          observed: again === undefined ? `nothing for ${givenUpMs / 1000} s` : 'it does',
        });
        if (again === undefined || asked === undefined) return;
        run.observe(again.security === asked.security && again.transport === asked.transport, {
          text: 'its request is the same',
          expected: `security ${asked.security}, transport ${asked.transport}`,
          observed: `security ${again.security}, transport ${again.transport}`,
        });
      } finally {
        scene.tell(run);
        await scene.close();
      }
    },
  );
}

declareCase(
  evccDefinition('CMN SDP_005', {
    title: 'no answer to SECC Discovery Requests',
    purpose: `A vehicle that gets no answer sends ${attempts} SECC Discovery Requests, and then no more.`,
    kind: 'timing',
    likelyCauses: ['the vehicle gives up early', 'it never gives up'],
  }),
  async ({ harness, run }) => {
    run.step('preamble', 'Given a vehicle that is plugged in and looks for an SECC');
    const scene = await EvccScene.open(harness, { sdp: { all: { kind: 'silence' } } });
    try {
      const first = await scene.secc.until((events) => events.find(({ event }) => event === 'sdp'), arrivalMs);
      if (first === undefined) {
        run.inconclusive('the vehicle never came', 'no SECC Discovery Request');
        return;
      }
      run.step('test', 'When none of its requests is answered');
      // Until there is one too many, or none for some time.
      for (let seen = 0; seen <= attempts && scene.of('sdp').length > seen; ) {
        seen = scene.of('sdp').length;
        await scene.secc.until(
          (events) => events.filter(({ event }) => event === 'sdp').length > seen || undefined,
          givenUpMs,
        );
      }
      const requests = scene.of('sdp');
      const doubt = requests.length < attempts ? await linkDoubt(harness, scene.events) : undefined;
      if (doubt !== undefined) {
        run.inconclusive(`only ${requests.length} requests came`, doubt);
        return;
      }
      const observed = requests.length > attempts ? `more than ${attempts}` : String(requests.length);
      const text = `the vehicle sends ${attempts} requests`;
      run.observe(requests.length === attempts, { text, expected: String(attempts), observed });
      const gaps = requests.slice(1).map(({ at }, index) => Number(BigInt(at) - BigInt(requests[index]!.at)) / 1e6);
      const shortest = Math.min(...gaps);
      // The SECC's process takes a request when it is scheduled: gaps shrink and stretch, their mean does not.
      const mean = gaps.reduce((sum, gap) => sum + gap, 0) / Math.max(1, gaps.length);
      run.observe(gaps.length === 0 || mean >= intervalMs, {
        text: 'it waits V2G_EVCC_SDP_Timeout for an answer before it asks again',
        expected: `at least ${intervalMs} ms on the average`,
        observed: gaps.length === 0 ? 'one request' : `${mean.toFixed(1)} ms, shortest ${shortest.toFixed(1)} ms`,
      });
    } finally {
      scene.tell(run);
      await scene.close();
    }
  },
);

declareCase(
  evccDefinition('CMN SDP_007', {
    title: 'an SECC Discovery Request that the vehicle gets',
    purpose: 'A vehicle does not answer SECC Discovery Requests: it is no SECC.',
    kind: 'invalid',
    likelyCauses: ['a server of the vehicle listens on port 15118'],
  }),
  async ({ harness, run }) => {
    const hook = { at: 'AuthorizationReq', does: { kind: 'hold' } } as const;
    await withScene(harness, run, { stopAtLoop: 2, hooks: [hook] }, async (scene) => {
      // The talk has ended with the request that is held: what comes from the SECC's side now is what it asks.
      await new Promise((resolve) => setTimeout(resolve, quietMs));
      const before = harness.wire.count.received;
      run.step('test', 'When the SECC sends SECC Discovery Requests itself');
      scene.secc.ask();
      const asked = await scene.secc.until((events) => events.find(isAsked), askedMs);
      const came = await harness.wire.until(() => harness.wire.count.received > before || undefined, captureLagMs);
      scene.secc.go();
      if (asked === undefined || came === undefined) {
        run.inconclusive('the SECC Discovery Requests did not come to the vehicle');
        return;
      }
      run.observe(asked.answeredBy.length === 0, {
        text: 'the vehicle does not answer',
        expected: 'no SECC Discovery Response',
        observed: asked.answeredBy.length === 0 ? 'none' : `from ${[...new Set(asked.answeredBy)].join(', ')}`,
      });
    });
  },
);

function isAsked(event: SeccEvent): event is SeccEventOf<'asked'> {
  return event.event === 'asked';
}
