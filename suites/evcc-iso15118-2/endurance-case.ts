import type { SeccEvent, SeccEventOf } from '../../src/peers/station/secc-event.js';
import type { CaseRun } from '../engine/case-run.js';
import { declareCase } from '../engine/plumbline-test.js';
import { evccDefinition } from './evcc-case.js';
import { arrivalMs, EvccScene } from './evcc-scene.js';
import { linkDoubt } from './far-end.js';
import { exchangeId } from './secc-record.js';

/** Beyond charging: what a session takes around it, s. */
const aroundSeconds = 110;
/** After StopCharging a vehicle ends its session, and its connection, within this time, ms. */
const endMs = 30_000;

/**
 * Declares charges in a row. @param minutes of each; undefined: PIXIT_PLUMBLINE_ChargingTime
 */
export function declareEndurance(id: string, times: number, minutes: number | undefined): void {
  const definition = evccDefinition(id, {
    title: `${times} charge${times === 1 ? '' : 's'} of ${minutes ?? 'the declared number of'} minutes`,
    purpose: 'A vehicle charges for as long and as often as the SECC has power for it, and ends each session in order.',
    kind: 'valid',
    likelyCauses: ['the vehicle stops by itself', 'something is used up with every session'],
  });
  declareCase(definition, async ({ harness, run, info }) => {
    const minute = Number(harness.pics['PIXIT_PLUMBLINE_SecondsPerMinute'] ?? 60);
    const seconds = minute * (minutes ?? Number(harness.pics['PIXIT_PLUMBLINE_ChargingTime'] ?? 30));
    info.setTimeout(1000 * times * (seconds + aroundSeconds + (arrivalMs + endMs) / 1000));
    run.step('preamble', 'Given an SECC that says StopCharging after that time');
    for (let time = 1; time <= times; time++) {
      const scene = await EvccScene.open(harness, { stopAfterMs: 1000 * seconds });
      try {
        run.step(
          'test',
          `When the vehicle charges for ${seconds.toFixed(1)} s${times === 1 ? '' : ` (${time} of ${times})`}`,
        );
        const goes = await charge(scene, run, seconds);
        // One session is enough for the record: the last one, or the one that failed.
        if (!goes || time === times) tellEnd(scene, run);
        if (!goes) return;
      } finally {
        await scene.close();
      }
    }
  });
}

/** One charge; false where the case is decided. */
async function charge(scene: EvccScene, run: CaseRun, seconds: number): Promise<boolean> {
  const came = await scene.secc.until((events) => events.find(({ event }) => event === 'connected'), arrivalMs);
  if (came === undefined) {
    run.inconclusive('the vehicle never came', `${scene.of('sdp').length} SECC Discovery Requests, no connection`);
    return false;
  }
  const isOver = (events: readonly SeccEvent[]) => events.some(({ event }) => event === 'closed') || undefined;
  await scene.secc.until(isOver, 1000 * (seconds + aroundSeconds) + endMs);
  const start = scene.requests.findIndex(({ progress }) => progress === 'Start');
  if (start < 0) {
    run.inconclusive('the vehicle never came to the charge', `last came ${scene.requests.at(-1)?.name ?? 'nothing'}`);
    return false;
  }
  const after = scene.requests.slice(start + 1);
  const stop = after.find(({ name }) => name !== 'CurrentDemandReq' && name !== 'ChargingStatusReq');
  const last = stop ?? scene.requests.at(-1);
  const charged = last === undefined ? 0 : Number(BigInt(last.at) - BigInt(scene.requests[start]!.at)) / 1e9;
  const captured = await scene.isCaptured();
  if (!captured) {
    run.inconclusive('the capture does not show what the vehicle and the SECC said to each other');
    return false;
  }
  const doubt = isOver(scene.events) === true ? undefined : await linkDoubt(scene.harness, scene.events);
  if (doubt !== undefined) {
    run.inconclusive('the end of the charge was not seen', doubt);
    return false;
  }
  const point = last === undefined ? {} : { exchangeId: exchangeId(run, last) };
  // The tester's SECC says StopCharging in the first loop after that time; whoever leaves before has left by itself.
  run.observe(charged >= seconds, {
    text: 'the vehicle charges for the whole time',
    expected: `at least ${seconds.toFixed(1)} s`,
    observed: `${charged.toFixed(1)} s in ${after.filter(({ name }) => name !== stop?.name).length} requests`,
    ...point,
  });
  const end = [stop?.progress, scene.requests.at(-1)?.name].map((word) => word ?? 'nothing').join(', ');
  const inOrder = stop?.progress === 'Stop' && scene.requests.at(-1)?.name === 'SessionStopReq';
  run.observe(inOrder && isOver(scene.events) === true, {
    text: 'it ends its session in order',
    expected: 'PowerDeliveryReq Stop, SessionStopReq, the end of the connection',
    observed: `${end}, ${isOver(scene.events) === true ? 'the connection ended' : 'the connection is open'}`,
    ...point,
  });
  return inOrder && charged >= seconds;
}

/** The end of a session for the record: hours of charge loops would say nothing more. */
function tellEnd(scene: EvccScene, run: CaseRun): void {
  const loops = (event: SeccEvent): event is SeccEventOf<'request'> =>
    event.event === 'request' && (event.name === 'CurrentDemandReq' || event.name === 'ChargingStatusReq');
  const from = scene.events.findLastIndex(loops);
  scene.tell(run, Math.max(0, from));
}
