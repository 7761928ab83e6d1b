import { numberOf } from '../read-value.js';
import { done, failed, type StepResult, type StepTools } from './step.js';

/** Reads the Time resource and sets the clock of events by it; an offset or quality beyond the configured limits is told. */
export async function readTime(tools: StepTools, href: string | undefined): Promise<StepResult> {
  if (href === undefined) return { kind: 'again', detail: 'no TimeLink' };
  const { link, time, log, config } = tools;
  const read = await link.get(href, 'Time');
  if (read.kind !== 'ok') return failed('Time', read);
  const { value } = read;
  const currentS = numberOf(value['currentTime']);
  if (currentS === undefined) return { kind: 'again', detail: 'Time without a readable currentTime' };
  const before = time.facts;
  const quality = numberOf(value['quality']) ?? 7;
  const offsetS = time.take(
    {
      currentS,
      quality,
      tzOffsetS: numberOf(value['tzOffset']) ?? 0,
      dstOffsetS: numberOf(value['dstOffset']) ?? 0,
      dstStartS: numberOf(value['dstStartTime']) ?? 0,
      dstEndS: numberOf(value['dstEndTime']) ?? 0,
    },
    read.sentNs,
  );
  const moved =
    before.quality === undefined || Math.abs((before.offsetS ?? 0) - offsetS) > 1 || before.quality !== quality;
  if (moved) {
    const doubtful = Math.abs(offsetS) > config.time.max_offset_s || quality > config.time.worst_quality;
    const facts = { offset_s: Math.round(offsetS * 1000) / 1000, quality };
    log.event(doubtful ? 'sep2-time-doubtful' : 'sep2-time', facts);
    tools.onTimeMoved();
  }
  return done(read.sentNs, numberOf(value['pollRate']));
}
