import { DerError, type DerValue, dateOf, derTags, expectTag, membersOf, oidText, readDer } from './der/der-reader.js';
import type { OcspStatus } from './ocsp-response.js';
import { oids } from './oids.js';

/** What an OCSP response says of one certificate. */
export interface SingleOcspResponse {
  /** Object identifier of the hash in the names below. */
  readonly hash: string;
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
  readonly serial: Uint8Array;
  readonly status: OcspStatus;
  readonly revokedAt: Date | undefined;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
}

export interface OcspResponse {
  readonly kind: 'response';
  readonly producedAt: Date;
  readonly responses: readonly SingleOcspResponse[];
  /** What is signed, by which algorithm, and the signature. */
  readonly data: Uint8Array;
  readonly algorithm: string;
  readonly signature: Uint8Array;
  /** Certificates that came with it, DER. */
  readonly certificates: readonly Uint8Array[];
}

export interface NoOcspResponse {
  /** `refused`: the responder says that it cannot answer. `garbage`: no OCSP response. */
  readonly kind: 'refused' | 'garbage';
  readonly detail: string;
}

/** RFC 6960, 4.2.1. */
const refusals = ['successful', 'malformedRequest', 'internalError', 'tryLater', '', 'sigRequired', 'unauthorized'];

/** Reads an OCSP response (RFC 6960, 4.2). Never throws: it may come from the wire. */
export function readOcspResponse(der: Uint8Array): OcspResponse | NoOcspResponse {
  try {
    const [status, bytes] = membersOf(expectTag(readDer(der), derTags.sequence, 'response'));
    const code = expectTag(status, derTags.enumerated, 'status').content[0] ?? -1;
    if (code !== 0) return { kind: 'refused', detail: `the responder says "${refusals[code] || code}"` };
    return readBasic(bytes);
  } catch (error) {
    return { kind: 'garbage', detail: error instanceof Error ? error.message : String(error) };
  }
}

function readBasic(bytes: DerValue | undefined): OcspResponse {
  const [type, content] = membersOf(readDer(expectTag(bytes, 0xa0, 'response').content));
  if (type === undefined || oidText(type) !== oids.ocspBasic) throw new DerError('is no basic OCSP response');
  const basic = readDer(expectTag(content, derTags.octetString, 'response').content);
  const [data, algorithm, signature, certificates] = membersOf(basic);
  const members = membersOf(expectTag(data, derTags.sequence, 'response data'));
  // The version, [0], may be left out.
  const [, producedAt, list] = members[0]?.tag === 0xa0 ? members.slice(1) : members;
  return {
    kind: 'response',
    producedAt: dateOf(expectTag(producedAt, derTags.generalizedTime, 'time')),
    responses: membersOf(expectTag(list, derTags.sequence, 'list of responses')).map(readSingle),
    data: (data as DerValue).whole,
    algorithm: oidText(
      expectTag(membersOf(expectTag(algorithm, derTags.sequence, 'algorithm'))[0], derTags.oid, 'algorithm'),
    ),
    signature: expectTag(signature, derTags.bitString, 'signature').content.subarray(1),
    certificates: certificates?.tag === 0xa0 ? membersOf(readDer(certificates.content)).map(({ whole }) => whole) : [],
  };
}

function readSingle(value: DerValue): SingleOcspResponse {
  const [id, status, thisUpdate, next] = membersOf(value);
  const [algorithm, name, key, serial] = membersOf(expectTag(id, derTags.sequence, 'certificate id'));
  const hash = membersOf(expectTag(algorithm, derTags.sequence, 'hash algorithm'))[0];
  const number = (status?.tag ?? 0xff) & 0x1f;
  const known = (['good', 'revoked', 'unknown'] as const)[number];
  if (status === undefined || known === undefined) throw new DerError('has no status');
  return {
    hash: oidText(expectTag(hash, derTags.oid, 'hash algorithm')),
    issuerNameHash: expectTag(name, derTags.octetString, 'name hash').content,
    issuerKeyHash: expectTag(key, derTags.octetString, 'key hash').content,
    serial: expectTag(serial, derTags.integer, 'serial number').content,
    status: known,
    revokedAt: known === 'revoked' ? dateOf(readDer(status.content)) : undefined,
    thisUpdate: dateOf(expectTag(thisUpdate, derTags.generalizedTime, 'time')),
    nextUpdate: next?.tag === 0xa0 ? dateOf(readDer(next.content)) : undefined,
  };
}
