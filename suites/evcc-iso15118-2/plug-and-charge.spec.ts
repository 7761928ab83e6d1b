import { declareDiscovery, declareDiscoveryAgain } from './discovery-cases.js';
import { contractDiscoveryAgain, contractGoodCases } from './good-cases-pnc.js';
import { declareGoodCase } from './good-run.js';
import { byContract } from './good-sessions-pnc.js';

declareDiscovery(
  'CMN SDP_004',
  'SECC Discovery Request of a vehicle with a contract',
  'tls',
  byContract.none,
  undefined,
);

for (const one of contractGoodCases) declareGoodCase(one);
for (const one of contractDiscoveryAgain) declareDiscoveryAgain(one);
