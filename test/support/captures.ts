import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/base/project-root.js';
import { decodeMessage } from '../../src/messages/codec.js';
import type { MessageEvent, SessionEvent } from '../../src/probes/session-reader/session-event.js';
import {
  type CaptureAccount,
  SessionReader,
  type SessionReaderOptions,
} from '../../src/probes/session-reader/session-reader.js';
import type { SessionSummary } from '../../src/probes/session-reader/session-summary.js';
import type { CaptureItem, CapturePacket } from '../../src/wire/pcap/capture-item.js';
import { CaptureReader } from '../../src/wire/pcap/capture-reader.js';

export interface ReadSessions {
  readonly events: readonly SessionEvent[];
  readonly messages: readonly MessageEvent[];
  readonly summaries: readonly SessionSummary[];
  readonly account: CaptureAccount;
}

export function fixtureCapture(name: string): Uint8Array {
  return readFileSync(join(projectRoot(), 'fixtures', 'pcaps', name));
}

/** All items of a capture, cut into chunks of `chunk` bytes. */
export function captureItems(bytes: Uint8Array, chunk = 65536): CaptureItem[] {
  const reader = new CaptureReader();
  const items: CaptureItem[] = [];
  for (let at = 0; at < bytes.length; at += chunk) items.push(...reader.push(bytes.subarray(at, at + chunk)));
  return [...items, ...reader.end()];
}

export function packetsOf(items: readonly CaptureItem[]): CapturePacket[] {
  return items.filter((item) => item.kind === 'packet');
}

/** What the session reader makes of the items. */
export function readSessions(
  items: Iterable<CaptureItem>,
  options: Omit<SessionReaderOptions, 'decode'> = {},
): ReadSessions {
  const reader = new SessionReader({ decode: (schema, bytes) => decodeMessage(schema, bytes), ...options });
  const events: SessionEvent[] = [];
  for (const item of items) events.push(...reader.push(item));
  events.push(...reader.end());
  return {
    events,
    messages: events.filter((event) => event.kind === 'message'),
    summaries: events.flatMap((event) => (event.kind === 'session-ended' ? [event.summary] : [])),
    account: reader.account(),
  };
}

/** Pseudo-random numbers in 0..1 that are the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
