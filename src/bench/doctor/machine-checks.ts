import { accessSync, constants, readdirSync, readFileSync, statfsSync } from 'node:fs';
import { availableParallelism, release } from 'node:os';
import { join } from 'node:path';
import { commandEnvironment, runCommand } from '../process/run-command.js';
import { bad, type DoctorRow, fact, good } from './check-row.js';

/** Programs by the Debian package that brings them. */
const packages: Readonly<Record<string, readonly string[]>> = {
  iproute2: ['ip', 'tc'],
  nftables: ['nft'],
  tcpdump: ['tcpdump'],
  'util-linux': ['unshare', 'nsenter', 'setpriv', 'mount'],
  openssl: ['openssl'],
  procps: ['sysctl'],
};
const optionalPackages: Readonly<Record<string, { readonly programs: readonly string[]; readonly use: string }>> = {
  ethtool: { programs: ['ethtool'], use: 'without it captures on the embedded bench show unfinished checksums' },
  'poppler-utils': { programs: ['pdfsig'], use: 'checks the signature of a report a second time' },
};

const gigabyte = 1e9;

/** Node.js, programs, libraries, processor and disk; nothing is tried that needs rights. */
export async function machineChecks(
  options: { readonly sysfs?: string; readonly folder?: string } = {},
): Promise<readonly DoctorRow[]> {
  return [
    nodeRow(),
    ...programRows(),
    await opensslRow(),
    fact('kernel', 'kernel', `${release()}, ${availableParallelism()} processors`),
    governorRow(options.sysfs ?? '/sys'),
    diskRow(options.folder ?? process.cwd()),
  ];
}

function nodeRow(): DoctorRow {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const enough = major > 20 || (major === 20 && minor >= 19);
  if (enough) return good('node', 'Node.js', process.versions.node);
  return bad('node', 'Node.js', `${process.versions.node} is too old`, 'install Node.js 20.19 or newer');
}

/** True when a program is on the path or in a system folder. */
export function hasProgram(name: string): boolean {
  return (commandEnvironment()['PATH'] ?? '').split(':').some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function programRows(): readonly DoctorRow[] {
  const needed = Object.entries(packages).map(([name, programs]) => {
    const missing = programs.filter((program) => !hasProgram(program));
    if (missing.length === 0) return good(`package-${name}`, name, programs.join(', '));
    return bad(`package-${name}`, name, `missing: ${missing.join(', ')}`, `apt-get install ${name}`);
  });
  const useful = Object.entries(optionalPackages).map(([name, { programs, use }]) =>
    programs.every(hasProgram)
      ? good(`package-${name}`, name, programs.join(', '))
      : fact(`package-${name}`, name, `not there; ${use}`, `apt-get install ${name}`),
  );
  return [...needed, ...useful];
}

async function opensslRow(): Promise<DoctorRow> {
  const bundled = process.versions.openssl;
  if (!hasProgram('openssl')) return fact('openssl', 'OpenSSL', `${bundled} in Node.js; no command`);
  const { stdout } = await runCommand(['openssl', 'version']);
  const version = stdout.trim().split(' ')[1] ?? 'unknown';
  const text = `${version} command, ${bundled} in Node.js`;
  if (Number(version.split('.')[0]) >= 3) return good('openssl', 'OpenSSL', text);
  return bad('openssl', 'OpenSSL', text, 'install OpenSSL 3: TLS 1.3 tests and signatures need it');
}

/** `sysfs` is a parameter because a virtual machine may have none of it. */
function governorRow(sysfs: string): DoctorRow {
  const folder = join(sysfs, 'devices/system/cpu');
  const found = new Set<string>();
  for (const name of listFolder(folder).filter((entry) => /^cpu\d+$/.test(entry))) {
    try {
      found.add(readFileSync(join(folder, name, 'cpufreq/scaling_governor'), 'utf8').trim());
    } catch {
      // A virtual machine has no say in the frequency.
    }
  }
  if (found.size === 0) return fact('governor', 'CPU governor', 'the machine does not show one (virtual machine?)');
  const text = [...found].join(', ');
  if (found.size === 1 && found.has('performance')) return good('governor', 'CPU governor', text);
  const cure = 'for timing tests: echo performance | sudo tee /sys/devices/system/cpu/cpu*/cpufreq/scaling_governor';
  return fact('governor', 'CPU governor', text, cure);
}

function listFolder(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function diskRow(folder: string): DoctorRow {
  const { bavail, bsize } = statfsSync(folder);
  const free = (bavail * bsize) / gigabyte;
  const text = `${free.toFixed(1)} GB free at ${folder}`;
  if (free >= 1) return good('disk', 'disk', text);
  return bad('disk', 'disk', text, 'make room: captures of a long run take gigabytes');
}
