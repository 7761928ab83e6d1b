import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RunEvent } from '../../../src/record/events.js';
import type { Results } from '../../../src/record/results.js';

/** The results of the newest run in a reports folder. */
export function latestResults(reports: string): Results {
  return JSON.parse(readFileSync(join(reports, 'latest', 'results.json'), 'utf8')) as Results;
}

/** Follows the journal of the run that is about to begin there until an event is the one that is waited for. */
export async function untilEvent(reports: string, wanted: (event: RunEvent) => boolean, timeoutMs = 150_000) {
  const journal = join(reports, 'latest', 'events.jsonl');
  const tail = spawn('tail', ['-n', '+1', '-s', '0.1', '--retry', '--follow=name', journal], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const timer = setTimeout(() => tail.kill(), timeoutMs);
  try {
    for await (const line of createInterface({ input: tail.stdout })) {
      const event = JSON.parse(line) as RunEvent;
      if (wanted(event)) return event;
    }
    throw new Error(`no such event in ${journal} within ${timeoutMs} ms`);
  } finally {
    clearTimeout(timer);
    tail.kill();
  }
}
