import type { Sep2Value } from '../../../messages/sep2/codec.js';
import type { KnownProgram } from '../control/default-controls.js';
import { type DerEvent, eventStatus } from '../events/der-event.js';
import type { EventMemory } from '../events/event-scheduler.js';
import { type DefaultControl, type ProgramPlace, readDefaultControl, readDerEvent } from '../events/read-control.js';
import { readList } from '../http/read-list.js';
import type { ReadOutcome } from '../http/sep2-link.js';
import { bitsOf, hexOf, linkOf, numberOf, textOf } from '../read-value.js';
import { describe, done, failed, type StepResult, type StepTools } from './step.js';

/** What the server says of programs and controls now. */
export interface ProgramsRead {
  readonly programs: readonly KnownProgram[];
  readonly events: readonly DerEvent[];
  /** Nothing was missing or unreadable. */
  readonly complete: boolean;
  /** Lists that offer subscription. */
  readonly subscribable: readonly string[];
  /** The program that each DERControlList belongs to. */
  readonly places: ReadonlyMap<string, ProgramPlace>;
  /** What was wrong, for the log and `sep2 status`. */
  readonly troubles: readonly string[];
  /** Events that were not in the list of their program any more, with no word why. */
  readonly vanished: readonly DerEvent[];
}

export type ProgramsOutcome =
  | { readonly kind: 'read'; readonly read: ProgramsRead; readonly step: StepResult }
  | { readonly kind: 'failed'; readonly step: StepResult }
  /** Fault stop-on-404. */
  | { readonly kind: 'halt'; readonly detail: string };

/** Device categories that mean this station: energy management, EV, EVSE, mixed DER, storage (DeviceCategoryType). */
const ownCategories = (1 << 14) | (1 << 16) | (1 << 17) | (1 << 18) | (1 << 23) | (1 << 25);

interface Gathered {
  readonly programs: KnownProgram[];
  readonly events: DerEvent[];
  readonly subscribable: string[];
  readonly places: Map<string, ProgramPlace>;
  readonly troubles: string[];
  readonly vanished: DerEvent[];
}

/**
 * Reads every DERProgramList with the default control and the controls of each program. What cannot be read leaves what was
 * known as it is: an answer that makes no sense lifts nothing.
 */
export async function readPrograms(
  tools: StepTools,
  lists: readonly string[],
  before: readonly KnownProgram[],
  open: readonly EventMemory[],
): Promise<ProgramsOutcome> {
  const gathered: Gathered = {
    programs: [],
    events: [],
    subscribable: [],
    places: new Map(),
    troubles: [],
    vanished: [],
  };
  let sentNs = tools.clock.monotonicNs();
  const rates: number[] = [];
  for (const href of lists) {
    const list = await readList(tools.link, href, 'DERProgramList', 'DERProgram', tools.faults);
    if (list.kind === 'status' && list.status === 404 && tools.faults.has('stop-on-404')) return halt(href);
    if (list.kind !== 'ok') return { kind: 'failed', step: failed('DERProgramList', list) };
    if (href === lists[0]) sentNs = list.sentNs;
    const rate = numberOf(list.list['pollRate']);
    if (rate !== undefined) rates.push(rate);
    if (!list.complete) gathered.troubles.push(`DERProgramList ${href} is incomplete`);
    if ((numberOf(list.list['subscribable']) ?? 0) % 2 === 1) gathered.subscribable.push(href);
    if (tools.faults.has('pipeline-requests')) {
      await Promise.all(list.entries.map((entry) => readProgram(tools, entry, before, open, gathered)));
      continue;
    }
    for (const entry of list.entries) {
      const ended = await readProgram(tools, entry, before, open, gathered);
      if (ended !== undefined) return ended;
    }
  }
  const read = { ...gathered, complete: gathered.troubles.length === 0 };
  return { kind: 'read', read, step: done(sentNs, rates.length === 0 ? undefined : Math.min(...rates)) };
}

async function readProgram(
  tools: StepTools,
  entry: Sep2Value,
  before: readonly KnownProgram[],
  open: readonly EventMemory[],
  gathered: Gathered,
): Promise<Exclude<ProgramsOutcome, { kind: 'read' }> | undefined> {
  const mRID = hexOf(entry['mRID']) ?? textOf(entry['href']);
  if (mRID === undefined || gathered.programs.some((program) => program.mRID === mRID)) return undefined;
  const href = textOf(entry['href']) ?? mRID;
  // A program that does not say how strong it is must not beat one that does.
  const primacy = numberOf(entry['primacy']) ?? 255;
  const known = before.find((program) => program.mRID === mRID);
  const [fallback, ended] = await Promise.all([
    readDefault(tools, linkOf(entry['DefaultDERControlLink']), known, gathered),
    readControls(tools, linkOf(entry['DERControlListLink']), { program: mRID, primacy }, open, gathered),
  ]);
  if (fallback !== undefined && 'step' in fallback) return fallback;
  if (ended !== undefined) return ended;
  gathered.programs.push({ mRID, href, primacy, fallback });
  return undefined;
}

async function readDefault(
  { link }: StepTools,
  href: string | undefined,
  known: KnownProgram | undefined,
  gathered: Gathered,
): Promise<DefaultControl | { readonly kind: 'failed'; readonly step: StepResult } | undefined> {
  if (href === undefined) return undefined;
  const read = await link.get(href, 'DefaultDERControl');
  if (read.kind === 'lost') return { kind: 'failed', step: failed('DefaultDERControl', read) };
  if (read.kind === 'ok') {
    if ((numberOf(read.value['subscribable']) ?? 0) % 2 === 1) gathered.subscribable.push(href);
    return readDefaultControl(read.value);
  }
  // 404 says that there is none; where one was known before, its loss must not lift what it bounds.
  const gone = read.kind === 'status' && (read.status === 404 || read.status === 410);
  if (!gone || known?.fallback !== undefined) gathered.troubles.push(`DefaultDERControl ${href}: ${describe(read)}`);
  return known?.fallback;
}

async function readControls(
  tools: StepTools,
  href: string | undefined,
  place: ProgramPlace,
  open: readonly EventMemory[],
  gathered: Gathered,
): Promise<Exclude<ProgramsOutcome, { kind: 'read' }> | undefined> {
  if (href === undefined) return undefined;
  gathered.places.set(href, place);
  const { link, faults } = tools;
  const own = open.filter(({ event }) => event.program === place.program).map(({ event }) => event);
  const list = await readList(link, href, 'DERControlList', 'DERControl', faults);
  if (list.kind === 'lost') return { kind: 'failed', step: failed('DERControlList', list) };
  if (list.kind !== 'ok') {
    if (list.kind === 'status' && list.status === 404 && faults.has('stop-on-404')) return halt(href);
    gathered.troubles.push(`DERControlList ${href}: ${describe(list)}`);
    if (faults.has('release-on-malformed')) gathered.events.push(...own.map(cancelled));
    return undefined;
  }
  if (!list.complete) gathered.troubles.push(`DERControlList ${href} is incomplete`);
  if ((numberOf(list.list['subscribable']) ?? 0) % 2 === 1) gathered.subscribable.push(href);
  const listed = readEvents(list.entries, place, gathered.troubles);
  gathered.events.push(...listed);
  if (listed.length > 0) tools.onEvents(listed);
  if (list.complete) gathered.vanished.push(...own.filter(({ mRID }) => !listed.some((event) => event.mRID === mRID)));
  return undefined;
}

/** Controls of a list that are meant for this kind of device; what is no control is told in `troubles`. */
export function readEvents(
  entries: readonly Sep2Value[],
  place: ProgramPlace,
  troubles: string[],
): readonly DerEvent[] {
  return entries.flatMap((entry) => {
    const categories = bitsOf(entry['deviceCategory']);
    // No bit at all is no device at all: more likely it was meant for every one.
    if (categories !== undefined && categories !== 0 && (categories & ownCategories) === 0) return [];
    const event = readDerEvent(entry, place);
    if (typeof event !== 'string') return [event];
    troubles.push(event);
    return [];
  });
}

function cancelled(event: DerEvent): DerEvent {
  return { ...event, status: eventStatus.cancelled };
}

function halt(href: string): ProgramsOutcome & { readonly kind: 'halt' } {
  return { kind: 'halt', detail: `404 for ${href}` };
}

/** One control by its own href: fresher than the list, and all that is left where the list does not have it any more. */
export async function readOneControl(
  tools: StepTools,
  event: DerEvent,
): Promise<{ readonly event: DerEvent | undefined; readonly outcome: ReadOutcome }> {
  const outcome = await tools.link.get(event.href ?? '', 'DERControl');
  if (outcome.kind !== 'ok') return { event: undefined, outcome };
  const [read] = readEvents([outcome.value], event, []);
  return { event: read?.mRID === event.mRID ? read : undefined, outcome };
}
