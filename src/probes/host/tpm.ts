import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto';
import type { Measured } from '../measured.js';
import type { CertificateFact } from './certificates.js';
import { type Inspect, script } from './host-text.js';
import type { KeyFiles } from './key-files.js';

/** A key file whose key lies in a TPM, and whether that TPM is this one. */
export interface TpmKey {
  readonly path: string;
  /** True when the TPM signed a challenge that the key's own public half verifies. */
  readonly signs: boolean;
  /** SHA-256 of the public key (SPKI), hexadecimal; it names the certificate that it belongs to. */
  readonly publicKey: string | undefined;
  readonly detail: string;
}

export interface TpmFacts {
  /** `/dev/tpm0`, `/dev/tpmrm0`. */
  readonly devices: readonly string[];
  /** Major version as sysfs says it, `2`. */
  readonly version: string | undefined;
  readonly keys: readonly TpmKey[];
  readonly findings: readonly string[];
}

export interface TpmInspection {
  readonly run: Inspect;
  readonly keys: KeyFiles;
  readonly sysfs?: string;
  /** How the tools reach the TPM, as TPM2OPENSSL_TCTI; a live host needs none. */
  readonly tcti?: string;
  /** Folder of OpenSSL's providers, where it is not the system's. */
  readonly modules?: string;
}

/**
 * Looks for a TPM 2.0 and has it sign a challenge with every key file that says to lie in a TPM (PEM `TSS2 PRIVATE KEY`).
 * A key file that was copied from another machine does not sign here: its key is sealed to the other TPM.
 */
export async function tpmFacts(inspection: TpmInspection): Promise<TpmFacts> {
  const { run, sysfs = '/sys', keys } = inspection;
  const findings: string[] = [];
  const devices = await script(
    run,
    'for f in /dev/tpm[0-9]* /dev/tpmrm[0-9]*; do [ -e "$f" ] && echo "$f"; done; true',
  );
  const version = await script(run, 'cat "$1"/class/tpm/tpm0/tpm_version_major 2>/dev/null || true', sysfs);
  if (devices.kind === 'missing') findings.push(`TPM: ${devices.why}`);
  const sealed: TpmKey[] = [];
  for (const key of keys.keys) if (key.sealed) sealed.push(await challenge(inspection, key.path));
  return {
    devices: devices.kind === 'text' ? devices.text.split('\n').filter((line) => line !== '') : [],
    version: version.kind === 'text' ? version.text.trim() || undefined : undefined,
    keys: sealed,
    findings,
  };
}

async function challenge({ run, tcti = '', modules = '' }: TpmInspection, path: string): Promise<TpmKey> {
  const nonce = randomBytes(32).toString('hex');
  const signed = await script(
    run,
    `key=$1 nonce=$2
[ -n "$3" ] && export TPM2OPENSSL_TCTI=$3
[ -n "$4" ] && export OPENSSL_MODULES=$4
d=$(mktemp -d) && trap 'rm -rf "$d"' EXIT
p="-provider tpm2 -provider default -propquery ?provider=tpm2"
printf %s "$nonce" > "$d/nonce"
openssl pkey $p -in "$key" -pubout -out "$d/pub" &&
openssl dgst $p -sha256 -sign "$key" -out "$d/sig" "$d/nonce" &&
cat "$d/pub" && openssl base64 -A -in "$d/sig"`,
    path,
    nonce,
    tcti,
    modules,
  );
  const none = { path, signs: false, publicKey: undefined };
  if (signed.kind === 'missing') return { ...none, detail: signed.why };
  const end = '-----END PUBLIC KEY-----';
  const at = signed.text.indexOf(end) + end.length;
  if (at < end.length) return { ...none, detail: 'openssl printed no public key' };
  try {
    const key = createPublicKey(signed.text.slice(0, at));
    const signature = Buffer.from(signed.text.slice(at).trim(), 'base64');
    const signs = verify('sha256', Buffer.from(nonce), key, signature);
    return { path, signs, publicKey: spkiHash(key), detail: signs ? 'signs' : 'the signature does not verify' };
  } catch (error) {
    return { ...none, detail: error instanceof Error ? error.message : String(error) };
  }
}

function spkiHash(key: ReturnType<typeof createPublicKey>): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

export interface TpmContext {
  readonly node: string;
  readonly evidence: readonly string[];
  readonly takenAt: string;
}

/**
 * `keys-in-tpm`: where the host has a TPM 2.0, no private key lies in a plain file, and every end-entity certificate
 * whose key file says so is signed for by this TPM. A host without a TPM leaves it unmeasured.
 */
export function tpmMeasurement(
  facts: TpmFacts,
  keys: KeyFiles,
  certificates: readonly CertificateFact[],
  { node, evidence, takenAt }: TpmContext,
): Measured {
  const plain = keys.keys.filter(({ sealed }) => !sealed);
  const broken = facts.keys.filter(({ signs }) => !signs);
  const orphaned = facts.keys.filter(
    ({ signs, publicKey }) => signs && !certificates.some((one) => one.publicKey === publicKey),
  );
  const base = {
    id: 'keys-in-tpm',
    unit: 'bool',
    method: 'TPM device, kind of every key file, and a challenge that the TPM signs with each sealed key',
    evidence,
    takenAt,
    labels: {
      node,
      tpm: facts.devices.join(', ') || 'none',
      sealed: String(facts.keys.length),
      plain: String(plain.length),
    },
  } as const;
  const caveats = [
    ...plain.map(({ path }) => `${path} holds a private key in the clear`),
    ...broken.map(({ path, detail }) => `${path} is sealed, but this TPM does not sign with it: ${detail}`),
    ...orphaned.map(({ path }) => `${path} signs, but no certificate found has its public key`),
    ...facts.findings,
  ];
  // A key in the clear is a failure whatever else is open.
  const open = plain.length === 0 ? unbound(facts, certificates) : undefined;
  const unavailable = whyNot(facts, keys, plain.length) ?? open;
  if (unavailable !== undefined) return { ...base, value: undefined, unavailable, caveats };
  return { ...base, value: plain.length === 0 && broken.length === 0, caveats };
}

/** A TPM that signs proves nothing about a certificate whose key is another one. */
function unbound({ keys }: TpmFacts, certificates: readonly CertificateFact[]): string | undefined {
  const own = certificates.filter(({ ca }) => !ca);
  const bound = own.some((one) => keys.some(({ signs, publicKey }) => signs && publicKey === one.publicKey));
  if (own.length === 0 || bound || !keys.some(({ signs }) => signs)) return undefined;
  return `none of the ${own.length} certificates belongs to a key that this TPM signs with: where their private keys lie is not known`;
}

function whyNot(facts: TpmFacts, keys: KeyFiles, plain: number): string | undefined {
  if (keys.missing !== undefined) return keys.missing;
  const proven = facts.keys.some(({ signs }) => signs);
  if (facts.devices.length === 0 && !proven) {
    return plain > 0 || keys.keys.length === 0
      ? 'the host has no TPM (/dev/tpm0, /dev/tpmrm0), so its keys cannot lie in one'
      : 'the keys are sealed, but the host shows no TPM (/dev/tpm0, /dev/tpmrm0)';
  }
  if (facts.version !== undefined && facts.version !== '2') return `the TPM speaks version ${facts.version}, not 2.0`;
  return keys.keys.length === 0 ? `no private key under ${keys.searched.join(', ')}` : undefined;
}
