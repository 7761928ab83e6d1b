import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { iso15118Part20, type TlsProfile } from '../../src/transport/tls-profiles.js';
import type { TlsClientOptions } from '../../src/transport/v2g-connection.js';
import { type Harness, pkiP521 } from '../engine/harness.js';
import type { Evcc } from '../iso15118-2/evcc.js';
import { meshOf } from '../iso15118-2/sdp-discovery.js';
import { askForService } from './ask-for-service.js';
import { findSecc } from './find-secc.js';
import { iso20Case } from './iso20-case.js';

/** TLS 1.2 on the curve of ISO 15118-20, so that nothing but the version is wrong. */
function tls12(mutual: boolean): TlsProfile {
  return {
    name: 'TLS 1.2 on secp521r1',
    source: 'what ISO 15118-20 forbids',
    minVersion: 'TLSv1.2',
    maxVersion: 'TLSv1.2',
    ciphers: ['ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-AES128-SHA256'],
    groups: ['secp521r1'],
    signatures: ['ECDSA+SHA512', 'ECDSA+SHA256'],
    mutual,
    ocspStapling: false,
  };
}

function pem(harness: Harness, name: string): string {
  return readFileSync(join(pkiP521(harness.pkiFolder), name), 'utf8');
}

/** Whether the SECC agrees to ISO 15118-20 over this connection, in words. */
async function attempt({ harness, run }: Evcc, tls: TlsClientOptions): Promise<string> {
  const scope = meshOf(harness);
  // What has not come to the SECC it cannot have refused.
  const secc = await findSecc(harness, run);
  const service = await askForService(harness, run, secc, scope, tls);
  if (service.kind === 'unconnected') return run.stop('the vehicle got no TCP connection', service.detail);
  if (service.kind === 'refused') return `refused: ${service.detail}`;
  return service.code?.startsWith('OK') ? 'answered' : String(service.code);
}

function without({ chain: _, key: __, ...tls }: TlsClientOptions, profile: TlsProfile): TlsClientOptions {
  return { ...tls, profile };
}

const rows: readonly {
  readonly name: string;
  readonly title: string;
  readonly requirements: readonly string[];
  readonly tls: (harness: Harness) => TlsClientOptions;
}[] = [
  {
    name: 'Version12Secp521r1',
    title: 'TLS 1.2 with curve and certificate of ISO 15118-20',
    requirements: ['V2G20-2356', 'V2G20-1264'],
    tls: (harness) => ({ ...harness.tls!, profile: tls12(true) }),
  },
  {
    name: 'Version12NoCertificate',
    title: 'TLS 1.2 without a vehicle certificate',
    requirements: ['V2G20-2400', 'V2G20-2356', 'V2G20-1264'],
    tls: (harness) => without(harness.tls!, tls12(false)),
  },
  {
    name: 'ContractForVehicle',
    title: 'a contract certificate in the place of the vehicle certificate',
    requirements: ['V2G20-2331', 'V2G20-2400'],
    tls: (harness) => ({
      ...harness.tls!,
      profile: iso15118Part20,
      chain: pem(harness, 'contract.chain.pem'),
      key: pem(harness, 'contract.key.pem'),
    }),
  },
];

for (const { name, title, requirements, tls } of rows) {
  iso20Case(
    `TC20_SECC_CMN_Tls_${name}`,
    {
      title,
      purpose: `An SECC does not serve a vehicle that comes with ${title}, and serves the correct one that follows.`,
      group: 'TLS',
      clause: '7.7.3',
      requirements,
      kind: 'invalid',
      likelyCauses: [
        'the certificate of the vehicle is asked for by TLS version',
        'another root than that of the OEM is trusted',
      ],
    },
    async (correct) => {
      const { harness, run } = correct;
      correct.when(`When a vehicle comes with ${title}`);
      const outcome = await attempt(correct, tls(harness));
      run.observe(outcome !== 'answered', {
        text: 'the SECC does not serve it',
        expected: 'handshake refused, or the connection ended without an answer',
        observed: outcome,
      });
      run.step('test', 'When a correct vehicle comes');
      const drive = await correct.driveTo('session-open');
      run.observe(drive.reached, {
        text: 'the correct vehicle is served',
        expected: 'session-open',
        observed: drive.reached ? drive.state : (drive.failure?.text ?? drive.state),
      });
    },
  );
}
