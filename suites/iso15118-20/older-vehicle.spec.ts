import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlumblineError } from '../../src/base/errors.js';
import { decodeMessage, encodeMessage } from '../../src/messages/codec.js';
import type { TlsProfile } from '../../src/transport/tls-profiles.js';
import { connectV2g, type TlsClientOptions } from '../../src/transport/v2g-connection.js';
import type { ExiObject } from '../../src/wire/exi/notation/values.js';
import { payloadTypes } from '../../src/wire/v2gtp.js';
import type { Harness } from '../engine/harness.js';
import type { Evcc } from '../iso15118-2/evcc.js';
import { meshOf } from '../iso15118-2/sdp-discovery.js';
import { findSecc } from './find-secc.js';
import { iso20Case } from './iso20-case.js';

/** A vehicle of before: TLS 1.2 with all that either edition has had for it, so that nothing but the version is older. */
const older: TlsProfile = {
  name: 'TLS 1.2 of a vehicle that knows both editions',
  source: 'ISO 15118-2:2014, 7.7.3, and the curve of ISO 15118-20',
  minVersion: 'TLSv1.2',
  maxVersion: 'TLSv1.2',
  ciphers: ['ECDHE-ECDSA-AES128-SHA256', 'ECDHE-ECDSA-AES256-GCM-SHA384'],
  groups: ['prime256v1', 'secp521r1'],
  signatures: ['ECDSA+SHA256', 'ECDSA+SHA512'],
  mutual: true,
  ocspStapling: true,
};

const iso2Id = 17;
const iso20Id = 34;
/** ISO 15118-2 and, ranked higher, ISO 15118-20. */
const offer = encodeMessage('sap', {
  supportedAppProtocolReq: {
    AppProtocol: [
      entry('urn:iso:std:iso:15118:-20:DC', 1, iso20Id, 1),
      entry('urn:iso:15118:2:2013:MsgDef', 2, iso2Id, 2),
    ],
  },
});

function entry(ProtocolNamespace: string, VersionNumberMajor: number, SchemaID: number, Priority: number): ExiObject {
  return { ProtocolNamespace, VersionNumberMajor, VersionNumberMinor: 0, SchemaID, Priority };
}

type Outcome =
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'answered'; readonly code: string; readonly schemaId: number | undefined };

async function connect({ harness, run }: Evcc): Promise<Outcome> {
  const scope = meshOf(harness);
  // What has not come to the SECC it cannot have refused.
  const secc = await findSecc(harness, run);
  const tls: TlsClientOptions = {
    ...harness.tls!,
    profile: older,
    roots: [...(harness.tls?.roots ?? []), rootOfIso2(harness)],
  };
  try {
    const connection = await connectV2g({
      host: secc.address,
      scope,
      port: secc.port,
      tls,
      timeoutMs: 5000,
      keylog: harness.keylog,
    });
    try {
      await connection.send(payloadTypes.sap, offer);
      const received = await connection.receive(2000);
      if (received.kind !== 'frame') return { kind: 'refused', detail: received.kind };
      const answer = decodeMessage('sap', received.payload).value?.['supportedAppProtocolRes'] as ExiObject | undefined;
      const id = answer?.['SchemaID'];
      return {
        kind: 'answered',
        code: String(answer?.['ResponseCode']),
        schemaId: id === undefined ? undefined : Number(id),
      };
    } finally {
      await connection.close();
    }
  } catch (error) {
    if (error instanceof PlumblineError && (error.code === 'TRANSPORT-001' || error.code === 'TRANSPORT-002'))
      run.stop('the vehicle got no TCP connection', error.detail ?? error.message);
    if (error instanceof PlumblineError && error.code.startsWith('TRANSPORT-'))
      return { kind: 'refused', detail: error.detail ?? error.message };
    throw error;
  }
}

function rootOfIso2({ pkiFolder }: Harness): string {
  return readFileSync(join(pkiFolder, 'v2g-root.cert.pem'), 'utf8');
}

iso20Case(
  'TC20_SECC_CMN_Tls_OlderVehicle',
  {
    title: 'a vehicle with TLS 1.2 offers both editions',
    purpose:
      'An SECC may serve TLS 1.2 beside TLS 1.3, for vehicles of ISO 15118-2. Whether it does or refuses the version, it never agrees to ISO 15118-20 over it, and serves the vehicle with TLS 1.3 that follows.',
    group: 'TLS',
    clause: '7.7.3',
    requirements: ['V2G20-2359', 'V2G20-2356'],
    kind: 'valid',
    likelyCauses: ['the protocols that are offered do not depend on the version of TLS'],
  },
  async (correct) => {
    const { run } = correct;
    correct.when('When a vehicle with TLS 1.2 offers ISO 15118-20 and, ranked lower, ISO 15118-2');
    const outcome = await connect(correct);
    const observed = outcome.kind === 'refused' ? `TLS 1.2 refused: ${outcome.detail}` : said(outcome);
    const good = outcome.kind === 'refused' || !outcome.code.startsWith('OK') || outcome.schemaId === iso2Id;
    run.observe(good, {
      text: 'the SECC refuses TLS 1.2, agrees to ISO 15118-2 over it, or agrees to nothing',
      expected: `no agreement, or SchemaID ${iso2Id} (ISO 15118-2)`,
      observed,
      requirements: ['V2G20-2359', 'V2G20-2356'],
    });
    run.step('test', 'When a vehicle with TLS 1.3 comes');
    const drive = await correct.driveTo('session-open');
    run.observe(drive.reached, {
      text: 'the vehicle with TLS 1.3 is served',
      expected: 'session-open',
      observed: drive.reached ? drive.state : (drive.failure?.text ?? drive.state),
      requirements: ['V2G20-1264'],
    });
  },
);

function said({ code, schemaId }: Extract<Outcome, { readonly kind: 'answered' }>): string {
  const names: Readonly<Record<number, string>> = { [iso2Id]: 'ISO 15118-2', [iso20Id]: 'ISO 15118-20' };
  return schemaId === undefined ? code : `${code}, SchemaID ${schemaId} (${names[schemaId] ?? 'not offered'})`;
}
