import { join } from 'node:path';
import { certificatesUnder } from '../../src/probes/host/certificates.js';
import { hostFindings, inspectHost } from '../../src/probes/host/host-facts.js';
import { hostMeasurements } from '../../src/probes/host/host-measurements.js';
import type { Inspect } from '../../src/probes/host/host-text.js';
import { judgeKnown, siteCase } from './site-case.js';

/** Where the deployment manual keeps certificates, unless the bench file says otherwise. */
const defaultCertificateFolder = '/etc/v2g/certs';

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
    const { bench } = harness;
    if (!bench.offers('host-shell')) {
      run.inconclusive('the bench offers no shell on the station, so the host cannot be inspected');
      return;
    }
    run.step('test', 'When the station is inspected through its shell');
    const places = (bench.facts.item['certificates'] ?? defaultCertificateFolder)
      .replaceAll('@BENCH_FOLDER@', bench.folder)
      .split(',')
      .map((place) => place.trim());
    const shell = bench.capability('host-shell');
    const inspect: Inspect = (argv, options) => shell.run(argv, options);
    const facts = await inspectHost({
      run: inspect,
      node: bench.facts.item['model'] ?? 'station',
      certificateFolder: places,
    });
    // The vehicle is a node too: none may carry the certificate of another.
    const vehicle = await certificatesUnder(inspect, [join(harness.pkiFolder, 'vehicle.chain.pem')], 'vehicle');
    for (const finding of hostFindings(facts))
      run.record({ type: 'log', caseId: run.caseId, source: 'host', level: 'warn', text: finding });
    run.record({
      type: 'clock-state',
      when: 'before',
      clock: 'system clock of the station',
      synchronised: facts.software.timeSync === 'synchronised',
      detail: facts.software.timeSyncSource ?? facts.software.timeSync,
    });
    const now = new Date().toISOString();
    const mesh = bench.interfaces['mesh']?.name ?? 'mesh0';
    judgeKnown(
      context,
      hostMeasurements(facts, { meshInterface: mesh, now, evidence: [], otherNodes: vehicle.certificates }),
    );
  },
);
