import type { RecordedHandshake } from '../../src/probes/handshake/handshake-reader.js';
import { iso15118Part20, type TlsProfile } from '../../src/transport/tls-profiles.js';
import type { TlsClientOptions } from '../../src/transport/v2g-connection.js';
import type { CertificateRequest } from '../../src/wire/tls/certificate-request.js';
import type { CaseRun } from '../engine/case-run.js';
import type { Harness } from '../engine/harness.js';
import { declareCase } from '../engine/plumbline-test.js';
import { Evcc } from '../iso15118-2/evcc.js';
import type { Look } from './certificate-request-look.js';
import { type Iso20Words, iso20Definition } from './iso20-case.js';
import { recordHandshake } from './recorded-handshake.js';

/** A recorded handshake, and whether the SECC went on with the vehicle after it. */
export interface VehicleHandshake {
  readonly handshake: RecordedHandshake;
  /** It has answered over the connection: only that proves that it accepts the vehicle. */
  readonly accepted: boolean;
}

/** Declares a case that reads what the SECC said in recorded handshakes. */
export function handshakeCase(
  id: string,
  words: Omit<Iso20Words, 'group' | 'clause'>,
  body: (harness: Harness, run: CaseRun) => Promise<void>,
): void {
  declareCase(iso20Definition(id, { group: 'TLS', clause: '7.7.3', ...words }), ({ harness, run }) =>
    body(harness, run),
  );
}

/** A vehicle connects once, with a profile of its own where one is given, and its handshake is read from the wire. */
export function recordVehicle(
  harness: Harness,
  run: CaseRun,
  changes: Partial<TlsProfile> = {},
): Promise<VehicleHandshake> {
  return recordVehicleWith(harness, run, { ...harness.tls!, profile: { ...iso15118Part20, ...changes } });
}

/** The same with other credentials. */
export async function recordVehicleWith(
  harness: Harness,
  run: CaseRun,
  tls: TlsClientOptions,
): Promise<VehicleHandshake> {
  const { handshake, outcome } = await recordHandshake(harness, run, async (keylog) => {
    const evcc = new Evcc(harness, run, { tls, keylog });
    try {
      const drive = await evcc.vehicle.driveTo('app-protocol-agreed');
      return drive.reached;
    } finally {
      await evcc.leave();
    }
  });
  return { handshake, accepted: outcome };
}

/** The CertificateRequest of a handshake; without one there is nothing to look at, and that is a failure of its own. */
export function requestOf(run: CaseRun, { request }: RecordedHandshake): CertificateRequest {
  run.require(request !== undefined, {
    text: 'the SECC asks for the certificate of the vehicle (CertificateRequest)',
    observed: request === undefined ? 'no CertificateRequest in its flight' : 'it does',
    requirements: ['V2G20-2400'],
  });
  return request as CertificateRequest;
}

export function observeAll(run: CaseRun, looks: readonly Look[]): void {
  for (const { holds, ...observation } of looks) run.observe(holds, observation);
}
