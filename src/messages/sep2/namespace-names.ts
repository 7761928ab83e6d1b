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

/** CSIP-AUS extends the published schema. */
export function dialectOf(namespace: string | undefined): Sep2Dialect | undefined {
  if (namespace === publishedNamespace || namespace === csipAusNamespaces['1.2']) return 'published';
  if (namespace === csipAusNamespaces['1.3']) return 'published';
  return namespace === draftNamespace ? 'draft' : undefined;
}
