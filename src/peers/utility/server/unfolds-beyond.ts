/**
 * Whether a decoded resource, written out, has more characters and entries than `limit`. In EXI one string can stand in a
 * thousand places for two octets each (the value table), which in memory costs nothing and in XML or JSON everything: what
 * entity expansion is to XML. Stops counting at the limit.
 */
export function unfoldsBeyond(value: unknown, limit: number): boolean {
  let size = 0;
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    size += 1;
    if (typeof next === 'string') size += next.length;
    else if (next instanceof Uint8Array) size += 2 * next.length;
    else if (Array.isArray(next)) for (const each of next) open.push(each);
    else if (typeof next === 'object' && next !== null) {
      for (const [name, each] of Object.entries(next)) {
        size += name.length;
        open.push(each);
      }
    }
    if (size > limit) return true;
  }
  return false;
}
