import type { RandomSource } from '../../base/random.js';
import type { SlacLink } from '../../transport/slac/slac-link.js';
import { slacCounts } from '../../transport/slac/slac-timers.js';
import type { MmeOf } from '../../wire/homeplug/define-mme.js';
import { broadcastAddress } from '../../wire/homeplug/encode-mme.js';
import { attenCharInd, attenCharRsp } from '../../wire/homeplug/messages/cm-atten-char.js';
import { mnbcSoundInd } from '../../wire/homeplug/messages/cm-mnbc-sound.js';
import { slacParmCnf, slacParmReq } from '../../wire/homeplug/messages/cm-slac-parm.js';
import { startAttenCharInd } from '../../wire/homeplug/messages/cm-start-atten-char.js';
import { type HeardStation, meanAttenuation } from './slac-outcome.js';

type Parameters = MmeOf<typeof slacParmCnf>;

/** Charger and the parameters that it confirmed. */
export interface ConfirmedStation {
  readonly mac: string;
  readonly parameters: Parameters;
}

/**
 * CM_SLAC_PARM with its repeats (ISO 15118-3:2015, A.9.1): every charger that answers within TP_match_sequence of the first.
 */
export async function askForStations(link: SlacLink, runId: string): Promise<readonly ConfirmedStation[]> {
  const { TT_match_response, TP_match_sequence } = link.timers;
  const found = new Map<string, ConfirmedStation>();
  const mine = (value: Parameters): boolean =>
    value.RunID === runId && value.ApplicationType === 0 && value.SecurityType === 0;
  const stop = link.mailbox.listen(slacParmCnf, ({ source, value }) => {
    if (mine(value)) found.set(source, { mac: source, parameters: value });
  });
  for (let attempt = 0; attempt <= slacCounts.C_EV_match_retry && found.size === 0; attempt++) {
    const first = link.mailbox.wait(slacParmCnf, TT_match_response, mine);
    link.send(broadcastAddress, slacParmReq, { ApplicationType: 0, SecurityType: 0, RunID: runId });
    // The vehicle should go on within TP_match_sequence of the answer; others may answer until shortly before.
    if ((await first) !== undefined) await link.pause(0.8 * TP_match_sequence);
  }
  stop();
  return [...found.values()];
}

/**
 * Announces, sounds and gathers the reports (A.9.2). Returns when every charger has reported or TT_EV_atten_results is
 * over, counted from the first announcement.
 */
export async function sound(
  link: SlacLink,
  random: RandomSource,
  runId: string,
  pevId: string,
  stations: readonly ConfirmedStation[],
): Promise<readonly HeardStation[]> {
  const { TP_EV_batch_msg_interval, TT_EV_atten_results } = link.timers;
  const heard = new Map<string, HeardStation>();
  const start = link.clock.monotonicNs();
  let allHeard: () => void = () => undefined;
  const complete = new Promise<void>((resolve) => {
    allHeard = resolve;
  });
  const stop = link.mailbox.listen(attenCharInd, ({ source, value }) => {
    if (value.RunID !== runId) return;
    const rejected = whyRejected(value, link.mac);
    heard.set(source, {
      mac: source,
      attenuationDb: value.Attenuation,
      meanDb: rejected === undefined ? meanAttenuation(value.Attenuation) : undefined,
      sounds: value.NumSounds,
      ...(rejected === undefined ? {} : { rejected }),
    });
    if (rejected !== undefined) return;
    link.send(source, attenCharRsp, {
      ApplicationType: 0,
      SecurityType: 0,
      SourceAddress: link.mac,
      RunID: runId,
      SourceId: '',
      ResponderId: '',
      Result: 0,
    });
    if (stations.every(({ mac }) => heard.get(mac)?.meanDb !== undefined)) allHeard();
  });
  await announceAndSound(link, random, runId, pevId, stations[0]!.parameters, TP_EV_batch_msg_interval);
  const passed = Number(link.clock.monotonicNs() - start) / 1e6;
  let cancel: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    cancel = link.clock.after(Math.max(0, TT_EV_atten_results - passed), resolve);
  });
  await Promise.race([complete, over]);
  cancel();
  stop();
  const silent = stations.filter(({ mac }) => !heard.has(mac));
  return [
    ...heard.values(),
    ...silent.map(({ mac }) => ({ mac, attenuationDb: undefined, meanDb: undefined, sounds: undefined })),
  ];
}

async function announceAndSound(
  link: SlacLink,
  random: RandomSource,
  runId: string,
  pevId: string,
  { NumSounds, TimeOut }: Parameters,
  intervalMs: number,
): Promise<void> {
  for (let index = 0; index < slacCounts.C_EV_start_atten_char_inds; index++) {
    link.send(broadcastAddress, startAttenCharInd, {
      ApplicationType: 0,
      SecurityType: 0,
      NumSounds,
      TimeOut,
      ResponseType: 1,
      ForwardingSta: link.mac,
      RunID: runId,
    });
    await link.pause(intervalMs);
  }
  for (let left = NumSounds - 1; left >= 0; left--) {
    link.send(broadcastAddress, mnbcSoundInd, {
      ApplicationType: 0,
      SecurityType: 0,
      SenderId: pevId,
      Count: left,
      RunID: runId,
      // Eight reserved bytes, then sixteen random ones.
      Rest: `${'00'.repeat(8)}${Buffer.from(random(16)).toString('hex')}`,
    });
    if (left > 0) await link.pause(intervalMs);
  }
}

/** ISO 15118-3:2015, A.9.2: what makes a report useless. */
function whyRejected(value: MmeOf<typeof attenCharInd>, mac: string): string | undefined {
  if (value.ApplicationType !== 0 || value.SecurityType !== 0) return 'application or security type is not 0';
  if (value.SourceAddress !== mac) return `it is about ${value.SourceAddress}`;
  if (value.Attenuation.length !== slacCounts.groups)
    return `${value.Attenuation.length} groups, not ${slacCounts.groups}`;
  if (value.NumSounds === 0) return 'no sound was heard';
  return undefined;
}
