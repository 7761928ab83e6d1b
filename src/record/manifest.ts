import { createHash } from 'node:crypto';
import { readdir, rename, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { EvidenceKind, RunEvent } from './events.js';
import { runFiles } from './run-folder.js';
import { sha256File } from './sha256-file.js';

export interface ManifestEntry {
  /** Path in the run folder, forward slashes. */
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  readonly kind: EvidenceKind | 'record' | 'report' | 'unregistered';
  readonly description: string;
  readonly from?: string;
  readonly to?: string;
  readonly withheld?: boolean;
  /** Told of in the journal, but not in the folder when the manifest was written. */
  readonly absent?: boolean;
}

/** Every file of a run with its hash. */
export interface Manifest {
  readonly format: 'plumbline-manifest';
  readonly version: 1;
  readonly runId: string;
  /** The journal's last hash and length; the signed report states the same. */
  readonly record: { readonly events: number; readonly head: string };
  readonly files: readonly ManifestEntry[];
  /** What went wrong after the journal was closed: a report that could not be made. */
  readonly problems: readonly string[];
}

const known: Readonly<Record<string, readonly [kind: 'record' | 'report', description: string]>> = {
  [runFiles.events]: ['record', 'journal of the run, hash-chained'],
  [runFiles.results]: ['record', 'results, made from the journal'],
  [runFiles.junit]: ['report', 'JUnit report'],
  [runFiles.html]: ['report', 'HTML report'],
  [runFiles.pdf]: ['report', 'signed report'],
};

/** Lists and hashes all files of the run folder but the manifest itself. */
export async function buildManifest(
  folder: string,
  run: Pick<Manifest, 'runId' | 'record' | 'problems'>,
  events: readonly RunEvent[],
): Promise<Manifest> {
  const registered = new Map(
    events.flatMap((event) => (event.type === 'evidence' ? [[event.path, event] as const] : [])),
  );
  const files: ManifestEntry[] = [];
  const present = new Set(await listFiles(folder));
  for (const path of [...new Set([...present, ...registered.keys()])].sort()) {
    const evidence = registered.get(path);
    if (evidence !== undefined && !present.has(path)) {
      const { size, sha256, kind, description } = evidence;
      files.push({ path, size, sha256, kind, description, withheld: evidence.withheld ?? false, absent: true });
      continue;
    }
    const facts = { path, ...(await sha256File(join(folder, path))) };
    const own = known[path];
    if (evidence !== undefined) {
      const { kind, description, from, to, withheld } = evidence;
      files.push({
        ...facts,
        kind,
        description,
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
        ...(withheld === undefined ? {} : { withheld }),
      });
    } else if (own !== undefined) files.push({ ...facts, kind: own[0], description: own[1] });
    else files.push({ ...facts, kind: 'unregistered', description: 'not told of in the journal' });
  }
  return { format: 'plumbline-manifest', version: 1, ...run, files };
}

/** All regular files under the folder but the manifest, sorted by path. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => path !== runFiles.manifest && !path.startsWith(`${runFiles.manifest}.`))
    .sort();
}

/** The manifest's text: its last member `seal` is the SHA-256 of the text without it, so that it checks itself. */
export function manifestText(manifest: Manifest): string {
  const body = JSON.stringify(manifest, null, 1);
  const seal = createHash('sha256').update(body).digest('hex');
  return `${body.slice(0, -2)},\n "seal": "${seal}"\n}\n`;
}

/** Reads a manifest's text back; undefined when a byte of it was changed. */
export function parseManifest(text: string): Manifest | undefined {
  const found = /,\n "seal": "([0-9a-f]{64})"\n\}\n$/.exec(text);
  if (found === null) return undefined;
  const body = `${text.slice(0, found.index)}\n}`;
  if (createHash('sha256').update(body).digest('hex') !== found[1]) return undefined;
  try {
    return JSON.parse(body) as Manifest;
  } catch {
    return undefined;
  }
}

/** Writes `manifest.json` as the last file of a run, whole or not at all. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const file = join(folder, runFiles.manifest);
  await writeFile(`${file}.part`, manifestText(manifest));
  await rename(`${file}.part`, file);
}
