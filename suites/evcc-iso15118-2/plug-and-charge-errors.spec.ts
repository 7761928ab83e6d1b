import { declareErrorCase } from './carry-out-error.js';
import { contractErrorCases } from './error-cases-pnc.js';

for (const one of contractErrorCases) declareErrorCase(one, { contract: { receipts: true } });
