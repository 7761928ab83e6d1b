import { join } from 'node:path';
import type { CommandModule } from 'yargs';
import { systemClock } from '../base/clock.js';
import { PlumblineError } from '../base/errors.js';
import type { CertificateRole } from '../pki/certificate-profile.js';

interface MintArguments {
  readonly out: string;
  readonly suite: string;
  readonly emaid: string | undefined;
  readonly pcid: string | undefined;
  readonly 'secc-id': string | undefined;
  readonly force: boolean;
}

interface ShowArguments {
  readonly files: readonly string[];
  readonly json: boolean;
}

interface CheckArguments {
  readonly file: string;
  readonly root: readonly string[];
  readonly role: string | undefined;
  readonly key: string | undefined;
  readonly ocsp: readonly string[] | undefined;
  readonly at: string | undefined;
  readonly json: boolean;
}

const roles: readonly CertificateRole[] = [
  'secc',
  'vehicle',
  'contract',
  'oem-provisioning',
  'cps',
  'utility-server',
  'utility-aggregator',
  'utility-device',
  'report-signing',
];
const suites = { p256: 'P-256', p521: 'P-521', ed448: 'Ed448' } as const;
const suiteNames = Object.keys(suites) as (keyof typeof suites)[];

const mintCommand: CommandModule<object, MintArguments> = {
  command: 'mint',
  describe:
    'make a lab PKI: all chains of ISO 15118, utility and report chains, OCSP responses, and bad ones for tests',
  builder: (yargs) =>
    yargs
      .option('out', { type: 'string', demandOption: true, requiresArg: true, describe: 'folder to write to' })
      .option('suite', {
        choices: [...suiteNames, 'all'] as const,
        default: 'p256',
        describe: 'keys of the V2G chains: p256 for ISO 15118-2, p521 and ed448 for -20; all makes a folder of each',
      })
      .option('secc-id', { type: 'string', requiresArg: true, describe: 'common name of the SECC certificate' })
      .option('emaid', { type: 'string', requiresArg: true, describe: 'common name of the contract certificate' })
      .option('pcid', {
        type: 'string',
        requiresArg: true,
        describe: 'common name of the OEM provisioning certificate',
      })
      .option('force', { type: 'boolean', default: false, describe: 'replace a PKI that is there' })
      .example('$0 pki mint --out lab-pki', 'keys are PKCS#8 with mode 0600; bad ones in lab-pki/bad')
      .example('$0 pki mint --out lab-pki --suite all', 'lab-pki/p256, lab-pki/p521, lab-pki/ed448'),
  handler: async ({ out, suite, emaid, pcid, 'secc-id': seccId, force }) => {
    const { mintLabPki } = await import('../pki/lab-pki.js');
    const { writeLabPki } = await import('../pki/write-lab-pki.js');
    for (const name of suiteNames.filter((candidate) => suite === candidate || suite === 'all')) {
      const folder = suite === 'all' ? join(out, name) : out;
      const pki = await mintLabPki({
        curve: suites[name],
        ...(seccId === undefined ? {} : { seccId }),
        ...(emaid === undefined ? {} : { emaid }),
        ...(pcid === undefined ? {} : { pcid }),
      });
      const written = await writeLabPki(pki, folder, force);
      for (const { name: who, chain, sfdi } of written) {
        console.log(`${who.padEnd(34)} SFDI ${sfdi.padStart(12)}  ${chain}`);
      }
      console.log(
        `${written.length} certificates in ${folder}, each with .cert.pem, .chain.pem and .key.pem (mode 0600); ` +
          `${pki.ocsp.length} OCSP responses (.ocsp.der)`,
      );
    }
  },
};

const showCommand: CommandModule<object, ShowArguments> = {
  command: 'show <files..>',
  describe: 'explain certificates and OCSP responses in plain words',
  builder: (yargs) =>
    yargs
      .positional('files', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'PEM or DER, chains too; OCSP responses (DER)',
      })
      .option('json', { type: 'boolean', default: false, describe: 'for machines' })
      .example('$0 pki show lab-pki/secc.chain.pem', 'who, by whom, until when, for what, LFDI and SFDI')
      .example('$0 pki show --json device.der', 'one JSON object a certificate'),
  handler: async ({ files, json }) => {
    const { loadPkiFile } = await import('../pki/load-certificates.js');
    const { readCertificate } = await import('../pki/certificate-facts.js');
    const { explainCertificate } = await import('../pki/explain-certificate.js');
    const { explainOcsp } = await import('../pki/explain-ocsp.js');
    for (const file of files) {
      const { certificates, ocsp } = loadPkiFile(file);
      const parts = [
        ...certificates.map((der) => explainCertificate(readCertificate(der), now())),
        ...(ocsp === undefined ? [] : [explainOcsp(ocsp, now())]),
      ];
      parts.forEach((lines, index) => {
        if (json) {
          console.log(JSON.stringify({ file, position: index, ...Object.fromEntries(lines) }));
          return;
        }
        console.log(`${file}${parts.length > 1 ? `, certificate ${index + 1} of ${parts.length}` : ''}`);
        for (const [name, text] of lines) console.log(`  ${name.padEnd(8)} ${text}`);
      });
    }
  },
};

const checkCommand: CommandModule<object, CheckArguments> = {
  command: 'check <file>',
  describe: 'check a chain against trusted roots; exit code 1 when a peer should refuse it',
  builder: (yargs) =>
    yargs
      .positional('file', { type: 'string', demandOption: true, describe: 'chain, leaf first, PEM or DER' })
      .option('root', {
        type: 'string',
        array: true,
        demandOption: true,
        requiresArg: true,
        describe: 'trusted roots, PEM or DER',
      })
      .option('role', { choices: roles, describe: 'what the leaf must be fit for' })
      .option('key', { type: 'string', requiresArg: true, describe: 'private key that should belong to the leaf' })
      .option('ocsp', {
        type: 'string',
        array: true,
        requiresArg: true,
        describe: 'OCSP responses (DER) about the leaf and the CAs, as a server staples them',
      })
      .option('at', { type: 'string', requiresArg: true, describe: 'when it is to be valid, for example 2027-01-31' })
      .option('json', { type: 'boolean', default: false, describe: 'for machines' })
      .example('$0 pki check lab-pki/secc.chain.pem --root lab-pki/v2g-root.cert.pem --role secc', 'fit for an SECC')
      .example('$0 pki check lab-pki/bad/secc-expired.chain.pem --root lab-pki/v2g-root.cert.pem', 'says what is wrong')
      .example(
        '$0 pki check lab-pki/bad/secc-revoked.chain.pem --root lab-pki/v2g-root.cert.pem --ocsp lab-pki/bad/secc-revoked.ocsp.der',
        'a certificate that was taken back',
      ),
  handler: async ({ file, root, role, key, ocsp, at, json }) => {
    const { loadBytes, loadCertificates, loadKeyPem } = await import('../pki/load-certificates.js');
    const { checkChain } = await import('../pki/check-chain.js');
    const { keyFileMode } = await import('../pki/key-file-mode.js');
    const chain = loadCertificates(file);
    const known = roles.find((candidate) => candidate === role);
    const findings = checkChain(chain, {
      roots: root.flatMap((rootFile) => loadCertificates(rootFile)),
      at: at === undefined ? now() : dateFrom(at),
      ...(known === undefined ? {} : { role: known }),
      ...(key === undefined ? {} : { key: loadKeyPem(key) }),
      ...(ocsp === undefined ? {} : { ocsp: ocsp.map((response) => loadBytes(response)) }),
    });
    const mode = key === undefined ? undefined : keyFileMode(key);
    const open = mode?.fault === undefined ? [] : [{ severity: 'fault', who: key, rule: 'key-mode', text: mode.fault }];
    const all = [...findings, ...open];
    if (json) console.log(JSON.stringify({ file, certificates: chain.length, findings: all }));
    else for (const { severity, who, rule, text } of all) console.log(`${severity.padEnd(5)} ${rule}: ${who} ${text}`);
    const faults = all.filter(({ severity }) => severity === 'fault').length;
    if (faults > 0) throw new PlumblineError('PKI-005', { place: file, detail: `${faults} of them` });
    if (!json) console.log(`${file}: ${chain.length} certificates, trusted`);
  },
};

function now(): Date {
  return new Date(Number(systemClock.wallNs() / 1_000_000n));
}

function dateFrom(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new PlumblineError('CLI-001', { detail: `--at ${text} is no date` });
  return date;
}

/** `plumbline pki`: mint a lab PKI, explain and check certificates. */
export const pkiCommand: CommandModule = {
  command: 'pki',
  describe: 'mint a lab PKI, or explain certificates',
  builder: (yargs) =>
    yargs
      .command(mintCommand)
      .command(showCommand)
      .command(checkCommand)
      .demandCommand(1, 'say what to do, for example: plumbline pki show FILE')
      .example('$0 pki mint --out lab-pki', 'a lab PKI')
      .example('$0 pki show lab-pki/secc.chain.pem', 'in plain words')
      .example('$0 pki check lab-pki/secc.chain.pem --root lab-pki/v2g-root.cert.pem', 'would a vehicle trust it?'),
  handler: () => {},
};
