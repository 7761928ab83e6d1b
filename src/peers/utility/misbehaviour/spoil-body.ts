import type { Behaviour } from '../control-types.js';
import type { Reply } from '../server/reply.js';

const published = 'urn:ieee:std:2030.5:ns';
const draft = 'http://ieee.org/2030.5';

/** Misbehaviour that changes the octets of an answer that was good. */
export function spoilBody(reply: Reply, behaviour: Behaviour): Reply {
  switch (behaviour.kind) {
    case 'malformed':
      return { ...reply, body: reply.body.subarray(0, Math.floor(reply.body.length * 0.6)) };
    case 'wrong-namespace':
      return text(reply, (xml) =>
        xml.includes(draft) ? xml.replaceAll(draft, published) : xml.replaceAll(published, draft),
      );
    case 'unknown-namespace':
      return text(reply, (xml) =>
        xml.replaceAll(published, 'urn:example:unknown').replaceAll(draft, 'urn:example:unknown'),
      );
    case 'unknown-element':
      return text(reply, (xml) => intoRoot(xml, '<plumblineUnknown>1</plumblineUnknown>'));
    case 'odd-hex':
      return text(reply, (xml) => xml.replace(/<((?:\w+:)?(?:mRID|lFDI))>([0-9A-Fa-f]+)[0-9A-Fa-f]<\//g, '<$1>$2</'));
    case 'entity-expansion':
      return text(reply, (xml) => withEntities(xml));
    case 'wrong-content-type':
      return { ...reply, contentType: 'text/html' };
    case 'no-content-type':
      return { ...reply, contentType: undefined };
    case 'empty-body':
      return { ...reply, body: new Uint8Array() };
    case 'close-connection':
      return { ...reply, close: true };
    default:
      return reply;
  }
}

function text(reply: Reply, change: (xml: string) => string): Reply {
  const isText = reply.contentType?.includes('xml') === true;
  return isText ? { ...reply, body: Buffer.from(change(Buffer.from(reply.body).toString('utf8')), 'utf8') } : reply;
}

/** Puts a child in front of the others. */
function intoRoot(xml: string, child: string): string {
  return xml.replace(/<([A-Za-z:]+)((?:\s[^<>]*?)?)(\/?)>/, (_all, name: string, attributes: string, empty: string) =>
    empty === '' ? `<${name}${attributes}>${child}` : `<${name}${attributes}>${child}</${name}>`,
  );
}

/** A document type with nine entities, each ten times the one before: a gigabyte for who expands them. */
function withEntities(xml: string): string {
  const lines = ['<!ENTITY a0 "lol">'];
  for (let level = 1; level <= 9; level++) lines.push(`<!ENTITY a${level} "${`&a${level - 1};`.repeat(10)}">`);
  const type = `<!DOCTYPE bomb [${lines.join('')}]>`;
  const declared = /^<\?xml[^>]*\?>/.exec(xml)?.[0] ?? '';
  return `${declared}${type}${intoRoot(xml.slice(declared.length), '<description>&a9;</description>')}`;
}
