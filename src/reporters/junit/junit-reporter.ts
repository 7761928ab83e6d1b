import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runFiles } from '../../record/run-folder.js';
import type { Reporter } from '../reporter.js';
import { junitXml } from './junit-xml.js';

/** Writes `junit.xml` into the run folder. */
export function junitReporter(): Reporter {
  return {
    name: 'junit',
    onEnd: ({ results, folder }) => writeFile(join(folder, runFiles.junit), junitXml(results)),
  };
}
