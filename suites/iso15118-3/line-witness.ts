import { encodeMmeFrame } from '../../src/wire/homeplug/encode-mme.js';
import { slacParmCnf, slacParmReq } from '../../src/wire/homeplug/messages/cm-slac-parm.js';
import { swVerReq } from '../../src/wire/homeplug/messages/vs-sw-ver.js';
import type { SlacScene } from './slac-scene.js';
import type { SeenMme } from './slac-wire.js';

/**
 * What was heard since a message that the vehicle's end has not sent itself: neither a vehicle of the harness nor its modem.
 * It has come over the line, so that the line was there.
 */
export function heardSince(scene: SlacScene, number: number): readonly SeenMme[] {
  const { addresses } = scene.modem;
  return scene.wire.after(number).filter(({ source }) => !scene.isOwn(source) && !addresses.has(source));
}

/**
 * Settles who is to blame for a message that has not come. A line that is dead is as silent as a charger that does nothing:
 * where nothing at all was heard since then the charger is asked for a sign of life, by its modem where that is in the
 * network of the vehicle's (VS_SW_VER), else by a good matching after it was plugged in anew. Where it stays silent the case
 * ends as inconclusive. What leads to the starting state is inconclusive anyway, and nothing is asked there.
 *
 * The control pilot is no witness: it is there where the coupling of the line is not.
 */
export async function doubtSilence(scene: SlacScene, since: number): Promise<void> {
  const { run } = scene;
  if (run.phase === 'preamble') return;
  const heard = () => heardSince(scene, since)[0];
  let sign = heard();
  if (sign === undefined) {
    await askModems(scene, since);
    sign = heard();
  }
  if (sign === undefined) {
    await answersAnew(scene, () => heard() !== undefined);
    sign = heard();
  }
  await scene.requireWhole();
  if (sign === undefined) {
    const asked = 'also not after it was plugged in anew and asked for its parameters again';
    return run.stop(`the link: nothing of the charger was heard on the power line any more, ${asked}`);
  }
  run.beside(`the line is there: the capture shows ${sign.mme.label} of ${sign.source} since then`);
}

/** Asks each modem in the network for its version: it answers by itself, whatever the host behind it does. */
async function askModems(scene: SlacScene, since: number): Promise<void> {
  const { modems } = await scene.modem.stations();
  for (const destination of modems) {
    const frame = encodeMmeFrame({ destination, source: scene.vehicle.mac }, swVerReq, { Cookie: 1 });
    await scene.sent(swVerReq, () => scene.wire.send(frame));
    await scene.wire.until(() => heardSince(scene, since)[0], scene.ms('TT_match_response') + scene.graceMs);
  }
}

/**
 * Plugs in anew and asks for the parameters until they come, as long as a charger may take from the plug-in.
 * @param isEnough ends it sooner
 */
export async function answersAnew(scene: SlacScene, isEnough: () => boolean = () => false): Promise<boolean> {
  await scene.reset();
  await scene.pilot.set('B');
  scene.vehicle.renew();
  const attemptMs = scene.ms('TT_match_response') + scene.graceMs;
  for (let left = scene.ms('T_conn_max_comm'); left > 0; left -= attemptMs) {
    const request = await scene.sent(slacParmReq, () => scene.vehicle.askParameters());
    if ((await scene.reply(request, slacParmCnf, scene.ms('TT_match_response'))) !== undefined) return true;
    if (isEnough()) return false;
  }
  return false;
}
