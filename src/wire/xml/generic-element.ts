import type { ExiObject, ExiValue } from '../exi/notation/values.js';
import { clarkName, type XmlElement } from './xml-tree.js';

const onlySpace = /^[ \t\r\n]*$/;

/** An element that nothing declares: `{ name, attributes?, content? }`, text as strings in `content`. */
export function generic(element: XmlElement): ExiObject {
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
    if (child !== undefined) content.push(generic(child));
  }
  return {
    name: clarkName(element.namespace, element.name),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
    ...(content.length === 0 ? {} : { content }),
  };
}
