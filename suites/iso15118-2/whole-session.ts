import { createHash } from 'node:crypto';
import type { DriveResult } from '../../src/peers/vehicle/drive-result.js';
import { isGood } from '../../src/peers/vehicle/exchange.js';
import type { VehicleOptions } from '../../src/peers/vehicle/vehicle-options.js';
import { readCertificate } from '../../src/pki/certificate-facts.js';
import type { CertificateFacts } from '../../src/record/event-facts.js';
import type { CaseRun } from '../engine/case-run.js';
import type { Harness } from '../engine/harness.js';
import { Evcc } from './evcc.js';
import { timelineRows } from './session-timeline.js';

/** A vehicle drives a whole session; every answer is looked at, and every time by the capture. */
export async function wholeSession(
  harness: Harness,
  run: CaseRun,
  title: string,
  options: Partial<VehicleOptions>,
): Promise<void> {
  const evcc = new Evcc(harness, run, options);
  try {
    evcc.when(`When a vehicle charges from plug to SessionStop: ${title}`);
    const drive = await evcc.vehicle.driveTo('stopped');
    run.observe(drive.reached, {
      text: 'the session reaches SessionStop',
      expected: 'stopped',
      observed: drive.reached ? drive.state : (drive.failure?.text ?? drive.state),
      ...evcc.at(drive.failure?.exchange),
    });
    for (const exchange of drive.exchanges) {
      const faults = exchange.observations.filter(({ severity }) => severity === 'fault');
      run.observe(isGood(exchange), {
        text: `the answer to ${exchange.sent.message} is right`,
        expected: faults.map(({ expected }) => expected).join('; ') || 'no rule broken',
        observed: faults.map(({ rule, observed }) => `${rule}: ${observed}`).join('; ') || 'no rule broken',
        ...evcc.at(exchange),
      });
    }
    await lookAtTimes(evcc, drive, title);
  } finally {
    await evcc.leave();
  }
}

/** Holds every message of the session against its timer, by the capture, and puts the whole session into the record. */
async function lookAtTimes(evcc: Evcc, drive: DriveResult, title: string): Promise<void> {
  const { run } = evcc;
  const port = evcc.lastLocalPort;
  const answered = drive.exchanges.filter(({ outcome }) => outcome === 'answered');
  const times = port === undefined ? undefined : await evcc.wire.roundTrips(port, answered.length);
  if (times === undefined) {
    run.inconclusive('the capture does not show every message of the session, so the timers cannot be judged');
    return;
  }
  const rows = timelineRows(answered, times);
  for (const { request, slowestMs, timerMs, timer } of rows) {
    run.observe(slowestMs <= timerMs, {
      text: `the answer to ${request} comes within ${timer} (capture time, slowest)`,
      expected: `at most ${timerMs} ms`,
      observed: `${slowestMs.toFixed(3)} ms`,
    });
  }
  const tls = evcc.tlsFacts;
  run.record({
    type: 'session-timeline',
    caseId: run.caseId,
    title,
    security: tls === undefined ? 'plain TCP' : `${tls.version}, ${tls.cipher}`,
    rows,
    ...(tls === undefined ? {} : { certificates: tls.peerChain.map(certificateFacts) }),
  });
}

function certificateFacts(der: Uint8Array, index: number): CertificateFacts {
  const use = index === 0 ? 'SECC' : `issuer ${index}`;
  const fingerprint = createHash('sha256').update(der).digest('hex');
  const facts = readCertificate(der);
  if (facts.kind !== 'certificate') return { use, subject: 'not readable', fingerprint, notAfter: 'not known' };
  const { subject, issuer, notAfter } = facts;
  return { use, subject, issuer, fingerprint, notAfter: notAfter?.toISOString() ?? 'no end' };
}
