import { createHash, X509Certificate } from 'node:crypto';
import { type Inspect, script } from './host-text.js';

export interface CertificateFact {
  /** `node:path` of the file, with the position in it when it holds several. */
  readonly place: string;
  /** Which node of the network it belongs to. */
  readonly node: string;
  readonly subject: string;
  readonly issuer: string;
  /** ISO 8601. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** SHA-256 of the DER form, hexadecimal. */
  readonly fingerprint: string;
  /** SHA-256 of the public key, hexadecimal: a renewed certificate with an old key is found by it. */
  readonly publicKey: string;
  readonly ca: boolean;
}

export interface Certificates {
  /** Folders and files that were searched. */
  readonly searched: readonly string[];
  readonly certificates: readonly CertificateFact[];
  readonly findings: readonly string[];
  /** Why they could not be searched. */
  readonly missing?: string;
}

const block = /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[\s\S]*?-----END (?:TRUSTED )?CERTIFICATE-----/g;

/** Every certificate in the text of a PEM file; what cannot be parsed becomes a finding. */
export function certificatesIn(
  text: string,
  path: string,
  node: string,
): { facts: CertificateFact[]; findings: string[] } {
  const facts: CertificateFact[] = [];
  const findings: string[] = [];
  const blocks = text.match(block) ?? [];
  for (const [index, pem] of blocks.entries()) {
    const place = `${node}:${path}${blocks.length > 1 ? ` (${index + 1})` : ''}`;
    try {
      const certificate = new X509Certificate(pem);
      facts.push({
        place,
        node,
        subject: oneLine(certificate.subject),
        issuer: oneLine(certificate.issuer),
        notBefore: new Date(certificate.validFrom).toISOString(),
        notAfter: new Date(certificate.validTo).toISOString(),
        fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
        publicKey: createHash('sha256')
          .update(certificate.publicKey.export({ type: 'spki', format: 'der' }))
          .digest('hex'),
        ca: certificate.ca,
      });
    } catch (error) {
      findings.push(
        `${place} holds a certificate that cannot be read: ${error instanceof Error ? error.message : error}`,
      );
    }
  }
  return { facts, findings };
}

function oneLine(name: string | undefined): string {
  return (name ?? '').split('\n').join(', ');
}

const separator = '\u0001';

/** Reads every PEM certificate under folders (or in single files) of one node. */
export async function certificatesUnder(
  run: Inspect,
  searched: readonly string[],
  node: string,
): Promise<Certificates> {
  const found = await script(
    run,
    `for p; do [ -e "$p" ] || { echo "$p does not exist" >&2; exit 2; }; done
find -L "$@" -type f -exec sh -c 'for f; do grep -q -e "-----BEGIN [A-Z ]*CERTIFICATE-----" "$f" 2>/dev/null && printf "\\001%s\\n" "$f" && cat "$f" && echo; done; true' sh {} +`,
    ...searched,
  );
  if (found.kind === 'missing') return { searched, certificates: [], findings: [], missing: found.why };
  const certificates: CertificateFact[] = [];
  const findings: string[] = [];
  for (const part of found.text.split(separator).slice(1)) {
    const end = part.indexOf('\n');
    const read = certificatesIn(part.slice(end + 1), part.slice(0, end), node);
    certificates.push(...read.facts);
    findings.push(...read.findings);
  }
  return { searched, certificates, findings };
}

/** End-entity certificates or keys that more than one node holds: each entry names the places. */
export function sharedCertificates(certificates: readonly CertificateFact[]): readonly (readonly string[])[] {
  const byKey = new Map<string, CertificateFact[]>();
  for (const one of certificates) {
    // A trust anchor belongs on every node; an identity does not.
    if (one.ca) continue;
    byKey.set(one.publicKey, [...(byKey.get(one.publicKey) ?? []), one]);
  }
  return [...byKey.values()]
    .filter((holders) => new Set(holders.map(({ node }) => node)).size > 1)
    .map((holders) => holders.map(({ place }) => place));
}
