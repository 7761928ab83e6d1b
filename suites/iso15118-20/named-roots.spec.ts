import { subjectOfCertificate } from '../../src/pki/mint-certificate.js';
import { pkiP521 } from '../engine/harness.js';
import type { Evcc } from '../iso15118-2/evcc.js';
import { expectChain, nameOf, rootOf } from '../iso15118-2/shown-chain.js';
import { flight13Of } from '../iso15118-2/tls-flight.js';
import { iso20Case } from './iso20-case.js';

const words = {
  group: 'TLS',
  clause: '7.7.3',
  kind: 'valid',
  pics: 'PICS_PLUMBLINE_SECC_OtherRoot = true',
  likelyCauses: ['the chain is chosen before the ClientHello is read', 'certificate_authorities is not looked at'],
} as const;

function bothRoots(evcc: Evcc): readonly Uint8Array[] {
  return ['v2g-root', 'other-v2g-root'].map((name) => rootOf(evcc, pkiP521(evcc.harness.pkiFolder), name));
}

iso20Case(
  'TC20_SECC_CMN_Tls_NamedRoot',
  {
    ...words,
    title: 'vehicles with one V2G root or the other, or both',
    purpose:
      'A public SECC that holds chains under two V2G roots shows each vehicle a chain to a root that it names in certificate_authorities.',
    requirements: ['V2G20-1007', 'V2G20-2379'],
  },
  async (evcc) => {
    const roots = bothRoots(evcc);
    for (const named of [...roots.map((root) => [root]), roots]) {
      const names = named.map((root) => nameOf(root)).join(' and ');
      evcc.when(`When a vehicle names ${names}`);
      const flight = await flight13Of(evcc, named.map(subjectOfCertificate));
      expectChain(evcc, flight, `the chain ends at ${names.replace(' and ', ' or ')}`, named);
    }
    await evcc.controlBySession();
  },
);

iso20Case(
  'TC20_SECC_CMN_Tls_NoRootNamed',
  {
    ...words,
    title: 'a vehicle that names no root',
    purpose: 'A public SECC shows a vehicle that names no root one of its chains, whichever it likes, and a sound one.',
    requirements: ['V2G20-2378'],
  },
  async (evcc) => {
    evcc.when('When a vehicle names no root');
    const flight = await flight13Of(evcc, undefined);
    expectChain(evcc, flight, 'the chain ends at one of the roots', bothRoots(evcc));
    await evcc.controlBySession();
  },
);
