import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../base/project-root.js';
import type { HostFacts, ToolFacts } from '../../record/event-facts.js';
import { sha256 } from './run-inputs.js';

/** The harness: version, commit, and the hash of the lock file that fixes its dependencies. */
export function toolFacts(): ToolFacts {
  const root = projectRoot();
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  const commit = commitOf(root);
  return {
    name,
    version,
    lockSha256: sha256(readFileSync(join(root, 'package-lock.json'))),
    ...(commit === undefined ? {} : { commit }),
  };
}

function commitOf(root: string): string | undefined {
  try {
    const git = (...args: string[]) =>
      execFileSync('git', ['-C', root, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    const commit = git('rev-parse', 'HEAD');
    return git('status', '--porcelain', '--untracked-files=no') === '' ? commit : `${commit}-dirty`;
  } catch {
    // Not a checkout, or no git: the version and the lock file still say what ran.
    return undefined;
  }
}

/** The machine that runs the harness. */
export function machineFacts(): HostFacts {
  const [first] = cpus();
  return {
    os: `${systemName()} (${arch()})`,
    kernel: `${type()} ${release()}`,
    node: process.version,
    openssl: process.versions.openssl,
    cores: cpus().length,
    memoryBytes: totalmem(),
    ...(first === undefined ? {} : { cpu: first.model.trim() }),
  };
}

function systemName(): string {
  try {
    return /^PRETTY_NAME="?(.*?)"?$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? type();
  } catch {
    return type();
  }
}
