import { Cursor } from './cursor.js';

/** Number of the extension `trusted_ca_keys` of a ClientHello. */
export const trustedCaKeysExtension = 3;

/**
 * How a client names a root that it holds (RFC 6066, 6): SHA-1 of its public key or of the certificate, or its name (DER).
 * `pre-agreed` names none.
 */
export type TrustedAuthority =
  | { readonly kind: 'pre-agreed' }
  | { readonly kind: 'key-sha1' | 'certificate-sha1'; readonly digest: Uint8Array }
  | { readonly kind: 'name'; readonly name: Uint8Array };

const types = { 'pre-agreed': 0, 'key-sha1': 1, name: 2, 'certificate-sha1': 3 } as const;
const digestLength = 20;

/** The roots that a `trusted_ca_keys` extension names; undefined where its body is broken. Never throws. */
export function readTrustedAuthorities(body: Uint8Array): readonly TrustedAuthority[] | undefined {
  const outer = new Cursor(body);
  const list = outer.vector(2);
  const found: TrustedAuthority[] = [];
  while (list.left > 0 && !list.broken) {
    const type = list.number(1);
    if (type === types['pre-agreed']) found.push({ kind: 'pre-agreed' });
    else if (type === types.name) found.push({ kind: 'name', name: list.opaque(2).slice() });
    else if (type === types['key-sha1']) found.push({ kind: 'key-sha1', digest: list.take(digestLength).slice() });
    else if (type === types['certificate-sha1'])
      found.push({ kind: 'certificate-sha1', digest: list.take(digestLength).slice() });
    else return undefined;
  }
  return outer.broken || outer.left > 0 || list.broken ? undefined : found;
}

/** The roots that a `certificate_authorities` extension names (RFC 8446, 4.2.4); none where its body is broken. */
export function readAuthorities(body: Uint8Array): readonly TrustedAuthority[] {
  const outer = new Cursor(body);
  const list = outer.vector(2);
  const found: TrustedAuthority[] = [];
  while (list.left > 0 && !list.broken) found.push({ kind: 'name', name: list.opaque(2).slice() });
  return outer.broken || outer.left > 0 || list.broken ? [] : found;
}

/** The body of a `trusted_ca_keys` extension that names these roots. */
export function writeTrustedAuthorities(authorities: readonly TrustedAuthority[]): Uint8Array {
  const list = authorities.flatMap((authority): number[] => {
    const type = types[authority.kind];
    if (authority.kind === 'pre-agreed') return [type];
    if (authority.kind === 'name') return [type, ...number16(authority.name.length), ...authority.name];
    return [type, ...authority.digest];
  });
  return Uint8Array.from([...number16(list.length), ...list]);
}

function number16(value: number): [number, number] {
  return [(value >> 8) & 255, value & 255];
}
