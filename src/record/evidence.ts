import { constants } from 'node:fs';
import { copyFile, lstat, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { PlumblineError } from '../base/errors.js';
import type { EvidenceAdded, EvidenceKind, Recorder } from './events.js';
import { runFiles } from './run-folder.js';
import { sha256File } from './sha256-file.js';

export interface EvidenceFacts {
  readonly kind: EvidenceKind;
  /** What it is, in a few words. */
  readonly description: string;
  readonly caseId?: string;
  /** First and last moment that it covers, ISO 8601. */
  readonly from?: string;
  readonly to?: string;
  readonly withheld?: boolean;
}

export type EvidenceEntry = Omit<EvidenceAdded, 'type' | 'at'>;

/**
 * Takes evidence files into a run: each is hashed and told of in the journal, so that the chain covers its content.
 * Register a file when nothing writes to it any more. Works in any process that has a `Recorder`.
 */
export class EvidenceRegistry {
  constructor(
    private readonly folder: string,
    private readonly recorder: Recorder,
  ) {}

  /** Absolute path for a new evidence file: a probe may write there itself and `adopt` it when done. */
  pathFor(name: string): string {
    return join(this.folder, this.#inside(name));
  }

  /** Registers a file that already lies in the run's evidence folder. Rejects with RECORD-005. */
  async adopt(name: string, facts: EvidenceFacts): Promise<EvidenceEntry> {
    const path = this.#inside(name);
    const file = join(this.folder, path);
    try {
      if (!(await lstat(file)).isFile()) throw new Error('not a regular file');
      const entry: EvidenceEntry = { path, ...(await sha256File(file)), ...facts };
      this.recorder.record({ type: 'evidence', ...entry });
      return entry;
    } catch (cause) {
      throw new PlumblineError('RECORD-005', { place: file, detail: String(cause), cause });
    }
  }

  /** Copies a file into the evidence folder and registers it. An existing name is refused (RECORD-005). */
  async copy(source: string, name: string, facts: EvidenceFacts): Promise<EvidenceEntry> {
    const file = this.pathFor(name);
    try {
      await mkdir(dirname(file), { recursive: true });
      await copyFile(source, file, constants.COPYFILE_EXCL);
    } catch (cause) {
      throw new PlumblineError('RECORD-005', { place: source, detail: String(cause), cause });
    }
    return this.adopt(name, facts);
  }

  /** Writes content as a new evidence file and registers it. An existing name is refused (RECORD-005). */
  async write(name: string, content: string | Uint8Array, facts: EvidenceFacts): Promise<EvidenceEntry> {
    const file = this.pathFor(name);
    try {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content, { flag: 'wx' });
    } catch (cause) {
      throw new PlumblineError('RECORD-005', { place: file, detail: String(cause), cause });
    }
    return this.adopt(name, facts);
  }

  /** Path in the run folder, forward slashes; throws RECORD-005 for a name that leaves the evidence folder. */
  #inside(name: string): string {
    const root = join(this.folder, runFiles.evidence);
    const inside = relative(root, join(root, name));
    if (inside === '' || inside.startsWith('..')) throw new PlumblineError('RECORD-005', { place: name });
    return [runFiles.evidence, ...inside.split(sep)].join('/');
  }
}
