import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { PlumblineError } from '../../base/errors.js';
import { runCommand } from '../process/run-command.js';

/** What the VM boots: Debian's generic kernel with all its modules, and a static busybox. */
export interface KernelFiles {
  /** `6.1.0-53-amd64`. */
  readonly release: string;
  readonly image: string;
  /** Folder with modules.dep. */
  readonly modules: string;
  readonly busybox: string;
  /** Folder of all that, under the user's cache. */
  readonly folder: string;
}

/** `$XDG_CACHE_HOME/plumbline/mesh-vm`. */
export function vmCacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'plumbline', 'mesh-vm');
}

const patience = 600_000;

/**
 * The kernel from the cache, or from Debian's archive on first use: the packages are downloaded and unpacked, never
 * installed.
 * @throws PlumblineError BENCH-030
 */
export async function kernelFiles(onStep: (text: string) => void): Promise<KernelFiles> {
  const cache = vmCacheFolder();
  mkdirSync(cache, { recursive: true });
  const cached = readdirSync(cache)
    .filter((name) => name.startsWith('linux-image-'))
    .sort(byVersion)
    .at(-1);
  if (cached !== undefined) return filesOf(join(cache, cached), cached);
  const kernel = await kernelPackage();
  onStep(`downloading ${kernel} and busybox-static (70 MB, once)`);
  // Renamed when complete: a download that was killed half-way is not taken for a kernel.
  const work = mkdtempSync(join(cache, 'new-'));
  try {
    await must(['sh', '-c', 'cd "$1" && shift && apt-get download "$@"', 'sh', work, kernel, 'busybox-static']);
    for (const file of readdirSync(work).filter((name) => name.endsWith('.deb'))) {
      await must(['dpkg-deb', '-x', join(work, file), work]);
      rmSync(join(work, file));
    }
    const release = kernel.replace('linux-image-', '');
    await must([join(work, 'bin/busybox'), 'depmod', '-b', work, release]);
    renameSync(work, join(cache, kernel));
  } catch (error) {
    rmSync(work, { recursive: true, force: true });
    throw error;
  }
  return filesOf(join(cache, kernel), kernel);
}

function byVersion(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

function filesOf(folder: string, name: string): KernelFiles {
  const release = name.replace('linux-image-', '');
  const files: KernelFiles = {
    release,
    folder,
    image: join(folder, 'boot', `vmlinuz-${release}`),
    modules: join(folder, 'lib/modules', release),
    busybox: join(folder, 'bin/busybox'),
  };
  for (const path of [files.image, join(files.modules, 'modules.dep'), files.busybox]) {
    if (existsSync(path)) continue;
    throw new PlumblineError('BENCH-030', {
      place: path,
      detail: `is missing; remove ${folder} to have it made again`,
    });
  }
  return files;
}

/** Name of the newest generic kernel of this Debian. The cloud kernel has no radios. */
async function kernelPackage(): Promise<string> {
  const shown = await runCommand(['apt-cache', 'depends', '--important', 'linux-image-amd64']).catch(() => undefined);
  const name = /Depends: (linux-image-\d\S*-amd64)\b/.exec(shown?.stdout ?? '')?.[1];
  if (name !== undefined) return name;
  throw new PlumblineError('BENCH-030', { place: 'apt-cache', detail: 'knows no package linux-image-amd64' });
}

async function must(argv: readonly string[]): Promise<void> {
  const result = await runCommand(argv, { timeoutMs: patience });
  if (result.code === 0) return;
  const said = result.stderr.trim().split('\n').at(-1) ?? '';
  throw new PlumblineError('BENCH-030', { place: argv.join(' '), detail: said || `exit code ${result.code}` });
}
