import type { ExiObject, ExiValue } from '../../wire/exi/notation/values.js';
import { SetXml } from '../../wire/xml/set-xml.js';
import { sep2Sets } from './sep2-sets.js';

/** Namespaces of the published schema (2.1.0) and of the draft (2.0.4) that older clients still speak. */
export type Sep2Namespace = 'urn:ieee:std:2030.5:ns' | 'http://ieee.org/2030.5';
export type Sep2Dialect = 'published' | 'draft';

export const publishedNamespace: Sep2Namespace = 'urn:ieee:std:2030.5:ns';
export const draftNamespace: Sep2Namespace = 'http://ieee.org/2030.5';
export const csipAusNamespaces = { '1.2': 'https://csipaus.org/ns', '1.3': 'https://csipaus.org/ns/v1.3' } as const;
export type CsipAusEdition = keyof typeof csipAusNamespaces;

/** Prefixes by custom. */
export const prefixes: Readonly<Record<string, string>> = {
  [csipAusNamespaces['1.2']]: 'csipaus',
  [csipAusNamespaces['1.3']]: 'csipaus',
  [publishedNamespace]: 'sep',
  [draftNamespace]: 'sep',
};

export function dialectOf(namespace: string | undefined): Sep2Dialect | undefined {
  return namespace === publishedNamespace ? 'published' : namespace === draftNamespace ? 'draft' : undefined;
}

const forms = new Map<string, SetXml>();

/** The XML form of the published schema, with the extensions of an edition of CSIP-AUS. */
export function publishedForm(csipAus?: CsipAusEdition): SetXml {
  const key = csipAus ?? '';
  let form = forms.get(key);
  if (form === undefined) {
    form = new SetXml(csipAus === undefined ? sep2Sets.sep2 : sep2Sets[csipAus === '1.2' ? 'csipAus12' : 'csipAus13']);
    forms.set(key, form);
  }
  return form;
}

/** The edition of CSIP-AUS whose namespace a body names; undefined: neither. */
export function csipAusOf(body: Uint8Array): CsipAusEdition | undefined {
  const buffer = Buffer.from(body.buffer, body.byteOffset, body.length);
  const at = buffer.indexOf(csipAusNamespaces['1.2']);
  if (at < 0) return undefined;
  return buffer.includes(csipAusNamespaces['1.3'], at) ? '1.3' : '1.2';
}

/** The edition of CSIP-AUS that a value needs; undefined: none. */
export function csipAusFor(value: ExiValue): CsipAusEdition | undefined {
  if (typeof value !== 'object' || value instanceof Uint8Array) return undefined;
  let needed: CsipAusEdition | undefined;
  const items = Array.isArray(value) ? value.entries() : Object.entries(value as ExiObject);
  for (const [name, item] of items) {
    const own = typeof name === 'string' ? extensionNames.get(name) : undefined;
    const inner = csipAusFor(item as ExiValue);
    if (own === '1.3' || inner === '1.3') return '1.3';
    needed ??= own ?? inner;
  }
  return needed;
}

const extensionNames: ReadonlyMap<string, CsipAusEdition> = new Map([
  ...namesOf('1.3').map((name) => [name, '1.3'] as const),
  ...namesOf('1.2').map((name) => [name, '1.2'] as const),
]);

/** The extension elements of an edition. */
function namesOf(edition: CsipAusEdition): readonly string[] {
  const { elements } = publishedForm(edition).set;
  return elements.filter(({ namespace }) => namespace === csipAusNamespaces[edition]).map(({ name }) => name);
}
