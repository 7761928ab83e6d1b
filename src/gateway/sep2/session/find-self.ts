import type { Sep2Value } from '../../../messages/sep2/codec.js';
import { readList } from '../http/read-list.js';
import { hexOf, numberOf, octetsOf } from '../read-value.js';
import { readSelf, type SelfDevice } from './server-model.js';
import { describe, done, failed, type StepResult, type StepTools } from './step.js';

/** Own EndDevice at the server, or why there is none. */
export type SelfOutcome =
  | { readonly kind: 'found'; readonly self: SelfDevice; readonly step: StepResult }
  /** Not there and not to be had: the server must learn of this device first. */
  | { readonly kind: 'unknown'; readonly detail: string; readonly step: StepResult }
  | { readonly kind: 'failed'; readonly step: StepResult };

/** Category bits of DeviceCategoryType: 17 EVSE. */
const evseCategory = Uint8Array.of(0, 2, 0, 0);

/**
 * Finds the EndDevice with the own LFDI; where there is none and `register` is set, posts one (in-band registration) and
 * reads the list again.
 */
export async function findSelf(tools: StepTools, endDevices: string): Promise<SelfOutcome> {
  const first = await lookUp(tools, endDevices);
  if (first.kind !== 'unknown' || !tools.config.register) return first;
  const { lfdi, sfdi, time, link, log } = tools;
  const posted = await link.write('POST', endDevices, 'EndDevice', {
    ...(link.namespace === 'published' ? { deviceCategory: evseCategory } : {}),
    lFDI: octetsOf(lfdi),
    sFDI: Number(sfdi),
    changedTime: time.stampS(),
  });
  if (posted.kind === 'lost') return { kind: 'failed', step: failed('registration', posted) };
  if (posted.kind !== 'ok') {
    return { ...first, detail: `the server refuses the registration: ${describe(posted)}` };
  }
  log.event('sep2-registered', { how: 'in-band', href: posted.location, lfdi });
  return lookUp(tools, endDevices);
}

async function lookUp({ link, faults, lfdi, sfdi }: StepTools, endDevices: string): Promise<SelfOutcome> {
  const list = await readList(link, endDevices, 'EndDeviceList', 'EndDevice', faults);
  if (list.kind !== 'ok') return { kind: 'failed', step: failed('EndDeviceList', list) };
  const step = done(list.sentNs, numberOf(list.list['pollRate']));
  const own = list.entries.find((entry) => isOwn(entry, lfdi, sfdi));
  const href = own?.['href'];
  if (own === undefined || typeof href !== 'string') {
    return { kind: 'unknown', detail: `no EndDevice with LFDI ${lfdi}`, step };
  }
  return { kind: 'found', self: readSelf(own, href), step };
}

/** By LFDI; by SFDI only where an entry has no LFDI. */
function isOwn(entry: Sep2Value, lfdi: string, sfdi: string): boolean {
  const listed = hexOf(entry['lFDI']);
  if (listed !== undefined) return listed === lfdi;
  return numberOf(entry['sFDI']) === Number(sfdi);
}

export type PinOutcome =
  | { readonly kind: 'good'; readonly step: StepResult }
  | { readonly kind: 'wrong'; readonly shown: number | undefined; readonly step: StepResult }
  | { readonly kind: 'failed'; readonly step: StepResult };

/**
 * Reads the Registration and compares its PIN (IEEE 2030.5-2018, 6.3.5): a server that shows another one is not the one that
 * this device was given to. Without a configured PIN there is nothing to compare.
 */
export async function checkPin(tools: StepTools, registration: string): Promise<PinOutcome> {
  const { link, config, faults, log } = tools;
  const read = await link.get(registration, 'Registration');
  if (read.kind !== 'ok') return { kind: 'failed', step: failed('Registration', read) };
  const shown = numberOf(read.value['pIN']);
  const step = done(read.sentNs, numberOf(read.value['pollRate']));
  const wrong = config.pin !== undefined && shown !== config.pin && !faults.has('ignore-pin');
  if (wrong) log.event('sep2-pin-wrong', { shown });
  return wrong ? { kind: 'wrong', shown, step } : { kind: 'good', step };
}
