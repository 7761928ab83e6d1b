import assert from 'node:assert/strict';
import type { Got, LabClient } from './lab.js';

/** Everything that an href in a resource leads to. */
function hrefsIn(value: unknown, found: Set<string> = new Set()): Set<string> {
  if (Array.isArray(value)) for (const each of value) hrefsIn(each, found);
  else if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array)) {
    for (const [name, content] of Object.entries(value)) {
      if ((name === 'href' || name === 'replyTo') && typeof content === 'string') found.add(content);
      else hrefsIn(content, found);
    }
  }
  return found;
}

/** Follows every link from DeviceCapability. */
export async function crawl(
  client: LabClient,
  start: string,
  look: (got: Got) => void = () => undefined,
): Promise<Map<string, number>> {
  const seen = new Map<string, number>();
  const queue = [start];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (seen.has(path)) continue;
    const got = await client.get(`${path}?s=0&l=50`);
    seen.set(path, got.status);
    if (got.status !== 200) continue;
    assert.deepEqual(got.decoded.violations, [], path);
    assert.equal(got.value['href'], path);
    look(got);
    queue.push(...hrefsIn(got.value));
  }
  return seen;
}
