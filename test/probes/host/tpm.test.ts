import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { runCommand } from '../../../src/bench/process/run-command.js';
import { certificatesUnder } from '../../../src/probes/host/certificates.js';
import type { Inspect } from '../../../src/probes/host/host-text.js';
import { keyFiles } from '../../../src/probes/host/key-files.js';
import { tpmFacts, tpmMeasurement } from '../../../src/probes/host/tpm.js';
import { missing } from '../../support/find-program.js';

const modules = ['/usr/lib/x86_64-linux-gnu/ossl-modules', '/usr/lib/aarch64-linux-gnu/ossl-modules'].find((folder) =>
  existsSync(join(folder, 'tpm2.so')),
);
const skip =
  missing('swtpm', 'openssl') ||
  (modules === undefined ? 'NOT TESTED: tpm2-openssl not installed (apt-get install tpm2-openssl)' : false);

const context = { node: 'station', evidence: [], takenAt: '2026-01-01T00:00:00Z' };

/** A TPM 2.0 of its own, simulated by swtpm on a socket. */
async function startTpm(folder: string) {
  mkdirSync(folder);
  const socket = (name: string) => join(folder, name);
  const child: ChildProcess = spawn(
    'swtpm',
    ['socket', '--tpm2', '--tpmstate', `dir=${folder}`, '--flags', 'not-need-init,startup-clear']
      .concat(['--server', `type=unixio,path=${socket('s')}`])
      .concat(['--ctrl', `type=unixio,path=${socket('s.ctrl')}`]),
    { stdio: 'ignore' },
  );
  while (!existsSync(socket('s.ctrl'))) {
    assert.equal(child.exitCode, null, 'swtpm ended');
    await new Promise((resolve) => setImmediate(resolve));
  }
  return {
    tcti: `swtpm:path=${socket('s')}`,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

describe('keys in a TPM, against swtpm', { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-tpm-'));
  const certs = join(folder, 'certs');
  const bare = join(folder, 'devices-none');
  let tpm: Awaited<ReturnType<typeof startTpm>>;
  let other: Awaited<ReturnType<typeof startTpm>>;
  const openssl = (tcti: string | undefined, ...args: readonly string[]) =>
    execFileSync('openssl', [...args, ...(tcti === undefined ? [] : ['-provider', 'tpm2', '-provider', 'default'])], {
      env: { ...process.env, ...(tcti === undefined ? {} : { TPM2OPENSSL_TCTI: tcti }) },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  const file = (name: string) => join(certs, name);
  const run: Inspect = (argv, options) => runCommand(argv, options);
  const measure = async (tcti: string, folders: readonly string[] = [certs]) => {
    const keys = await keyFiles(run, folders);
    const { certificates } = await certificatesUnder(run, folders, 'station');
    const facts = await tpmFacts({ run, keys, tcti, sysfs: bare });
    return tpmMeasurement(facts, keys, certificates, context);
  };
  before(async () => {
    mkdirSync(certs);
    mkdirSync(bare);
    tpm = await startTpm(join(folder, 'one'));
    other = await startTpm(join(folder, 'two'));
    openssl(tpm.tcti, 'genpkey', '-algorithm', 'EC', '-pkeyopt', 'group:P-256', '-out', file('secc.key'));
    chmodSync(file('secc.key'), 0o600);
  });
  after(async () => {
    await tpm?.stop();
    await other?.stop();
    rmSync(folder, { recursive: true });
  });

  it('a sealed key that signs, without a certificate of its own, is told and not passed over', async () => {
    const measured = await measure(tpm.tcti);
    assert.equal(measured.value, true, JSON.stringify(measured));
    assert.match(measured.caveats?.join() ?? '', /secc\.key signs, but no certificate found has its public key/);
  });

  it('is bound to its certificate by the public key', async () => {
    const req = ['req', '-x509', '-propquery', '?provider=tpm2', '-new', '-key', file('secc.key'), '-subj', '/CN=secc'];
    openssl(tpm.tcti, ...req, '-addext', 'basicConstraints=critical,CA:FALSE', '-out', file('secc.pem'));
    const measured = await measure(tpm.tcti);
    assert.equal(measured.value, true);
    assert.deepEqual(measured.caveats, []);
    assert.deepEqual([measured.labels?.['sealed'], measured.labels?.['plain']], ['1', '0']);
  });

  it('a certificate that belongs to none of the keys leaves open where its key lies', async () => {
    const folders = [join(folder, 'stranger')];
    mkdirSync(folders[0]!);
    copyFileSync(file('secc.key'), join(folders[0]!, 'secc.key'));
    const [key, pem] = [join(folder, 'gone.key'), join(folders[0]!, 'secc.pem')];
    openssl(undefined, 'genpkey', '-algorithm', 'EC', '-pkeyopt', 'group:P-256', '-out', key);
    const req = ['req', '-x509', '-new', '-key', key, '-subj', '/CN=other', '-addext', 'basicConstraints=CA:FALSE'];
    openssl(undefined, ...req, '-out', pem);
    const measured = await measure(tpm.tcti, folders);
    assert.equal(measured.value, undefined);
    assert.match(measured.unavailable ?? '', /none of the 1 certificates belongs to a key that this TPM signs with/);
  });

  it('the same file on another machine does not sign: its key is sealed to this TPM', async () => {
    const measured = await measure(other.tcti);
    assert.notEqual(measured.value, true);
    assert.match(measured.caveats?.join() ?? '', /secc\.key is sealed, but this TPM does not sign with it/);
  });

  it('a key in the clear beside it is a failure', async () => {
    openssl(undefined, 'genpkey', '-algorithm', 'EC', '-pkeyopt', 'group:P-256', '-out', file('old.key'));
    const measured = await measure(tpm.tcti);
    assert.equal(measured.value, false);
    assert.match(measured.caveats?.join() ?? '', /old\.key holds a private key in the clear/);
    rmSync(file('old.key'));
  });

  it('a damaged key file, and a TPM that does not answer, are findings', async () => {
    const damaged = join(folder, 'damaged');
    mkdirSync(damaged);
    copyFileSync(file('secc.key'), join(damaged, 'secc.key'));
    execFileSync('sed', ['-i', '3s/./A/g', join(damaged, 'secc.key')]);
    const broken = await measure(tpm.tcti, [damaged]);
    assert.notEqual(broken.value, true);
    assert.match(
      broken.caveats?.join() ?? broken.unavailable ?? '',
      /does not sign with it: openssl|does not sign with it: /,
    );
    await other.stop();
    const silent = await measure(other.tcti);
    assert.notEqual(silent.value, true);
    assert.match(silent.caveats?.join() ?? '', /this TPM does not sign with it/);
  });
});

describe('a host without a TPM', () => {
  const run: Inspect = async () => ({ code: 0, stdout: '', stderr: '' });
  const plain = { path: '/k', mode: 0o600, owner: 'root', sealed: false };
  it('cannot hold its keys in one, which is not judged', async () => {
    const keys = { searched: ['/'], keys: [plain] };
    const measured = tpmMeasurement(await tpmFacts({ run, keys }), keys, [], context);
    assert.deepEqual([measured.value, /no TPM/.test(measured.unavailable ?? '')], [undefined, true]);
  });
  it('a TPM 1.2 is not the one that is asked for', async () => {
    const keys = { searched: ['/'], keys: [plain] };
    const facts = { devices: ['/dev/tpm0'], version: '1', keys: [], findings: [] };
    assert.match(tpmMeasurement(facts, keys, [], context).unavailable ?? '', /version 1, not 2\.0/);
  });
  it('a TPM 2.0 beside a key in the clear is a failure, and a shell that fails is a finding', async () => {
    const keys = { searched: ['/'], keys: [plain] };
    const facts = { devices: ['/dev/tpm0'], version: '2', keys: [], findings: [] };
    assert.equal(tpmMeasurement(facts, keys, [], context).value, false);
    const mute = await tpmFacts({ run: async () => ({ code: 126, stdout: '', stderr: 'sh: not found' }), keys });
    assert.match(mute.findings.join(), /TPM: sh ended with 126: sh: not found/);
  });
});
