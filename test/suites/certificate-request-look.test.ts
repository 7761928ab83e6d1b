import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type DistinguishedName, writeName } from '../../src/pki/distinguished-name.js';
import { type LabPki, mintLabPki } from '../../src/pki/lab-pki.js';
import { subjectOfCertificate } from '../../src/pki/mint-certificate.js';
import { mintOcspResponse } from '../../src/pki/ocsp-response.js';
import { oids } from '../../src/pki/oids.js';
import type { RecordedHandshake } from '../../src/probes/handshake/handshake-reader.js';
import type { CertificateRequest } from '../../src/wire/tls/certificate-request.js';
import {
  type Look,
  lookAtAuthorities,
  lookAtExtensions,
  lookAtSignatures,
  meansRoot,
} from '../../suites/iso15118-20/certificate-request-look.js';
import { lookAtEachStaple, lookAtSigners } from '../../suites/iso15118-20/staple-look.js';

const request = (changes: Partial<CertificateRequest>): CertificateRequest => ({
  extensions: [13, 47],
  signatureAlgorithms: [0x0603, 0x0808],
  certificateSignatureAlgorithms: undefined,
  authorities: undefined,
  ...changes,
});
/** Requirements of what is not as it has to be. */
const failed = (looks: readonly Look[]) =>
  looks.filter(({ holds }) => !holds).flatMap((look) => look.requirements ?? []);
const holds = (looks: readonly Look[]) => looks.map((look) => look.holds);

let pki: LabPki;
let ed448: LabPki;
before(async () => {
  [pki, ed448] = await Promise.all([mintLabPki({ curve: 'P-521' }), mintLabPki({ curve: 'Ed448' })]);
});
const nameOf = (role: 'oem-root' | 'v2g-root' | 'mo-root') => subjectOfCertificate(pki.identities[role].certificate);
const roots = () => ({
  vehicle: [pki.identities['oem-root'].certificate, pki.identities['v2g-root'].certificate],
  operators: [pki.identities['mo-root'].certificate],
});

describe('signature algorithms of a CertificateRequest', () => {
  for (const [what, said, wanted] of [
    ['table 8', [0x0603, 0x0808], [true, true]],
    ['the other way round', [0x0808, 0x0603], [true, false]],
    ['one of the two', [0x0603], [true, false]],
    ['the defaults of a library', [0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804], [false, true]],
    ['one twice', [0x0603, 0x0603, 0x0808], [true, false]],
    ['none', [], [true, false]],
  ] as const) {
    it(what, () => assert.deepEqual(holds(lookAtSignatures(request({ signatureAlgorithms: said }))), wanted));
  }
});

describe('extensions of a CertificateRequest', () => {
  for (const [extensions, wanted] of [
    [[13, 47], []],
    [[13], []],
    [[13, 48], ['V2G20-2406']],
    [[5, 13], ['V2G20-2407']],
    [
      [13, 48, 5],
      ['V2G20-2406', 'V2G20-2407'],
    ],
  ] as const) {
    it(`${extensions.join(', ')}: ${wanted.join(', ') || 'good'}`, () =>
      assert.deepEqual(failed(lookAtExtensions(request({ extensions }))), wanted));
  }
});

describe('authorities of a CertificateRequest', () => {
  const look = (authorities: CertificateRequest['authorities'], accepted = true) =>
    holds(lookAtAuthorities(request({ authorities }), roots(), accepted));

  it('the root of the vehicle, by either way, and others beside it', () => {
    assert.deepEqual(look([nameOf('oem-root')]), [true, true, true, true]);
    assert.deepEqual(look([nameOf('v2g-root')]), [true, true, true, true]);
    const foreign = writeName([[oids.commonName, 'Another OEM Root CA']]);
    assert.deepEqual(look([foreign, nameOf('oem-root')]), [true, true, true, true]);
  });

  it('a root of a mobility operator is one too many', () => {
    assert.deepEqual(look([nameOf('oem-root'), nameOf('mo-root')]), [true, false, true, true]);
    assert.deepEqual(look([nameOf('mo-root')], false), [true, false], 'and so where the vehicle was turned away');
  });

  it('nothing, an empty list, and only what our vehicle does not come from', () => {
    assert.deepEqual(look(undefined), [true, true, false, false]);
    assert.deepEqual(look([]), [true, true, false, false]);
    assert.deepEqual(look([writeName([[oids.commonName, 'Another OEM Root CA']])]), [true, true, true, false]);
    assert.deepEqual(look([], false), [true, true], 'whoever turns our vehicle away owes it no name');
  });

  it('bytes that are no name', () => {
    assert.deepEqual(look([Uint8Array.of(0x30, 9, 1)]), [false, true, true, false]);
    assert.deepEqual(look([Uint8Array.of(0x02, 1, 1), nameOf('oem-root')]), [false, true, true, true]);
    assert.deepEqual(look([new Uint8Array(), nameOf('oem-root')]), [false, true, true, true]);
  });

  it('a name may leave attributes out, leave them empty, or add the serial number, and must not say another thing', () => {
    const root = pki.identities['oem-root'].certificate;
    const means = (name: DistinguishedName) => meansRoot(name, root);
    assert.ok(means([[oids.commonName, 'OEM Root CA']]));
    assert.ok(
      means([
        [oids.country, ''],
        [oids.organization, 'plumbline lab'],
        [oids.commonName, 'OEM Root CA'],
        [oids.serialNumber, '1A2B'],
      ]),
    );
    assert.ok(!means([[oids.organization, 'plumbline lab']]), 'every root of the lab is of this organization');
    assert.ok(
      !means([
        [oids.organization, 'another'],
        [oids.commonName, 'OEM Root CA'],
      ]),
    );
    assert.ok(!meansRoot([[oids.commonName, 'OEM Root CA']], Uint8Array.of(1, 2, 3)));
  });
});

describe('stapled responses of a chain', () => {
  const at = new Date();
  const usual = { status: 'good', thisUpdate: new Date(at.getTime() - 60_000) } as const;
  const staples = ({ identities: of }: LabPki) => [
    mintOcspResponse({ ...usual, certificate: of.secc.certificate, issuer: of['cpo-sub-ca2'] }),
    mintOcspResponse({ ...usual, certificate: of['cpo-sub-ca2'].certificate, issuer: of['cpo-sub-ca1'] }),
    mintOcspResponse({ ...usual, certificate: of['cpo-sub-ca1'].certificate, issuer: of['v2g-root'] }),
  ];
  const handshake = (lab: LabPki, statuses: RecordedHandshake['statuses'], scheme = 0x0603): RecordedHandshake => ({
    ...{ clientHello: undefined, serverHello: undefined, request: undefined, whole: true, detail: undefined },
    chain: lab.identities.secc.chain,
    statuses,
    signature: { scheme, result: { kind: 'valid' } },
  });
  const each = (statuses: RecordedHandshake['statuses']) =>
    holds(lookAtEachStaple(handshake(pki, statuses), pki.identities['v2g-root'].certificate, at));

  it('one for each certificate', () => {
    const [leaf, second, first] = staples(pki);
    assert.deepEqual(each([leaf, second, first]), [true, true, true]);
    assert.deepEqual(each([leaf, undefined, undefined]), [true, false, false]);
    assert.deepEqual(each([leaf, first, second]), [true, false, false], 'each at its own place');
    assert.deepEqual(each([leaf, second, Uint8Array.of(1)]), [true, true, false]);
  });

  it('signed with the kind of key of the handshake', () => {
    assert.deepEqual(holds(lookAtSigners(handshake(pki, staples(pki)))), [true, true, true]);
    assert.deepEqual(holds(lookAtSigners(handshake(ed448, staples(ed448), 0x0808))), [true, true, true]);
    const [leaf] = staples(pki);
    assert.deepEqual(failed(lookAtSigners(handshake(pki, [leaf, undefined, undefined], 0x0808))), [
      'V2G20-2390',
      'V2G20-2393',
    ]);
    assert.deepEqual(holds(lookAtSigners(handshake(pki, [Uint8Array.of(1), undefined, undefined]))), [false]);
    assert.deepEqual(lookAtSigners(handshake(pki, [undefined, undefined, undefined])), []);
  });
});
