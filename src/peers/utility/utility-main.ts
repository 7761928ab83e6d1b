// The utility server in its own process: utility-main.js --config FILE --folder DIR
import { parseArgs } from 'node:util';
import { PlumblineError } from '../../base/errors.js';
import { runUtility } from './run-utility.js';

const { values } = parseArgs({ options: { config: { type: 'string' }, folder: { type: 'string' } } });
try {
  if (values.config === undefined || values.folder === undefined) {
    throw new PlumblineError('PEERS-034', { detail: 'usage: utility-main.js --config FILE --folder DIR' });
  }
  await runUtility(values.config, values.folder);
  process.exit(0);
} catch (error) {
  console.error(error instanceof PlumblineError ? error.toString() : error);
  process.exit(error instanceof PlumblineError ? error.exit : 3);
}
