import type { Evcc } from './evcc.js';

/** The vehicle asks for a pause, and the SECC must grant it. */
export async function pauseSession(evcc: Evcc): Promise<void> {
  const pause = await evcc.request('SessionStopReq', { stop: 'Pause' });
  evcc.run.require(pause.responseCode === 'OK', {
    text: 'the SECC accepts the pause',
    expected: 'OK',
    observed: pause.responseCode ?? pause.outcome,
    ...evcc.at(pause),
  });
}

/** Charges, pauses, comes back with the SessionID of the paused session, and goes on to the end. */
export async function resumeAfterPause(evcc: Evcc): Promise<void> {
  const { run, vehicle } = evcc;
  await evcc.given(vehicle.options.energy === 'dc' ? 'welding-checked' : 'energy-off');
  const before = vehicle.sessionId;
  await pauseSession(evcc);
  await vehicle.rejoin(before);
  await evcc.given('app-protocol-agreed');
  evcc.when('When it comes back and sends SessionSetupReq with the SessionID of the paused session');
  const exchange = await evcc.request('SessionSetupReq');
  await evcc.expectAnswer(exchange, { code: 'OK_OldSessionJoined', sessionId: before });
  const drive = await vehicle.driveTo('stopped');
  run.observe(drive.reached, {
    text: 'the joined session runs to SessionStop',
    expected: 'stopped',
    observed: drive.reached ? drive.state : (drive.failure?.text ?? drive.state),
    ...evcc.at(drive.failure?.exchange),
  });
}
