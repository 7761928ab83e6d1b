import { declareErrorCase } from './carry-out-error.js';
import { errorCases } from './error-cases.js';

for (const one of errorCases) declareErrorCase(one);
