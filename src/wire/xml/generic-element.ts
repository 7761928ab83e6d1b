import type { ExiObject, ExiValue } from '../exi/notation/values.js';
import { clarkName, fromClarkName, type XmlAttribute, type XmlElement, xsiNamespace } from './xml-tree.js';

const onlySpace = /^[ \t\r\n]*$/;

/** An element that nothing declares: `{ name, attributes?, content? }`; `content` holds texts and what `nested` makes of children. */
export function generic(element: XmlElement, nested: (child: XmlElement) => ExiObject = generic): ExiObject {
  const attributes: { [name: string]: ExiValue } = {};
  for (const { name, namespace, value, typeName } of element.attributes) {
    if (typeName === undefined) attributes[clarkName(namespace, name)] = value;
    else attributes['xsi:type'] = clarkName(typeName.namespace ?? '', typeName.name);
  }
  const content: ExiValue[] = [];
  for (let i = 0; i <= element.children.length; i++) {
    const text = element.texts?.[i];
    if (text !== undefined && text !== '' && (element.children.length === 0 || !onlySpace.test(text)))
      content.push(text);
    const child = element.children[i];
    if (child !== undefined) content.push(nested(child));
  }
  return {
    name: clarkName(element.namespace, element.name),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
    ...(content.length === 0 ? {} : { content }),
  };
}

/** The element that {@link generic} made an object of. */
export function elementTree(item: ExiObject): XmlElement {
  const attributes: XmlAttribute[] = [];
  const given = item['attributes'];
  if (typeof given === 'object' && !Array.isArray(given) && !(given instanceof Uint8Array)) {
    for (const [key, value] of Object.entries(given as ExiObject)) {
      const text = String(value);
      if (key === 'xsi:type') {
        attributes.push({ name: 'type', namespace: xsiNamespace, value: text, typeName: fromClarkName(text) });
      } else attributes.push({ ...fromClarkName(key), value: text });
    }
  }
  const children: XmlElement[] = [];
  const texts: string[] = [];
  const content = item['content'];
  for (const part of Array.isArray(content) ? (content as readonly ExiValue[]) : []) {
    if (typeof part === 'string') texts[children.length] = (texts[children.length] ?? '') + part;
    else children.push(elementTree(part as ExiObject));
  }
  return {
    ...fromClarkName(String(item['name'] ?? '')),
    attributes,
    children,
    texts: texts.length === 0 ? undefined : Array.from(texts, (text) => text ?? ''),
    line: 0,
    column: 0,
  };
}
