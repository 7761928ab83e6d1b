import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { EvidenceRegistry } from '../../record/evidence.js';

/** Keeps the logs of the bench's processes as evidence: the gateway's own journal above all. */
export async function keepLogs(evidence: EvidenceRegistry, folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder).sort()) {
    const file = join(folder, name);
    if (!statSync(file).isFile() || statSync(file).size === 0) continue;
    await evidence.copy(file, `logs/${name}`, {
      kind: 'journal',
      description: `output of ${name.replace(/\.log$/, '')}`,
    });
  }
}

/** Keeps what the test runner printed. */
export async function keepRunnerLog(evidence: EvidenceRegistry, file: string): Promise<void> {
  if (!existsSync(file) || statSync(file).size === 0) return;
  await evidence.copy(file, 'logs/runner.log', { kind: 'command-output', description: 'output of the test runner' });
}

/** Keeps the secrets of the run's own TLS sessions beside the captures, so that Wireshark opens them. */
export async function keepSecrets(evidence: EvidenceRegistry, file: string, withhold: boolean): Promise<void> {
  if (!existsSync(file)) return;
  if (withhold) {
    await evidence.write('tls-secrets-withheld.txt', 'The site withholds the TLS secrets of this run.\n', {
      kind: 'secrets',
      description: 'TLS secrets were withheld by the site',
      withheld: true,
    });
    return;
  }
  await evidence.copy(file, 'tls.keylog', {
    kind: 'secrets',
    description: 'NSS key log of the TLS sessions of the harness',
  });
}

/** File in the run's folder that a throw-away signing chain ends at. */
export const demoRootName = 'demo-report-root.pem';

/** Keeps the root of the throw-away signing key, so that the demonstration's signature can be checked to its end. */
export async function keepDemoRoot(evidence: EvidenceRegistry, pkiFolder: string): Promise<void> {
  await evidence.copy(join(pkiFolder, 'report-root.cert.pem'), demoRootName, {
    kind: 'other',
    description: 'root certificate of the throw-away key that signed this report: proves nothing about who signed',
  });
}
