import { randomBytes } from 'node:crypto';
import type { RequestName } from '../../src/peers/vehicle/message-names.js';
import type { Credentials, PncOptions } from '../../src/peers/vehicle/pnc/pnc-options.js';
import type { RequestOptions } from '../../src/peers/vehicle/request-options.js';
import type { VehicleState } from '../../src/peers/vehicle/vehicle-state.js';
import type { ExiObject } from '../../src/wire/exi/notation/values.js';
import type { Evcc } from '../iso15118-2/evcc.js';
import { type LabFolder, pncCase } from '../iso15118-2/pnc-case.js';
import { iso20Definition } from './iso20-case.js';

/** One request that must be refused: by a FAILED code, which ends the session, or by a warning, after which it goes on. */
interface Row {
  readonly id: string;
  readonly what: string;
  readonly code: string | readonly string[];
  readonly options?: (evcc: Evcc, lab: LabFolder) => RequestOptions;
  readonly pnc?: (lab: LabFolder) => PncOptions;
}

const paysWith = (name: string) => (lab: LabFolder) => ({ contract: fullChain(lab, lab.credentials(name)) });
const provisionedWith = (name: string) => (lab: LabFolder) => ({ provisioning: lab.credentials(name) });
const makersKey = (_evcc: Evcc, lab: LabFolder): RequestOptions => ({
  signature: { key: lab.credentials('oem-provisioning').key },
});
const contractsKey = (_evcc: Evcc, lab: LabFolder): RequestOptions => ({
  signature: { key: lab.credentials('contract').key },
});
const unsigned = (): RequestOptions => ({ signature: { absent: true } });
const wrongDigest = (): RequestOptions => ({ signature: { alterSignedInfo: withoutDigest } });

/** ContractCertificateChainType has no form for a leaf alone: the lab's sub-CAs stand in. */
function fullChain(lab: LabFolder, { chain, key }: Credentials): Credentials {
  return { chain: chain.length > 1 ? chain : [...chain, ...lab.credentials('contract').chain.slice(1)], key };
}

function withoutDigest(signedInfo: ExiObject): ExiObject {
  const [first, ...others] = signedInfo['Reference'] as readonly ExiObject[];
  return { ...signedInfo, Reference: [{ ...first, DigestValue: new Uint8Array(64) }, ...others] };
}

const authorizations: readonly Row[] = [
  { id: 'Unsigned', what: 'the challenge without a signature', code: 'FAILED_SignatureError', options: unsigned },
  {
    id: 'ForeignKey',
    what: "a signature with the vehicle maker's key",
    code: 'FAILED_SignatureError',
    options: makersKey,
  },
  {
    id: 'WrongDigest',
    what: 'a wrong digest under a signature that holds',
    code: 'FAILED_SignatureError',
    options: wrongDigest,
  },
  {
    id: 'Altered',
    what: 'a challenge that was altered after signing',
    code: 'FAILED_SignatureError',
    options: () => ({ signature: { alterBody: otherChallenge } }),
  },
  {
    id: 'OwnChallenge',
    what: 'a challenge of its own, signed',
    code: 'WARNING_ChallengeInvalid',
    options: () => ({ body: otherChallenge }),
  },
  {
    id: 'Expired',
    what: 'a contract that has expired',
    code: 'WARNING_CertificateExpired',
    pnc: paysWith('bad/contract-expired'),
  },
  {
    id: 'Revoked',
    what: 'a contract that was revoked',
    code: 'WARNING_CertificateRevoked',
    pnc: paysWith('bad/contract-revoked'),
  },
  {
    id: 'NotYetValid',
    what: 'a contract that is not valid yet',
    code: 'WARNING_CertificateNotYetValid',
    pnc: paysWith('bad/contract-not-yet-valid'),
  },
  {
    id: 'ForeignRoot',
    what: 'a contract of another root',
    code: 'WARNING_CertificateValidationError',
    pnc: paysWith('bad/contract-wrong-root'),
  },
  {
    id: 'BrokenCertificate',
    what: 'a contract certificate that was altered',
    code: ['WARNING_CertificateValidationError', 'FAILED_SignatureError'],
    pnc: paysWith('bad/contract-broken-signature'),
  },
  {
    id: 'WrongDomain',
    what: 'a certificate that is no contract',
    code: 'WARNING_CertificateValidationError',
    pnc: paysWith('bad/contract-wrong-domain'),
  },
  {
    id: 'ExpiredSubCa',
    what: 'a contract below a sub-CA that has expired',
    code: ['WARNING_CertificateValidationError', 'WARNING_CertificateExpired'],
    pnc: paysWith('bad/contract-expired-ca'),
  },
  {
    id: 'WrongCurve',
    what: 'a contract with a key on another curve (P-384)',
    code: ['WARNING_CertificateValidationError', 'FAILED_SignatureError', 'FAILED'],
    pnc: paysWith('bad/contract-wrong-curve'),
  },
  {
    id: 'WrongUsage',
    what: 'a contract whose key may sign certificates alone',
    code: 'WARNING_CertificateValidationError',
    pnc: paysWith('bad/contract-wrong-usage'),
  },
  {
    id: 'SelfSigned',
    what: 'a contract that it signed itself',
    code: 'WARNING_CertificateValidationError',
    pnc: paysWith('bad/contract-self-signed'),
  },
  {
    id: 'NoCertificate',
    what: 'bytes where the contract certificate should be',
    code: ['FAILED_SignatureError', 'WARNING_CertificateValidationError'],
    pnc: (lab) => ({ contract: lab.unreadable('bad/contract-not-der') }),
  },
];

const installations: readonly Row[] = [
  { id: 'Unsigned', what: 'no signature', code: 'FAILED_SignatureError', options: unsigned },
  {
    id: 'ForeignKey',
    what: 'a signature with the key of the contract',
    code: 'FAILED_SignatureError',
    options: contractsKey,
  },
  {
    id: 'WrongDigest',
    what: 'a wrong digest under a signature that holds',
    code: 'FAILED_SignatureError',
    options: wrongDigest,
  },
  {
    id: 'Expired',
    what: 'a provisioning certificate that has expired',
    code: 'WARNING_CertificateExpired',
    pnc: provisionedWith('bad/oem-provisioning-expired'),
  },
  {
    id: 'ForeignRoot',
    what: 'a provisioning certificate of another root',
    code: 'WARNING_CertificateValidationError',
    pnc: provisionedWith('bad/oem-provisioning-wrong-root'),
  },
  {
    id: 'WrongCurve',
    what: 'a provisioning certificate with a key on another curve (P-384)',
    code: ['WARNING_CertificateValidationError', 'WARNING_NoCertificateAvailable', 'FAILED_SignatureError', 'FAILED'],
    pnc: provisionedWith('bad/oem-provisioning-wrong-curve'),
  },
  {
    id: 'Altered',
    what: 'a request that was altered after signing',
    code: 'FAILED_SignatureError',
    options: () => ({ signature: { alterBody: otherChainId } }),
  },
  {
    id: 'WrongDomain',
    what: 'a certificate that is no provisioning certificate',
    code: 'WARNING_CertificateValidationError',
    pnc: provisionedWith('bad/oem-provisioning-wrong-domain'),
  },
];

function otherChallenge(body: ExiObject): ExiObject {
  const mode = body['PnC_AReqAuthorizationMode'] as ExiObject;
  return { ...body, PnC_AReqAuthorizationMode: { ...mode, GenChallenge: new Uint8Array(randomBytes(16)) } };
}

/** What was signed, with another Id. */
function otherChainId(body: ExiObject): ExiObject {
  const chain = body['OEMProvisioningCertificateChain'] as ExiObject;
  return { ...body, OEMProvisioningCertificateChain: { ...chain, Id: 'id99' } };
}

function refusals(request: RequestName, name: string, clause: string, state: VehicleState, rows: readonly Row[]): void {
  for (const { id, what, code, options, pnc } of rows) {
    pncCase(
      iso20Definition(`TC20_SECC_CMN_${name}_${id}`, {
        title: `${request} with ${what}`,
        purpose: `An SECC answers ${request} with ${what} by ${[code].flat().join(' or ')}; after a warning it stays in the session, after FAILED it ends it.`,
        group: name,
        clause,
        requirements: ['V2G20-2565', 'V2G20-735'],
        kind: 'invalid',
        likelyCauses: [
          'the SECC does not look at this part of the message',
          'the SECC gives every failed check one code',
        ],
      }),
      async (evcc, lab) => {
        await evcc.given(state);
        evcc.when(`When it sends ${request} with ${what}`);
        const exchange = await evcc.request(request, options?.(evcc, lab) ?? {});
        await evcc.expectAnswer(exchange, { code });
        if (exchange.responseCode?.startsWith('FAILED') === true) await evcc.expectCloseAfterFailure(exchange);
        else await stillThere(evcc);
      },
      pnc,
    );
  }
}

/** A warning leaves the session as it is: the vehicle may end it in order. */
async function stillThere(evcc: Evcc): Promise<void> {
  const exchange = await evcc.request('SessionStopReq');
  await evcc.expectAnswer(exchange, { code: 'OK' });
}

refusals('AuthorizationReq', 'ContractAuthorization', '8.3.4.3.3', 'authorization-set-up', authorizations);
refusals('CertificateInstallationReq', 'CertificateInstallation', '8.3.4.3.9', 'authorization-set-up', installations);

pncCase(
  iso20Definition('TC20_SECC_CMN_ContractAuthorization_Replayed', {
    title: 'AuthorizationReq with the challenge of an earlier session, signed',
    purpose: 'An SECC draws a fresh challenge for each session, and does not accept the signature over an older one.',
    group: 'ContractAuthorization',
    clause: '8.3.4.3.3',
    requirements: ['V2G20-697', 'V2G20-2565'],
    kind: 'invalid',
  }),
  async (evcc) => {
    await evcc.given('authorization-set-up');
    const earlier = evcc.vehicle.facts.pnc.challenge ?? new Uint8Array(16);
    await evcc.vehicle.rejoin(new Uint8Array(8));
    await evcc.given('authorization-set-up');
    evcc.when('When it signs the challenge of its earlier session');
    const replay = (body: ExiObject): ExiObject => {
      const mode = body['PnC_AReqAuthorizationMode'] as ExiObject;
      return { ...body, PnC_AReqAuthorizationMode: { ...mode, GenChallenge: earlier } };
    };
    await evcc.expectAnswer(await evcc.request('AuthorizationReq', { body: replay }), {
      code: 'WARNING_ChallengeInvalid',
    });
  },
);

pncCase(
  iso20Definition('TC20_SECC_DC_MeteringConfirmation_ForeignKey', {
    title: 'a meter reading confirmed with a key that is not the contract',
    purpose: 'An SECC refuses a confirmation that the contract has not signed by FAILED_MeteringSignatureNotValid.',
    group: 'MeteringConfirmation',
    clause: '8.3.4.3.11',
    requirements: ['V2G20-735'],
    kind: 'invalid',
  }),
  async (evcc, lab) => {
    await evcc.given('one-loop');
    evcc.when("When it signs the reading with the vehicle maker's key");
    const exchange = await evcc.request('MeteringConfirmationReq', makersKey(evcc, lab));
    await evcc.expectAnswer(exchange, { code: 'FAILED_MeteringSignatureNotValid' });
    await evcc.expectCloseAfterFailure(exchange);
  },
);
