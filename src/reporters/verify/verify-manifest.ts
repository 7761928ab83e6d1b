import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles, type Manifest, parseManifest } from '../../record/manifest.js';
import type { JournalReading } from '../../record/read-journal.js';
import { runFiles } from '../../record/run-folder.js';
import { sha256File } from '../../record/sha256-file.js';
import { broken, holds, type Link, unchecked } from './link.js';

/** The manifest's own seal, its agreement with the journal, and every file that it or the folder holds. */
export async function verifyManifest(folder: string, reading: JournalReading): Promise<readonly Link[]> {
  const name = 'manifest';
  const file = join(folder, runFiles.manifest);
  if (!existsSync(file))
    return [unchecked(name, 'there is no manifest.json: the reports of this run were not finished')];
  const text = readFileSync(file);
  const manifest = parseManifest(text.toString('utf8'));
  if (manifest === undefined) return [broken(name, 'manifest.json was changed: its seal does not fit')];
  if (manifest.record.head !== reading.head || manifest.record.events !== reading.events.length) {
    return [broken(name, 'it names another journal than the one in this folder')];
  }
  const links: Link[] = [];
  for (const entry of manifest.files) links.push(...(await verifyFile(folder, entry)));
  const listed = new Set(manifest.files.map(({ path }) => path));
  const strays = (await listFiles(folder)).filter((path) => !listed.has(path));
  links.push(...strays.map((path) => broken('manifest', `${path} is in the folder but not in the manifest`)));
  if (links.some(({ state }) => state === 'broken')) return links.filter(({ state }) => state !== 'holds');
  const checked = links.filter(({ state }) => state === 'holds').length;
  return [holds(name, `${checked} files are as they were`), ...links.filter(({ state }) => state === 'unchecked')];
}

async function verifyFile(folder: string, entry: Manifest['files'][number]): Promise<readonly Link[]> {
  const { path, sha256, size, absent, withheld } = entry;
  const file = join(folder, path);
  if (!existsSync(file)) {
    if (withheld === true) return [unchecked('manifest', `${path} is withheld by the site`)];
    return [broken('manifest', absent === true ? `${path} was never in the folder` : `${path} is missing`)];
  }
  const found = await sha256File(file);
  if (found.sha256 !== sha256 || found.size !== size) return [broken('manifest', `${path} was changed`)];
  return [holds('manifest', path)];
}

/** Evidence against the hashes in the journal, which the chain and the signature cover. */
export async function verifyEvidence(folder: string, reading: JournalReading): Promise<readonly Link[]> {
  const name = 'evidence';
  const entries = reading.events.filter((event) => event.type === 'evidence');
  const links: Link[] = [];
  for (const { path, sha256, withheld } of entries) {
    const file = join(folder, path);
    if (!existsSync(file))
      links.push(
        withheld === true ? unchecked(name, `${path} is withheld by the site`) : broken(name, `${path} is missing`),
      );
    else if ((await sha256File(file)).sha256 !== sha256)
      links.push(broken(name, `${path} is not the file that was recorded`));
  }
  if (links.length > 0) return links;
  return [
    holds(name, entries.length === 0 ? 'none was recorded' : `${entries.length} files are those that were recorded`),
  ];
}
