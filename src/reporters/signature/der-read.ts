/** One DER element as read: where it lies, what it holds. */
export interface DerNode {
  readonly tag: number;
  /** The whole element. */
  readonly raw: Buffer;
  readonly content: Buffer;
}

/** The element at the start of the bytes; undefined when there is none whole. Indefinite lengths are not DER. */
export function readDer(bytes: Buffer): DerNode | undefined {
  const tag = bytes[0];
  const first = bytes[1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return undefined;
  let length = first;
  let head = 2;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 4 || bytes.length < 2 + count) return undefined;
    length = bytes.readUIntBE(2, count);
    head += count;
  }
  if (bytes.length < head + length) return undefined;
  return { tag, raw: bytes.subarray(0, head + length), content: bytes.subarray(head, head + length) };
}

/** The elements inside of a constructed one, as far as they are whole. */
export function children(node: DerNode | undefined): DerNode[] {
  const found: DerNode[] = [];
  let rest = node?.content ?? Buffer.alloc(0);
  while (rest.length > 0) {
    const child = readDer(rest);
    if (child === undefined) break;
    found.push(child);
    rest = rest.subarray(child.raw.length);
  }
  return found;
}

/** Dotted form of an OBJECT IDENTIFIER. */
export function oidOf(node: DerNode | undefined): string | undefined {
  if (node === undefined || node.tag !== 0x06 || node.content.length === 0) return undefined;
  const first = node.content[0] ?? 0;
  const arcs = [Math.min(2, Math.floor(first / 40)), first - 40 * Math.min(2, Math.floor(first / 40))];
  let value = 0;
  for (const byte of node.content.subarray(1)) {
    value = value * 128 + (byte & 0x7f);
    if ((byte & 0x80) === 0) {
      arcs.push(value);
      value = 0;
    }
  }
  return arcs.join('.');
}
