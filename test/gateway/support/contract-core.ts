import type { GatewayConfig } from '../../../src/gateway/config/gateway-config.js';
import type { ContractDesk } from '../../../src/gateway/contract/contract-desk.js';
import { chainElement } from '../../../src/gateway/contract/issue-contract.js';
import type { RequestName } from '../../../src/gateway/messages.js';
import { responseOf } from '../../../src/gateway/messages.js';
import { readRequest } from '../../../src/gateway/server/read-request.js';
import type { Answer } from '../../../src/gateway/session/plan.js';
import { planRequest } from '../../../src/gateway/session/plan-request.js';
import type { Session } from '../../../src/gateway/session/session.js';
import type { Station } from '../../../src/gateway/session/station.js';
import { decodeMessage, type ExiObject, encodeMessage } from '../../../src/messages/codec.js';
import { signMessage } from '../../../src/messages/signature/sign-elements.js';
import { type CertificateFacts, readCertificate } from '../../../src/pki/certificate-facts.js';
import type { Identity } from '../../../src/pki/identity.js';
import { type LabPki, mintLabPki } from '../../../src/pki/lab-pki.js';
import { sessionIn, stationOf, wallS } from './core.js';
import { testConfig } from './test-config.js';

/** A lab PKI of the time at which the stations of these tests live. */
export function labAtTestTime(): Promise<LabPki> {
  const clock = { wallNs: () => BigInt(wallS) * 1_000_000_000n, monotonicNs: () => 0n, after: () => () => undefined };
  return mintLabPki({ clock });
}

/** What a gateway of this PKI has read at its start; without files. */
export function deskOf(pki: LabPki): ContractDesk {
  const { identities, bad } = pki;
  const contract = identities.contract;
  const status = (name: string) => pki.ocsp.find((response) => response.name === name)!.der;
  const leaf = readCertificate(contract.certificate) as CertificateFacts;
  return {
    iso20: undefined,
    iso2: {
      moRoots: [identities['mo-root'].certificate],
      oemRoots: [identities['oem-root'].certificate],
      oemSubCas: [identities['oem-sub-ca1'].certificate, identities['oem-sub-ca2'].certificate],
      ocsp: bad === undefined ? [] : [status('contract-revoked'), status('oem-provisioning-revoked')],
      provisioning: {
        chain: identities.cps.chain,
        key: identities.cps.keys.privateKey,
        contracts: [
          {
            pcid: 'WMIV1234567890ABCD',
            emaid: leaf.commonName,
            chain: contract.chain,
            leaf,
            key: contract.keys.privateKey,
          },
        ],
      },
      tariffKey: identities['mo-sub-ca2'].keys.privateKey,
    },
  };
}

const files = '{ certificate_chain: x, private_key: y }';
const secured = { security: '{ tls: offered, certificate_chain: x, private_key: y }' };

/** A configuration with contracts; the files that it names are never read here. `extra` are fields of `contract`. */
export function contractConfig(extra = '', more = ''): GatewayConfig {
  const provisioning = `{ certificate_chain: x, private_key: y, contracts: [${files}] }`;
  const fields = `mo_roots: [x], oem_roots: [x], provisioning: ${provisioning}${extra === '' ? '' : `, ${extra}`}`;
  return testConfig(`contract: { ${fields} }\n${more}`, secured);
}

/** A station on TLS with the contracts of a PKI. */
export function contractStation(pki: LabPki, changes: Partial<Station> = {}): Station {
  return stationOf({ config: contractConfig(), secured: true, contract: deskOf(pki), ...changes });
}

/** A session as it stands after PaymentServiceSelection with Contract, or later. */
export function contractSession(phase: Session['phase'], changes: Partial<Session> = {}): Session {
  return sessionIn(phase, { payment: 'Contract', ...changes });
}

/** A message of a vehicle; `id` is what it says in its header. */
export function messageOf(name: RequestName, body: ExiObject, id: Uint8Array): ExiObject {
  return { V2G_Message: { Header: { SessionID: id }, Body: { [name]: body } } };
}

/** The same, signed by the key of an identity. */
export function signedBy(identity: Identity, message: ExiObject): ExiObject {
  return signMessage({ schema: 'iso2', message, key: identity.keys.privateKey, suite: 'ecdsa-p256-sha256' });
}

export function paymentDetailsOf(identity: Identity, eMAID = 'DEABCC123456789'): ExiObject {
  return { eMAID, ContractSignatureCertChain: chainElement(identity.chain) };
}

const roots = { RootCertificateID: [{ X509IssuerName: 'CN=V2G Root CA', X509SerialNumber: 1 }] };

export function installationOf(identity: Identity): ExiObject {
  return { Id: 'id1', OEMProvisioningCert: identity.certificate, ListOfRootCertificateIDs: roots };
}

export function updateOf(identity: Identity, eMAID = 'DEABCC123456789'): ExiObject {
  const ContractSignatureCertChain = chainElement(identity.chain);
  return { Id: 'id1', ContractSignatureCertChain, eMAID, ListOfRootCertificateIDs: roots };
}

/** The answer to a message that went over the wire: encoded, decoded, read. */
export function answerTo(session: Session, message: ExiObject, station: Station): Answer {
  const read = readRequest(decodeMessage('iso2', encodeMessage('iso2', message)));
  if (read.kind !== 'request') throw new Error(`no request: ${JSON.stringify(read)}`);
  const plan = planRequest(session, read.request, station);
  return plan.kind === 'answer' ? plan.answer : plan.resume('done');
}

/** The response as a vehicle reads it: a missing element or one out of bounds throws. */
export function overTheWire(name: RequestName, answer: Answer): ExiObject {
  const Header = {
    SessionID: answer.session.id,
    ...(answer.signature === undefined ? {} : { Signature: answer.signature }),
  };
  const bytes = encodeMessage('iso2', { V2G_Message: { Header, Body: { [responseOf[name]]: answer.body } } });
  const { value, violations } = decodeMessage('iso2', bytes);
  if (violations.length > 0 || value === undefined) throw new Error(JSON.stringify(violations));
  return value;
}

/** The message with other content under the signature of the first one. */
export function altered(message: ExiObject, name: string, changes: ExiObject): ExiObject {
  const { Header, Body } = message['V2G_Message'] as { Header: ExiObject; Body: ExiObject };
  return { V2G_Message: { Header, Body: { [name]: { ...(Body[name] as ExiObject), ...changes } } } };
}
