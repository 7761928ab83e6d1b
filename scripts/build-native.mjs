// Builds the native TLS generator (src/probes/tls-load/native) against the system's OpenSSL into dist/native. Quick when
// nothing changed. Never fails the build: without a compiler or headers the probe falls back to Node, and says so.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

const sources = join(root, 'src', 'probes', 'tls-load', 'native');
const folder = join(root, 'dist', 'native');
const program = join(folder, 'plumbline-tls-load');
const note = `${program}.json`;
const headers = ['/usr/include/openssl/ssl.h', '/usr/local/include/openssl/ssl.h'];
const flags = ['-std=c11', '-D_GNU_SOURCE', '-O2', '-Wall', '-Wextra'];

function fingerprint(files) {
  const hash = createHash('sha256')
    .update(flags.join(' '))
    .update(String(headers.map(existsSync)));
  hash.update(String(['/usr/bin/cc', '/usr/local/bin/cc'].map(existsSync)));
  for (const file of files) hash.update(file).update(readFileSync(join(sources, file)));
  return hash.digest('hex');
}

function readNote() {
  try {
    return JSON.parse(readFileSync(note, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Compiles and tries the program; resolves to what the probe wants to know. */
function compile(files) {
  const fresh = `${program}.${process.pid}`;
  const units = files.filter((file) => file.endsWith('.c')).map((file) => join(sources, file));
  const built = spawnSync('cc', [...flags, '-o', fresh, ...units, '-lssl', '-lcrypto'], { encoding: 'utf8' });
  if (built.error) return { reason: 'no C compiler: sudo apt-get install gcc libssl-dev' };
  if (built.status !== 0) {
    rmSync(fresh, { force: true });
    const missing = /openssl\/\w+\.h: No such file|cannot find -l(ssl|crypto)/.test(built.stderr);
    if (missing) return { reason: "OpenSSL's headers are missing: sudo apt-get install libssl-dev" };
    return { reason: `the compiler says: ${built.stderr.trim().split('\n').slice(0, 3).join(' | ')}` };
  }
  const tried = spawnSync(fresh, ['--version'], { encoding: 'utf8' });
  if (tried.status !== 0) {
    rmSync(fresh, { force: true });
    return { reason: `it does not start: ${(tried.stderr ?? '').trim() || (tried.error?.message ?? tried.signal)}` };
  }
  renameSync(fresh, program);
  return { library: tried.stdout.trim() };
}

/** Brings dist/native up to date. Returns whether the native generator is there. */
export function ensureNative() {
  try {
    const files = readdirSync(sources).filter((file) => /\.[ch]$/.test(file));
    const wanted = fingerprint(files.sort());
    const before = readNote();
    if (before?.fingerprint === wanted && (before.reason !== undefined || existsSync(program)))
      return existsSync(program);
    mkdirSync(folder, { recursive: true });
    rmSync(program, { force: true });
    const outcome = compile(files);
    writeFileSync(note, `${JSON.stringify({ fingerprint: wanted, ...outcome })}\n`);
    if (outcome.reason === undefined) return true;
    console.error(
      `build: the native TLS generator is not there, Node plays the vehicles and is slower: ${outcome.reason}`,
    );
  } catch (error) {
    console.error(`build: the native TLS generator is not there: ${error instanceof Error ? error.message : error}`);
  }
  return false;
}

if (process.argv[1] === join(root, 'scripts', 'build-native.mjs')) {
  console.log(ensureNative() ? `native TLS generator: ${readNote()?.library}` : 'native TLS generator: not there');
}
