// npm run benchmark -- signatures: messages signed and verified a second, per suite, beside what node:crypto alone does in
// the same run with the same key and the same octets of SignedInfo. What is missing to a share of 1 is what EXI, digests and
// XMLDSig cost.
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type ExiObject, encodeFragment, type SchemaName } from '../src/messages/codec.js';
import {
  type SignatureSuite,
  signatureSuites,
  signOctets,
  verifyOctets,
} from '../src/messages/signature/algorithms.js';
import { signMessage } from '../src/messages/signature/sign-elements.js';
import { signatureIn } from '../src/messages/signature/signed-element.js';
import { verifySignature } from '../src/messages/signature/verify-signature.js';
import { microsecondsOfEach } from './exi/stopwatch.js';

interface Subject {
  readonly suite: SignatureSuite;
  readonly schema: SchemaName;
  readonly message: ExiObject;
}

const octets = (length: number): Uint8Array => Uint8Array.from({ length }, (_none, index) => (7 * index) & 0xff);
const roots = [{ X509IssuerName: 'CN=V2G Root CA, O=Lab, C=DE', X509SerialNumber: 12 }];

/** The messages that a vehicle signs most often, and one with a certificate in it. */
const part2: readonly ExiObject[] = [
  { AuthorizationReq: { Id: 'id1', GenChallenge: octets(16) } },
  {
    CertificateInstallationReq: {
      Id: 'id1',
      OEMProvisioningCert: octets(600),
      ListOfRootCertificateIDs: { RootCertificateID: roots },
    },
  },
].map((body) => ({ V2G_Message: { Header: { SessionID: octets(8) }, Body: body as ExiObject } }));

const chain = { Certificate: octets(700), SubCertificates: { Certificate: [octets(700), octets(700)] } };
const header = { SessionID: octets(8), TimeStamp: 1_800_000_000 };
const part20: readonly ExiObject[] = [
  {
    AuthorizationReq: {
      Header: header,
      SelectedAuthorizationService: 'PnC',
      PnC_AReqAuthorizationMode: { Id: 'id1', GenChallenge: octets(16), ContractCertificateChain: chain },
    },
  },
  {
    CertificateInstallationReq: {
      Header: header,
      OEMProvisioningCertificateChain: { Id: 'id1', ...chain },
      ListOfRootCertificateIDs: { RootCertificateID: roots },
      MaximumContractCertificateChains: 1,
    },
  },
];

const subjects: readonly Subject[] = [
  ...part2.map((message) => ({ suite: 'ecdsa-p256-sha256' as const, schema: 'iso2' as const, message })),
  ...part20.map((message) => ({ suite: 'ecdsa-p521-sha512' as const, schema: 'iso20.cm' as const, message })),
  ...part20.map((message) => ({ suite: 'ed448' as const, schema: 'iso20.cm' as const, message })),
];

function keysOf(suite: SignatureSuite): { readonly privateKey: KeyObject; readonly publicKey: KeyObject } {
  if (suite === 'ed448') return generateKeyPairSync('ed448');
  return generateKeyPairSync('ec', { namedCurve: signatureSuites[suite].key });
}

function nameOf({ schema, message }: Subject): string {
  const body = schema === 'iso2' ? (message['V2G_Message'] as { readonly Body: ExiObject }).Body : message;
  return `${schema} ${Object.keys(body)[0]}`;
}

function measure(subject: Subject): void {
  const { suite, schema, message } = subject;
  const { privateKey, publicKey } = keysOf(suite);
  const signed = signMessage({ schema, message, key: privateKey, suite });
  const check = verifySignature({ schema, message: signed, key: publicKey });
  if (check.verdict !== 'valid') throw new Error(`${nameOf(subject)}: ${JSON.stringify(check.findings)}`);
  const signature = signatureIn(signed) as { readonly SignedInfo: ExiObject; readonly SignatureValue: ExiObject };
  const signedInfo = encodeFragment('xmldsig', 'SignedInfo', signature.SignedInfo);
  const value = signature.SignatureValue['value'] as Uint8Array;
  const { signatureMethod } = signatureSuites[suite];
  const [sign, signLimit, verify, verifyLimit] = microsecondsOfEach([
    () => signMessage({ schema, message, key: privateKey, suite }),
    () => signOctets(suite, signedInfo, privateKey),
    () => verifySignature({ schema, message: signed, key: publicKey }),
    () => verifyOctets(signatureMethod, signedInfo, value, publicKey),
  ]) as [number, number, number, number];
  const rate = (us: number) => (1e6 / us).toFixed(0).padStart(9);
  const share = (own: number, limit: number) => (limit / own).toFixed(2).padStart(8);
  const cells = [
    rate(sign),
    rate(signLimit),
    share(sign, signLimit),
    rate(verify),
    rate(verifyLimit),
    share(verify, verifyLimit),
  ];
  console.log(`${suite.padEnd(18)} ${nameOf(subject).padEnd(36)}${cells.join('')}`);
}

console.log('signatures a second on one core, warm, CPU time; share = ours / node:crypto alone, 1 is the limit\n');
console.log(`${''.padEnd(55)}     sign   crypto   share   verify   crypto   share`);
for (const subject of subjects) measure(subject);
