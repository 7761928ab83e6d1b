import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import type { Iso20TlsMaterial } from '../../../src/gateway/certificates.js';
import type { GatewayConfig } from '../../../src/gateway/config/gateway-config.js';
import type { FaultName } from '../../../src/gateway/faults/fault-table.js';
import { noFaults, parseFaults } from '../../../src/gateway/faults/faults.js';
import { securityWith, serves20Anyway } from '../../../src/gateway/faults/faulty-tls.js';
import type { PortSecurity } from '../../../src/gateway/server/vehicle-port.js';
import { certificatePem, chainPem, privateKeyPem } from '../../../src/pki/identity.js';
import { type LabPki, mintLabPki } from '../../../src/pki/lab-pki.js';
import { oids } from '../../../src/pki/oids.js';
import { readOcspResponse } from '../../../src/pki/read-ocsp-response.js';
import { iso15118Part20 } from '../../../src/transport/tls-profiles.js';
import type { TlsFacts } from '../../../src/transport/v2g-connection.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

let pki: LabPki;
let clean: PortSecurity;
before(async () => {
  pki = await mintLabPki({ curve: 'P-521' });
  const { secc, 'oem-root': oem } = pki.identities;
  const iso20: Iso20TlsMaterial = {
    chain: chainPem(secc),
    key: privateKeyPem(secc),
    ocspResponse: pki.ocsp.find(({ name }) => name === 'secc')!.der,
    validTo: new Date(),
    profile: iso15118Part20,
    vehicleRoots: [certificatePem(oem)],
  };
  clean = { iso2: undefined, iso20 };
});

const seeded = (name: FaultName, config: object = {}) =>
  securityWith(parseFaults([name]), clean, config as GatewayConfig)!.iso20!;

describe('faults of TLS towards a vehicle of ISO 15118-20', () => {
  it('without one nothing changes', () => {
    assert.equal(securityWith(noFaults, clean, {} as GatewayConfig), clean);
  });

  it('turn an order round, and nothing else', () => {
    const suites = seeded('tls-suites-reversed').profile;
    assert.deepEqual(suites, { ...iso15118Part20, ciphers: [...iso15118Part20.ciphers].reverse() });
    assert.deepEqual(seeded('tls-one-signature').profile.signatures, iso15118Part20.signatures.slice(0, 1));
    const signatures = seeded('tls-signatures-reversed').profile;
    assert.deepEqual(signatures, { ...iso15118Part20, signatures: [...iso15118Part20.signatures].reverse() });
  });

  it('bring a second kind of key, and follow the vehicle', () => {
    const { second, followsClient, chain } = seeded('tls-signature-by-vehicle');
    assert.equal(followsClient, true);
    assert.equal(chain, clean.iso20!.chain, 'the first kind stays');
    assert.equal(new X509Certificate(second!.chain).publicKey.asymmetricKeyType, 'ed448');
  });

  it('name no root, and let everyone in', () => {
    const { vehicleRoots, admitsUntrusted } = seeded('tls-no-authorities');
    assert.deepEqual([vehicleRoots, admitsUntrusted], [[], true]);
    const stranger = { version: 'TLSv1.3', authorized: false } as TlsFacts;
    assert.ok(serves20Anyway(parseFaults(['tls-no-authorities']), stranger));
    assert.ok(!serves20Anyway(noFaults, stranger));
  });

  it('name the roots of mobility operators beside the right ones', (t) => {
    const file = join(temporaryFolder(t), 'mo-root.pem');
    writeFileSync(file, certificatePem(pki.identities['mo-root']));
    const { vehicleRoots } = seeded('tls-names-mo-root', { contract: { iso20: { mo_roots: [file] } } });
    assert.deepEqual(vehicleRoots, [
      certificatePem(pki.identities['oem-root']),
      certificatePem(pki.identities['mo-root']),
    ]);
  });

  it('staple the same status, signed on P-256', () => {
    const before = readOcspResponse(clean.iso20!.ocspResponse!);
    const after = readOcspResponse(seeded('tls-staple-on-p256').ocspResponse!);
    assert.ok(before.kind === 'response' && after.kind === 'response');
    assert.deepEqual(after.responses, before.responses);
    assert.deepEqual([before.algorithm, after.algorithm], [oids.ecdsaSha512, oids.ecdsaSha256]);
  });
});
