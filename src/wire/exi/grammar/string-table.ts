import { bitsFor } from './datatype.js';

const xml = ['base', 'id', 'lang', 'space'];
const xsi = ['nil', 'type'];
/** Names of XML Schema's built-in types, sorted by code point (W3C EXI 1.0 appendix D.3). */
const xsd = (
  'ENTITIES ENTITY ID IDREF IDREFS NCName NMTOKEN NMTOKENS NOTATION Name QName anySimpleType anyType anyURI base64Binary ' +
  'boolean byte date dateTime decimal double duration float gDay gMonth gMonthDay gYear gYearMonth hexBinary int integer ' +
  'language long negativeInteger nonNegativeInteger nonPositiveInteger normalizedString positiveInteger short string time ' +
  'token unsignedByte unsignedInt unsignedLong unsignedShort'
).split(' ');

export const xsiNamespace = 'http://www.w3.org/2001/XMLSchema-instance';

/** URIs and local names as they stand before the first event of a schema-informed stream (appendix D). */
export interface InitialNames {
  readonly uris: readonly string[];
  readonly localNames: ReadonlyMap<string, readonly string[]>;
}

export function initialNames(
  namespaces: readonly string[],
  names: ReadonlyMap<string, ReadonlySet<string>>,
): InitialNames {
  const localNames = new Map<string, readonly string[]>([
    ['', []],
    ['http://www.w3.org/XML/1998/namespace', xml],
    [xsiNamespace, xsi],
    ['http://www.w3.org/2001/XMLSchema', xsd],
  ]);
  const standard = [...localNames.keys()];
  const others = [...new Set([...namespaces, ...names.keys()])].filter((uri) => !localNames.has(uri)).sort();
  for (const uri of [...standard, ...others]) {
    const declared = names.get(uri) ?? new Set<string>();
    localNames.set(uri, [...new Set([...(localNames.get(uri) ?? []), ...declared])].sort());
  }
  return { uris: [...standard, ...others], localNames };
}

/** The growing URI and local-name partitions of one stream (7.3). Values are never in a table: capacity 0. */
export class StringTable {
  private readonly uris: string[];
  private readonly localNames: Map<string, string[]>;

  constructor(initial: InitialNames) {
    this.uris = [...initial.uris];
    this.localNames = new Map([...initial.localNames].map(([uri, names]) => [uri, [...names]]));
  }

  get uriBits(): number {
    return bitsFor(this.uris.length + 1);
  }

  uri(id: number): string | undefined {
    return this.uris[id];
  }

  uriId(uri: string): number | undefined {
    const id = this.uris.indexOf(uri);
    return id < 0 ? undefined : id;
  }

  addUri(uri: string): void {
    this.uris.push(uri);
  }

  localBits(uri: string): number {
    return bitsFor(this.localNames.get(uri)?.length ?? 0);
  }

  local(uri: string, id: number): string | undefined {
    return this.localNames.get(uri)?.[id];
  }

  localId(uri: string, name: string): number | undefined {
    const id = this.localNames.get(uri)?.indexOf(name) ?? -1;
    return id < 0 ? undefined : id;
  }

  addLocal(uri: string, name: string): void {
    const names = this.localNames.get(uri);
    if (names === undefined) this.localNames.set(uri, [name]);
    else names.push(name);
  }
}
