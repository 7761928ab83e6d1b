import { DerError, type DerValue, derTags, membersOf, oidText, readDer, stringOf } from './der/der-reader.js';
import { ia5String, objectIdentifier, sequence, setOf, utf8String } from './der/der-writer.js';
import { oids } from './oids.js';

/** A distinguished name: object identifier and text of each attribute, in order. */
export type DistinguishedName = readonly (readonly [oid: string, text: string])[];

const shortNames: Readonly<Record<string, string>> = {
  [oids.commonName]: 'CN',
  [oids.organization]: 'O',
  [oids.country]: 'C',
  [oids.locality]: 'L',
  [oids.state]: 'ST',
  [oids.organizationalUnit]: 'OU',
  [oids.serialNumber]: 'SERIALNUMBER',
  [oids.domainComponent]: 'DC',
  [oids.email]: 'E',
};

export function writeName(name: DistinguishedName): Uint8Array {
  return sequence(
    ...name.map(([oid, text]) => {
      // RFC 4519, 2.4: a domain component is an IA5String.
      const value = oid === oids.domainComponent ? ia5String(text) : utf8String(text);
      return setOf(sequence(objectIdentifier(oid), value));
    }),
  );
}

/** @throws DerError */
export function readName(value: DerValue): DistinguishedName {
  return membersOf(value).flatMap((set) =>
    membersOf(set).map((attribute) => {
      const [oid, text] = membersOf(attribute);
      return [oid === undefined ? '' : oidText(oid), text === undefined ? '' : stringOf(text)] as const;
    }),
  );
}

/** A name as it travels in a handshake, DER; undefined where the bytes are none. Never throws: they come from the wire. */
export function readSentName(der: Uint8Array): DistinguishedName | undefined {
  try {
    const value = readDer(der);
    if (value.tag !== derTags.sequence || value.whole.length !== der.length) return undefined;
    return readName(value);
  } catch (error) {
    if (error instanceof DerError) return undefined;
    throw error;
  }
}

/** `CN=SECC-LAB-1, O=plumbline lab, DC=CPO`; what would be taken for a separator is escaped (RFC 4514, 2.4). */
export function nameText(name: DistinguishedName): string {
  return name.map(([oid, text]) => `${shortNames[oid] ?? oid}=${text.replace(/[\\,+"<>;]/g, '\\$&')}`).join(', ');
}

/** Texts of all attributes of a kind. */
export function namePart(name: DistinguishedName, oid: string): readonly string[] {
  return name.filter(([kind]) => kind === oid).map(([, text]) => text);
}
