import { createHash, X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { subjectOfCertificate } from '../pki/mint-certificate.js';
import type { TrustedAuthority } from '../wire/tls/trusted-ca-keys.js';
import { rootsNamed } from './client-hello.js';
import type { OtherChain } from './tls-options.js';

type Accept = (tcp: Socket) => void;

/**
 * Which chain a client is shown: the first whose root it names in its ClientHello, the usual one where it names none of the
 * others (ISO 15118-2: a root that cannot be matched leaves the choice to the SECC, V2G2-923; -20: V2G20-1007, V2G20-2378).
 */
export function chooseChain(
  usual: Accept,
  others: readonly OtherChain[],
  acceptorOf: (other: OtherChain) => Accept,
): (tcp: Socket, hello: Uint8Array) => void {
  const ways = others.map((other) => ({ names: namesOf(other.root), accept: acceptorOf(other) }));
  return (tcp, hello) => {
    const named = rootsNamed(hello) ?? [];
    const way = ways.find(({ names }) => named.some((authority) => names(authority)));
    (way?.accept ?? usual)(tcp);
  };
}

/** Whether an authority of a ClientHello is this root. */
function namesOf(rootPem: string): (authority: TrustedAuthority) => boolean {
  const root = new X509Certificate(rootPem);
  const certificate = createHash('sha1').update(root.raw).digest();
  const name = Buffer.from(subjectOfCertificate(root.raw));
  return (authority) => {
    if (authority.kind === 'certificate-sha1') return certificate.equals(authority.digest);
    return authority.kind === 'name' && name.equals(authority.name);
  };
}
