import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { underFault } from '../../../suites/engine/fault-trials.js';
import { PlumblineError } from '../../base/errors.js';
import type { LoadedBenchFile } from '../../bench/file/load-bench-file.js';

/** The configurations of a bench's gateway as copies of this run, into which faults can be written and taken out again. */
export interface SeededGateway {
  /** The bench file with the copies in place of its own configurations. */
  readonly benchFile: LoadedBenchFile;
  /** Writes the names under `fault:` into every copy; they count from the next start of the gateway. */
  seed(names: readonly string[]): void;
}

/**
 * Copies the gateway's configurations to `folder`, so that faults can be seeded without touching the files of the bench.
 * @throws PlumblineError CLI-020 when the bench does not start its gateway itself, and therefore cannot seed anything
 * @param each faults of which each gets configurations of its own, `NAME~FAULT`, with a state file of its own
 */
export function seedGateway(benchFile: LoadedBenchFile, folder: string, each: readonly string[] = []): SeededGateway {
  const gateway = benchFile.config.capabilities.gateway;
  const configurations = gateway?.['configurations'] as Readonly<Record<string, string>> | undefined;
  if (gateway?.driver !== 'process' || configurations === undefined) {
    throw new PlumblineError('CLI-020', { place: benchFile.file, detail: 'its gateway is not a process of the bench' });
  }
  mkdirSync(folder, { recursive: true });
  const copies = Object.entries(configurations).map(([name, path]) => ({
    name,
    source: resolve(dirname(benchFile.file), path),
    copy: join(folder, `${name}-${basename(path)}`),
  }));
  const seed = (names: readonly string[]): void => {
    for (const { source, copy } of copies) {
      const document = parseDocument(readFileSync(source, 'utf8'));
      if (names.length > 0) document.set('fault', names);
      writeFileSync(copy, document.toString());
    }
  };
  seed([]);
  const own = each.flatMap((fault) =>
    copies.map(({ name, source }): readonly [string, string] => {
      const copy = join(folder, `${underFault(name, fault)}.yaml`);
      const text = readFileSync(source, 'utf8').replaceAll('gateway/state.json', `gateway/state-${fault}.json`);
      writeFileSync(copy, `${text.trimEnd()}\n\nfault: [${fault}]\n`);
      return [underFault(name, fault), copy];
    }),
  );
  const seeded = {
    ...gateway,
    configurations: Object.fromEntries([...copies.map(({ name, copy }) => [name, copy]), ...own]),
  };
  const { config } = benchFile;
  const capabilities = { ...config.capabilities, gateway: seeded };
  return { benchFile: { ...benchFile, config: { ...config, capabilities } }, seed };
}
