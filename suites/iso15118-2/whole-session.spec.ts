import { createHash } from 'node:crypto';
import type { DriveResult } from '../../src/peers/vehicle/drive-result.js';
import { isGood } from '../../src/peers/vehicle/exchange.js';
import { readCertificate } from '../../src/pki/certificate-facts.js';
import type { CertificateFacts } from '../../src/record/event-facts.js';
import { declareCase } from '../engine/plumbline-test.js';
import { Evcc } from './evcc.js';
import { timelineRows } from './session-timeline.js';

for (const mode of ['AC', 'DC'] as const) {
  declareCase(
    {
      id: `PL_SECC_${mode}_WholeSession_001`,
      title: `a whole ${mode} session with external payment`,
      purpose: `A correct vehicle charges ${mode} from SECC discovery to SessionStop; every answer comes in time by the capture, is well formed, positive and carries the SessionID.`,
      area: 'ISO 15118-2 whole sessions',
      clause: 'ISO 15118-2:2014, 8.8',
      requirements: ['V2G2-750', 'V2G2-443'],
      pics: `PICS_CMN_CMN_ChargingMode = ${mode === 'AC' ? 'aC' : 'dC'} and PICS_CMN_CMN_IdentificationMode = eIM`,
      kind: 'valid',
    },
    async ({ harness, run }) => {
      const evcc = new Evcc(harness, run, { loops: 10 });
      try {
        evcc.when(`When a vehicle charges ${mode} from plug to SessionStop`);
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
        await lookAtTimes(evcc, drive, mode);
      } finally {
        await evcc.leave();
      }
    },
  );
}

/** Holds every message of the session against its timer, by the capture, and puts the whole session into the record. */
async function lookAtTimes(evcc: Evcc, drive: DriveResult, mode: string): Promise<void> {
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
    title: `ISO 15118-2 ${mode}, external payment`,
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
