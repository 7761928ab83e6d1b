import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { sha256File } from '../../src/record/sha256-file.js';
import type { Harness } from '../engine/harness.js';

/**
 * Takes over what a utility server that has ended leaves in its folder: every request that it saw becomes evidence of the
 * run, its TLS secrets go to the key log of the captures. The folder goes, with its configuration.
 */
export async function keepServerFiles({ evidenceFolder, keylog, recorder }: Harness, folder: string): Promise<void> {
  const keys = join(folder, 'keys.log');
  if (existsSync(keys)) for (const line of readFileSync(keys, 'utf8').split('\n')) if (line !== '') keylog(line);
  const requests = join(folder, 'requests.jsonl');
  if (existsSync(requests)) {
    const name = `utility-${basename(folder)}-requests.jsonl`;
    const kept = join(evidenceFolder, name);
    copyFileSync(requests, kept);
    const { sha256, size } = await sha256File(kept);
    const description = 'requests that the utility server saw, with times, bodies and answers';
    recorder.record({ type: 'evidence', path: join('evidence', name), sha256, size, kind: 'transcript', description });
  }
  rmSync(folder, { recursive: true, force: true });
}
