import { join } from 'node:path';
import { runCommand } from '../../src/bench/process/run-command.js';
import { type CertificateFact, certificatesUnder } from '../../src/probes/host/certificates.js';
import { hostFindings } from '../../src/probes/host/host-facts.js';
import { hostMeasurements } from '../../src/probes/host/host-measurements.js';
import { hostFacts } from './host-facts.js';
import { judgeKnown, type SiteContext, siteCase } from './site-case.js';
import { itemList, stationShell } from './station-shell.js';

siteCase(
  {
    id: 'SITE_Host_001',
    title: 'the station itself: hardware, kernel, crypto, keys, certificates, addresses',
    purpose: 'The host of the gateway is what the deployment manual asks for, and its keys are kept as they should be.',
    area: 'site: host',
    clause: 'deployment manual: hardware, kernel, crypto, tuning, certificates, address',
    requirements: [],
    likelyCauses: [
      'the machine is smaller than the manual asks for',
      'no CPU frequency control is visible (virtual machine)',
    ],
    nextStep: 'see the remedies in the spec table, row by row',
  },
  async (context) => {
    const { harness, run } = context;
    const station = stationShell(context);
    if (station === undefined) return;
    run.step('test', 'When the station is inspected through its shell');
    const facts = await hostFacts(context, station);
    for (const finding of hostFindings(facts))
      run.record({ type: 'log', caseId: run.caseId, source: 'host', level: 'warn', text: finding });
    run.record({
      type: 'clock-state',
      when: 'before',
      clock: 'system clock of the station',
      synchronised: facts.software.timeSync === 'synchronised',
      detail: facts.software.timeSyncSource ?? facts.software.timeSync,
    });
    // The vehicle is a node too: none may carry the certificate of another.
    const vehicle = await certificatesUnder(station.run, [join(harness.pkiFolder, 'vehicle.chain.pem')], 'vehicle');
    const otherNodes = [...vehicle.certificates, ...(await collectedCertificates(context))];
    const now = new Date().toISOString();
    judgeKnown(context, hostMeasurements(facts, { meshInterface: station.mesh, now, evidence: [], otherNodes }));
  },
);

/** Certificates of further nodes, by name: the site collects them (they are public) and its bench file says where they lie. */
async function collectedCertificates({ harness }: SiteContext): Promise<readonly CertificateFact[]> {
  const found: CertificateFact[] = [];
  for (const entry of itemList(harness, 'other_nodes')) {
    const [node = '', place = ''] = entry.split('=').map((word) => word.trim());
    const there = await certificatesUnder((argv, options) => runCommand(argv, options ?? {}), [place], node);
    found.push(...there.certificates);
  }
  return found;
}
