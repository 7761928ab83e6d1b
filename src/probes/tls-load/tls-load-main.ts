// Process of its own that plays vehicles: `node tls-load-main.js --plan JSON`. Prints `ready`; for each line `go VEHICLES
// MONOTONIC_NS` on stdin it makes a round and prints `round JSON`, for `release` it closes that round's connections and
// prints `released`; ends when stdin ends.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { systemClock } from '../../base/clock.js';
import { PlumblineError } from '../../base/errors.js';
import type { TlsClientOptions } from '../../transport/tls-options.js';
import { tlsProfiles } from '../../transport/tls-profiles.js';
import { tellError } from '../probe-process.js';
import { type HeldRound, runRound } from './run-round.js';
import { type TlsLoadPlanInput, tlsLoadPlan } from './tls-load-plan.js';

function text(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new PlumblineError('PROBES-050', { place: file, detail: 'cannot be read', cause });
  }
}

try {
  const { values } = parseArgs({ options: { plan: { type: 'string' } } });
  const plan = tlsLoadPlan(JSON.parse(values.plan ?? '{}') as TlsLoadPlanInput);
  const tls: TlsClientOptions = {
    profile: tlsProfiles[plan.profile]!,
    roots: plan.roots.map(text),
    ...(plan.chain === undefined ? {} : { chain: text(plan.chain) }),
    ...(plan.key === undefined ? {} : { key: text(plan.key) }),
  };
  console.log('ready');
  let held: HeldRound | undefined;
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'release') {
      await held?.release();
      held = undefined;
      console.log('released');
      continue;
    }
    const match = /^go (\d+) (\d+)$/.exec(line);
    if (match === null) continue;
    held = await runRound(plan, tls, systemClock, Number(match[1]), BigInt(match[2]!));
    console.log(`round ${JSON.stringify(held.record)}`);
  }
} catch (error) {
  tellError(error);
}
