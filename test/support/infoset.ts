import { XmlCData, XmlDocument, XmlElement, XmlText } from 'libxml2-wasm';

/**
 * The information set of a document as libxml2 reads it, one line a node: elements in order with `{namespace}name`,
 * attributes sorted, text without the white space around it. Prefixes, comments and layout are not part of it.
 */
export function infoset(body: Uint8Array): readonly string[] {
  const parsed = XmlDocument.fromBuffer(body);
  const lines: string[] = [];
  visit(parsed.root, '', lines);
  parsed.dispose();
  return lines;
}

function visit(element: XmlElement, path: string, lines: string[]): void {
  const here = `${path}/${named(element.namespaceUri, element.name)}`;
  lines.push(here);
  const attributes = element.attrs.map(
    (one) => `${here}@${named(one.namespaceUri, one.name)}=${attributeValue(element, one)}`,
  );
  lines.push(...attributes.sort());
  let text = '';
  for (let node = element.firstChild; node !== null; node = node.next) {
    if (node instanceof XmlElement) visit(node, here, lines);
    else if (node instanceof XmlText || node instanceof XmlCData) text += node.content;
  }
  if (text.trim() !== '') lines.push(`${here}=${text.trim()}`);
}

function named(namespace: string, name: string): string {
  return namespace === '' ? name : `{${namespace}}${name}`;
}

/** The prefix in an xsi:type stands for its namespace. */
function attributeValue(element: XmlElement, { name, namespaceUri, value }: XmlElement['attrs'][number]): string {
  if (name !== 'type' || !namespaceUri.endsWith('XMLSchema-instance')) return value;
  const [local, prefix = ''] = value.split(':').reverse();
  return named(element.namespaceForPrefix(prefix) ?? '', local ?? '');
}
