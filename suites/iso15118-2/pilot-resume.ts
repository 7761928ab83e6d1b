import { isDigital, isNominal, isSteady } from '../iso15118-3/pilot-watch.js';
import { shows } from '../iso15118-3/pilot-words.js';
import { pauseSession } from './pause-resume.js';
import type { PilotStage } from './pilot-case.js';

/** Who ends the pause: the vehicle by a toggle B-C-B, or the SECC by its oscillator. */
export type Waker = 'vehicle' | 'charger';

/** What is known of the session that was paused. */
export interface PausedBefore {
  readonly sessionId: Uint8Array;
  /** SAScheduleTupleID that was charged with. */
  readonly tuple: number | undefined;
  /** Body of its ServiceDiscoveryRes, as text. */
  readonly chargeService: string;
}

/**
 * Starting state resume_sap: a session that charged is paused, its oscillator goes off, somebody wakes the other, the data link
 * is there again with the keys of before, and the application protocol is agreed on anew.
 * @param askWith SessionID of the next SessionSetupReq, made from that of the paused session
 */
export async function pausedAndWoken(
  stage: PilotStage,
  by: Waker,
  askWith: (paused: Uint8Array) => Uint8Array,
): Promise<PausedBefore> {
  const { scene, evcc } = stage;
  const { run, pilot } = scene;
  const maxCommMs = run.timer('iso15118-3/T_conn_max_comm').ms;
  const { vehicle } = evcc;
  const dc = vehicle.options.energy === 'dc';
  await evcc.given(dc ? 'welding-checked' : 'energy-off');
  const before: PausedBefore = {
    sessionId: vehicle.sessionId,
    tuple: vehicle.facts.saScheduleTupleId,
    chargeService: chargeServiceText(stage),
  };
  await pilot.mark();
  await pauseSession(evcc);
  await vehicle.close();
  run.step('preamble', `Given that it is paused, and that the ${by} wakes the other`);
  const asleepAt = await shows(scene, isSteady, 'no oscillation', maxCommMs);
  const sleep = run.timer(by === 'vehicle' ? 'tester/PICS_CMN_CMN_WakeUp' : 'tester/PIXIT_CMN_CMN_WakeUp');
  const lateness = run.timer('tester/tester_wake_lateness');
  if (by === 'vehicle') {
    await scene.pause(sleep.ms);
    await pilot.toggle(1, run.timer('tester/par_TP_EV_vald_state_duration').ms);
  }
  const withinMs = by === 'vehicle' ? maxCommMs : sleep.ms + lateness.ms;
  const [fits, signal] = dc ? ([isDigital, '5 % at 1 kHz'] as const) : ([isNominal, '10 to 96 % at 1 kHz'] as const);
  const awakeAt = await shows(scene, fits, signal, withinMs, asleepAt);
  if (by === 'charger') {
    const slept = Number(awakeAt - asleepAt) / 1e9;
    const earliest = sleep.seconds - lateness.seconds;
    run.require(slept >= earliest, {
      text: 'the SECC wakes the vehicle at its time',
      expected: `not before ${earliest} s`,
      observed: `${slept.toFixed(2)} s`,
    });
  }
  const backMs = await scene.untilStations((count) => count > 0, maxCommMs);
  run.require(backMs !== undefined, {
    text: 'the data link is back with the keys of before',
    expected: `within T_conn_max_comm, ${maxCommMs} ms`,
    observed: backMs === undefined ? 'it is not' : `after ${backMs.toFixed(0)} ms`,
  });
  await vehicle.rejoin(askWith(before.sessionId));
  await evcc.given('app-protocol-agreed');
  return before;
}

/** Starting state resume_session: the paused session is joined again. */
export async function joinedAgain(stage: PilotStage, by: Waker): Promise<PausedBefore> {
  const before = await pausedAndWoken(stage, by, (paused) => paused);
  const { evcc } = stage;
  await evcc.given('session-open');
  const code = evcc.newest('SessionSetupRes')?.body?.['ResponseCode'];
  evcc.run.require(code === 'OK_OldSessionJoined', {
    text: 'the paused session is joined',
    expected: 'OK_OldSessionJoined',
    observed: String(code ?? 'none'),
  });
  return before;
}

/** ChargeService of the newest ServiceDiscoveryRes as text, to hold two of them against each other. */
export function chargeServiceText({ evcc }: PilotStage): string {
  return JSON.stringify(evcc.newest('ServiceDiscoveryRes')?.body?.['ChargeService'] ?? 'none');
}
