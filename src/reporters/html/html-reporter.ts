import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runFiles } from '../../record/run-folder.js';
import type { Reporter } from '../reporter.js';
import { htmlReport } from './html-report.js';

/** Writes `report.html` into the run folder. */
export function htmlReporter(): Reporter {
  return {
    name: 'html',
    onEnd: ({ results, folder }) => writeFile(join(folder, runFiles.html), htmlReport(results)),
  };
}
