import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DriveResult } from '../../src/peers/vehicle/drive-result.js';
import { isGood } from '../../src/peers/vehicle/exchange.js';
import type { VehicleOptions } from '../../src/peers/vehicle/vehicle-options.js';
import { certificatesIn } from '../../src/pki/pem.js';
import type { SessionChain } from '../../src/record/events.js';
import { payloadTypes } from '../../src/wire/v2gtp.js';
import type { CaseRun } from '../engine/case-run.js';
import { type Harness, pkiP521 } from '../engine/harness.js';
import { Evcc } from './evcc.js';
import { LabFolder } from './pnc-case.js';
import { type LabRoot, type ShownChain, sessionChain } from './session-chains.js';
import { type SessionSignatures, sessionSignatures } from './session-signatures.js';
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
    const drive = await driveWhole(evcc, options);
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
    const signed = sessionSignatures(drive.exchanges);
    lookAtSignatures(evcc, signed);
    await lookAtTimes(evcc, drive, signed, title);
  } finally {
    await evcc.leave();
  }
}

/** From plug to SessionStop; a vehicle of -20 that pays by contract also confirms a meter reading, signed, on the way. */
async function driveWhole(evcc: Evcc, options: Partial<VehicleOptions>): Promise<DriveResult> {
  const { vehicle, harness } = evcc;
  if (harness.variant.protocol !== 'iso20' || options.identification !== 'PnC') return evcc.driveTo('stopped');
  const begun = await evcc.driveTo('one-loop');
  if (!begun.reached) return begun;
  const confirmation = await vehicle.request('MeteringConfirmationReq', {
    payloadType: payloadTypes.iso20MeteringConfirmation,
  });
  const rest = await vehicle.driveTo('stopped');
  return { ...rest, exchanges: [...begun.exchanges, confirmation, ...rest.exchanges] };
}

/** Holds every message of the session against its timer, by the capture, and puts the whole session into the record. */
async function lookAtTimes(
  evcc: Evcc,
  drive: DriveResult,
  { signatures, chains }: SessionSignatures,
  title: string,
): Promise<void> {
  const { run } = evcc;
  const port = evcc.lastLocalPort;
  const answered = drive.exchanges.filter(({ outcome }) => outcome === 'answered');
  const times = port === undefined ? undefined : await evcc.wire.roundTrips(port, answered.length);
  if (times === undefined) {
    run.inconclusive('the capture does not show every message of the session, so the timers cannot be judged');
    return;
  }
  const rows = timelineRows(answered, times, (exchange) => evcc.timerOf(exchange));
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
    ...(tls === undefined ? {} : { chains: chainsOf(evcc, tls.peerChain, chains) }),
    ...(signatures.length === 0 ? {} : { signatures }),
  });
}

/** What the bytes on the wire say about who signed: the station's fault, or one of the harness where it signs itself. */
function lookAtSignatures({ run }: Evcc, { signatures }: SessionSignatures): void {
  for (const { message, from, signer, verdict, detail } of signatures) {
    const text = `the signature of ${message} holds, verified from the recorded bytes with the certificate of ${signer}`;
    if (verdict === 'inconc') run.inconclusive(text, detail);
    else if (from === 'SECC') run.observe(verdict === 'pass', { text, expected: 'holds', observed: detail });
    else if (verdict !== 'pass') run.error(`the vehicle of the harness signs wrongly: ${message}: ${detail}`);
  }
}

/** The chains that both ends have shown, in TLS and in messages, held against the roots of the run. */
function chainsOf(
  { harness }: Evcc,
  secc: readonly Uint8Array[],
  signers: SessionSignatures['chains'],
): readonly SessionChain[] {
  const { pkiFolder, variant, tls } = harness;
  const folder = variant.protocol === 'iso20' ? pkiP521(pkiFolder) : pkiFolder;
  const lab = new LabFolder(folder);
  const rootOf = (name: LabRoot) => (existsSync(join(folder, `${name}.cert.pem`)) ? lab.certificate(name) : undefined);
  const own = tls?.chain === undefined ? [] : certificatesIn(Buffer.from(tls.chain));
  const shown: readonly ShownChain[] = [
    { owner: 'SECC', shownIn: 'TLS', certificates: secc },
    ...(own.length === 0 ? [] : [{ owner: 'vehicle', shownIn: 'TLS', certificates: own }]),
    ...signers.map(({ owner, certificates }) => ({ owner, shownIn: 'messages', certificates })),
  ];
  const now = new Date();
  return shown.map((chain) => sessionChain(chain, rootOf, now));
}
