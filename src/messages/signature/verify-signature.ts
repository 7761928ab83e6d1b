import type { KeyObject } from 'node:crypto';
import { certificateKey } from '../../wire/tls/certificate-key.js';
import type { ExiObject } from '../codec.js';
import type { SchemaName } from '../sets.js';
import {
  canonicalExi,
  isKnownMethod,
  keyName,
  type SignatureForm,
  type SignatureSuite,
  signatureSuites,
  suitesOf,
  verifyOctets,
} from './algorithms.js';
import { checkReference } from './check-reference.js';
import { encodeSignedInfo, type SignedInfoEncoding, signedInfoEncodings } from './fragment-encodings.js';
import { listOf, objectAt, octetsOf, textOf } from './read-value.js';
import type { ReferenceCheck, SignatureCheck, SignatureFinding, SignatureRule } from './signature-check.js';
import { bodyOf, identifiedElements, rootOf, signatureIn } from './signed-element.js';
import { type SignedParts, signedParts } from './signed-parts.js';

export interface VerifySignatureOptions {
  readonly schema: SchemaName;
  /** The message as decoded. */
  readonly message: ExiObject;
  /** The signer's certificate, DER. Default: the one that the message itself carries, where it does. */
  readonly certificate?: Uint8Array;
  /** The signer's public key; goes before the certificate. */
  readonly key?: KeyObject;
  /** What this exchange expects, so that a signed message of another one is found out. */
  readonly expect?: {
    /** The challenge that the SECC sent last. */
    readonly genChallenge?: Uint8Array;
    readonly sessionId?: Uint8Array;
  };
}

/** References that a signature may have: [V2G2-909]. */
const maxReferences = 4;

/**
 * Verifies the signature in the header of a message: SignedInfo by both encodings, every reference, what must be signed in
 * this message, and that it belongs to this exchange. Whether the signer is to be trusted is a matter of its chain
 * (`src/pki/check-chain.ts`). Never throws on wire data.
 */
export function verifySignature(options: VerifySignatureOptions): SignatureCheck {
  const { schema, message } = options;
  const findings: SignatureFinding[] = [];
  const add: Add = (rule, severity, text) => findings.push({ rule, severity, text });
  const parts = signedParts(schema, message);
  const signature = signatureIn(message);
  if (signature === undefined) {
    if (parts?.required === true) add('signature-missing', 'fault', `${bodyOf(message)[0]} must be signed`);
    else if (parts !== undefined) add('signature-missing', 'note', `${bodyOf(message)[0]} may be signed and is not`);
    return { verdict: 'absent', suite: undefined, signedInfoEncoding: undefined, references: [], findings };
  }

  const signedInfo = objectAt(signature, 'SignedInfo') ?? {};
  const method = textOf(objectAt(signedInfo, 'SignatureMethod')?.['Algorithm']);
  const suite = (Object.keys(signatureSuites) as SignatureSuite[]).find(
    (candidate) => signatureSuites[candidate].signatureMethod === method,
  );
  checkForm(signature, signedInfo, schema, add);
  checkMethod(method, suite, schema, add);
  const key = options.key ?? keyOf(options.certificate ?? parts?.certificate, add);
  const signedInfoEncoding = key && checkValue({ schema, signature, signedInfo, method, suite, key }, add);

  const elements = identifiedElements(message);
  const given = listOf(signedInfo['Reference']);
  if (given.length === 0) add('reference-count', 'fault', 'the signature refers to nothing');
  if (given.length > maxReferences) {
    add('reference-count', 'deviation', `${given.length} references; the standard allows ${maxReferences}`);
  }
  const checks = given.map((reference, index) =>
    checkReference(reference, index, { schema, message, elements, suite }),
  );
  const references = checks.map(([check]) => check);
  for (const [, found] of checks) findings.push(...found);
  checkParts(parts, elements, references, add);
  checkExchange(options, add);
  return { verdict: verdictOf(findings), suite, signedInfoEncoding, references, findings };
}

type Add = (rule: SignatureRule, severity: SignatureFinding['severity'], text: string) => void;

function verdictOf(findings: readonly SignatureFinding[]): SignatureCheck['verdict'] {
  if (findings.some(({ severity }) => severity === 'fault')) return 'invalid';
  if (findings.some(({ rule }) => rule === 'signer-unknown')) return 'unverified';
  return findings.some(({ severity }) => severity === 'deviation') ? 'deviant' : 'valid';
}

function checkForm(signature: ExiObject, signedInfo: ExiObject, schema: SchemaName, add: Add): void {
  const canonicalization = textOf(objectAt(signedInfo, 'CanonicalizationMethod')?.['Algorithm']);
  if (canonicalization !== canonicalExi) {
    add('canonicalization', 'deviation', `"${canonicalization ?? ''}" is not ${canonicalExi}`);
  }
  const forbidden = [
    ...['Id', 'KeyInfo', 'Object'].filter((name) => signature[name] !== undefined),
    ...(signedInfo['Id'] === undefined ? [] : ['SignedInfo.Id']),
    ...(objectAt(signature, 'SignatureValue')?.['Id'] === undefined ? [] : ['SignatureValue.Id']),
    ...(objectAt(signedInfo, 'SignatureMethod')?.['HMACOutputLength'] === undefined ? [] : ['HMACOutputLength']),
  ];
  const clause = schema.startsWith('iso20') ? 'V2G20-771' : 'V2G2-771';
  for (const name of forbidden) add('forbidden-part', 'deviation', `${name} must not be there (${clause})`);
}

function checkMethod(
  method: string | undefined,
  suite: SignatureSuite | undefined,
  schema: SchemaName,
  add: Add,
): void {
  const allowed = suitesOf(schema);
  if (method === undefined || !isKnownMethod(method)) {
    add('signature-method', 'fault', `"${method ?? ''}" is not known`);
  } else if (suite === undefined || !allowed.includes(suite)) {
    const wanted = allowed.map((name) => signatureSuites[name].signatureMethod).join(' or ');
    add('signature-method', 'deviation', `"${method}"; the edition asks for ${wanted}`);
  }
}

function keyOf(certificate: Uint8Array | undefined, add: Add): KeyObject | undefined {
  if (certificate === undefined) {
    add('signer-unknown', 'note', 'the message does not carry the certificate of its signer, and none was given');
    return undefined;
  }
  try {
    return certificateKey(certificate).publicKey;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    add('signer-unreadable', 'fault', `the certificate of the signer cannot be read: ${detail}`);
    return undefined;
  }
}

interface ValueContext {
  readonly schema: SchemaName;
  readonly signature: ExiObject;
  readonly signedInfo: ExiObject;
  readonly method: string | undefined;
  readonly suite: SignatureSuite | undefined;
  readonly key: KeyObject;
}

function checkValue(context: ValueContext, add: Add): SignedInfoEncoding | undefined {
  const { schema, signature, signedInfo, method, suite, key } = context;
  const value = octetsOf(signature['SignatureValue']);
  if (value === undefined || Object.keys(signedInfo).length === 0) {
    add('signature-incomplete', 'fault', `${value === undefined ? 'SignatureValue' : 'SignedInfo'} is missing`);
    return undefined;
  }
  if (suite !== undefined && keyName(key) !== signatureSuites[suite].key) {
    add('key-type', 'deviation', `a key of type ${keyName(key)}, where the method wants ${signatureSuites[suite].key}`);
  }
  for (const encoding of signedInfoEncodings) {
    const octets = encodeSignedInfo(schema, signedInfo, encoding);
    const form = octets && method !== undefined ? verifyOctets(method, octets, value, key) : undefined;
    if (form === undefined) continue;
    reportForm(encoding, form, add);
    return encoding;
  }
  const wanted = suite === undefined ? undefined : signatureSuites[suite].signatureLength;
  if (wanted !== undefined && value.length !== wanted) {
    add('signature-length', 'fault', `SignatureValue has ${value.length} octets, not ${wanted}`);
  }
  add('signature-value', 'fault', 'the signature was not made over this SignedInfo with this key');
  return undefined;
}

function reportForm(encoding: SignedInfoEncoding, form: SignatureForm, add: Add): void {
  if (encoding === 'message-set') {
    add(
      'signed-info-encoding',
      'deviation',
      "SignedInfo was encoded with the message set's grammar, not that of XMLDSig",
    );
  }
  if (form === 'der') add('signature-der', 'deviation', 'r and s are written as DER, not side by side');
}

function checkParts(
  parts: SignedParts | undefined,
  elements: readonly { readonly name: string; readonly path: string }[],
  references: readonly ReferenceCheck[],
  add: Add,
): void {
  const covered = new Set(references.map(({ path }) => path));
  const wanted = parts?.elements ?? [];
  for (const { name, path } of elements) {
    if (wanted.includes(name) && !covered.has(path)) add('part-not-signed', 'fault', `${path} is not signed`);
  }
  const present = new Set(elements.map(({ name }) => name));
  if (parts?.required !== true) return;
  for (const name of wanted.filter((part) => !present.has(part))) {
    add('part-not-signed', 'fault', `${name} has no Id, or is missing`);
  }
}

function checkExchange({ message, expect }: VerifySignatureOptions, add: Add): void {
  const body = bodyOf(message)[1] ?? {};
  if (expect?.genChallenge !== undefined) {
    const answered =
      octetsOf(body['GenChallenge']) ?? octetsOf(objectAt(body, 'PnC_AReqAuthorizationMode')?.['GenChallenge']);
    if (!same(answered, expect.genChallenge)) add('challenge', 'fault', 'GenChallenge is not the one that was sent');
  }
  if (expect?.sessionId === undefined) return;
  const stated = [
    objectAt(rootOf(message)[1], 'Header')?.['SessionID'],
    body['SessionID'],
    objectAt(body, 'SignedMeteringData')?.['SessionID'],
  ];
  for (const id of stated) {
    if (id !== undefined && !same(octetsOf(id), expect.sessionId)) {
      add('session', 'fault', 'SessionID is that of another session');
      return;
    }
  }
}

function same(a: Uint8Array | undefined, b: Uint8Array): boolean {
  return a !== undefined && Buffer.compare(a, b) === 0;
}
