import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runFiles } from '../../record/run-folder.js';
import type { Reporter } from '../reporter.js';
import { signPdf } from '../signature/sign-pdf.js';
import type { Signer } from '../signature/signer.js';
import { pdfReport } from './pdf-report.js';

export interface PdfReporterOptions {
  /** Signs as technician; without it the report is made but not signed. */
  readonly signer?: Signer | undefined;
  /** The claimed time of signing. */
  readonly at: () => Date;
}

/** Writes `report.pdf` into the run folder, signed when there is a signer. */
export function pdfReporter({ signer, at }: PdfReporterOptions): Reporter {
  return {
    name: 'pdf',
    async onEnd({ results, resultsJson, folder }) {
      const demo = results.run.demo || signer?.demo === true;
      const site = results.sites[0]?.name;
      const unsigned = await pdfReport({ results, resultsJson, signer, demo });
      const location = site === undefined ? {} : { location: site };
      const pdf =
        signer === undefined ? unsigned : signPdf(unsigned, { signer, role: 'technician', at: at(), ...location });
      const file = join(folder, runFiles.pdf);
      await writeFile(`${file}.part`, pdf);
      await rename(`${file}.part`, file);
    },
  };
}
