// Installs what plumbline needs on a Debian machine: apt packages (as root) and npm packages (from the lock file). Quick
// and silent when nothing is missing. Usage: node scripts/setup.mjs [run|test]
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from './root.mjs';

/** Exit code 3: the machine, not the thing under test, is at fault. */
const MACHINE = 3;

const tpm2Modules = ['x86_64', 'aarch64'].map((machine) => `/usr/lib/${machine}-linux-gnu/ossl-modules/tpm2.so`);

const needs = {
  run: [
    { package: 'iproute2', commands: ['ip', 'tc'] },
    { package: 'nftables', commands: ['nft'] },
    { package: 'tcpdump', commands: ['tcpdump'] },
    { package: 'openssl', commands: ['openssl'] },
    { package: 'util-linux', commands: ['unshare', 'nsenter'] },
    { package: 'procps', commands: ['sysctl'] },
    { package: 'ethtool', commands: ['ethtool'] },
    { package: 'libpcap-dev', files: ['/usr/include/pcap.h', '/usr/include/pcap/pcap.h'] },
    { package: 'libssl-dev', files: ['/usr/include/openssl/ssl.h'] },
    { package: 'g++', commands: ['g++', 'cc'] },
    { package: 'make', commands: ['make'] },
    { package: 'python3', commands: ['python3'] },
  ],
  test: [
    { package: 'poppler-utils', commands: ['pdfsig', 'pdftoppm', 'pdftotext'] },
    { package: 'chromium', commands: ['chromium'] },
    { package: 'plc-utils', commands: ['plctool'] },
    { package: 'plc-utils-extra', commands: ['pev', 'evse', 'plcstat'] },
    { package: 'openssh-client', commands: ['ssh', 'ssh-keygen'] },
    { package: 'swtpm', commands: ['swtpm'] },
    { package: 'tpm2-openssl', files: tpm2Modules },
    // A server that listens from the next boot on is nothing to put on a machine unasked: without it those tests say that they
    // were skipped.
    ...(process.env.CI ? [{ package: 'openssh-server', files: ['/usr/sbin/sshd'] }] : []),
  ],
};

const searchPath = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];

function commandExists(command) {
  return searchPath.some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function isThere(need) {
  if (need.files !== undefined) return need.files.some((file) => existsSync(file));
  return need.commands.every(commandExists);
}

function fail(title, cure, output) {
  if (output) console.error(output.trim().split('\n').slice(-12).join('\n'));
  console.error(`setup: ${title}\n  cure: ${cure}`);
  process.exit(MACHINE);
}

function installDebianPackages(missing) {
  const command = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (!commandExists('apt-get'))
    fail(`missing: ${missing.join(', ')}`, 'install these with the package manager of this system');
  if (process.getuid?.() !== 0) fail(`missing Debian packages: ${missing.join(', ')}`, `sudo sh -c '${command}'`);
  console.error(`setup: installing ${missing.join(', ')} ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const result = spawnSync('sh', ['-c', `${command} 2>&1`], { env, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (result.status !== 0) {
    fail('apt-get could not install them', `is this machine online? When it is, type: ${command}`, result.stdout);
  }
}

function installNpmPackages() {
  const stamp = join(root, 'node_modules', '.plumbline-lock');
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(process.version)
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('setup: installing npm packages ...');
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (result.status !== 0) {
    fail(
      'npm could not install the packages of package-lock.json',
      'is this machine online? When it is, type: npm ci',
      result.stderr,
    );
  }
  writeFileSync(stamp, wanted);
}

/**
 * Brings the machine to where `plumbline run` (or, with 'test', also the tests) works; ends the process with a cure when
 * it cannot.
 */
export function setUp(what) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`Node ${process.versions.node} is too old`, 'install Node 20.19 or later');
  }
  const wanted = what === 'test' ? [...needs.run, ...needs.test] : needs.run;
  const missing = wanted.filter((need) => !isThere(need)).map((need) => need.package);
  if (missing.length > 0) installDebianPackages(missing);
  installNpmPackages();
}

if (process.argv[1] === join(root, 'scripts', 'setup.mjs')) setUp(process.argv[2] === 'test' ? 'test' : 'run');
