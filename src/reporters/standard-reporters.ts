import { htmlReporter } from './html/html-reporter.js';
import { junitReporter } from './junit/junit-reporter.js';
import { type PdfReporterOptions, pdfReporter } from './pdf/pdf-reporter.js';
import type { Reporter } from './reporter.js';

/** The reports that every run folder holds: `junit.xml`, `report.html`, `report.pdf`. */
export function standardReporters(options: PdfReporterOptions): readonly Reporter[] {
  return [junitReporter(), htmlReporter(), pdfReporter(options)];
}
