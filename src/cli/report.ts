import type { CommandModule } from 'yargs';
import { PlumblineError } from '../base/errors.js';
import type { Signer } from '../reporters/signature/signer.js';

interface ReportArguments {
  readonly folder: string;
  readonly key: string | undefined;
  readonly chain: string | undefined;
  readonly approve: boolean;
  readonly replace: boolean;
}

/** `plumbline report`: makes the reports of a run again from its record, or adds the approver's signature. */
export const reportCommand: CommandModule<object, ReportArguments> = {
  command: 'report <folder>',
  describe: 'make the reports of a run again from its record, or approve them',
  builder: (yargs) =>
    yargs
      .positional('folder', { type: 'string', demandOption: true, describe: 'run folder' })
      .option('key', {
        type: 'string',
        requiresArg: true,
        implies: 'chain',
        describe: 'signing key: PKCS#8 PEM, EC P-256, mode 0600',
      })
      .option('chain', {
        type: 'string',
        requiresArg: true,
        implies: 'key',
        describe: 'its certificate and issuers, PEM',
      })
      .option('approve', {
        type: 'boolean',
        default: false,
        describe: 'add the signature of the approver to the report that is there',
      })
      .option('replace', { type: 'boolean', default: false, describe: 'replace a report that is signed' })
      .example('$0 report reports/latest', 'every report again, not signed')
      .example('$0 report reports/latest --key tech.key --chain tech.pem', 'signed as technician')
      .example('$0 report reports/latest --approve --key boss.key --chain boss.pem', 'the second signature'),
  handler: async ({ folder, key, chain, approve, replace }) => {
    const { addSignature, signaturesOf } = await import('../reporters/approve-report.js');
    const { loadSigner } = await import('../reporters/signature/signer.js');
    const signer = key === undefined || chain === undefined ? undefined : loadSigner(key, chain);
    if (approve) {
      if (signer === undefined)
        throw new PlumblineError('REPORTERS-003', { detail: '--approve needs --key and --chain' });
      await addSignature(folder, { signer, role: 'approver', at: new Date() });
      console.log(`${signer.name} has approved ${folder}/report.pdf`);
      return;
    }
    const signed = signaturesOf(folder);
    if (signed.length > 0 && !replace)
      throw new PlumblineError('REPORTERS-006', { place: folder, detail: signed.join(', ') });
    await remake(folder, signer);
  },
};

async function remake(folder: string, signer: Signer | undefined): Promise<void> {
  const { makeReports } = await import('../reporters/make-reports.js');
  const { Multiplexer } = await import('../reporters/multiplexer.js');
  const { standardReporters } = await import('../reporters/standard-reporters.js');
  const { terminalReporter } = await import('../reporters/terminal/terminal-reporter.js');
  const terminal = terminalReporter({ stream: process.stdout, environment: process.env });
  const reporters = new Multiplexer([...standardReporters({ signer, at: () => new Date() }), terminal], ({ error }) =>
    console.error(error.toString()),
  );
  const { exitCode } = await makeReports(folder, reporters);
  process.exitCode = exitCode;
}
