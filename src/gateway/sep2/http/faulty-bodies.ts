import { objectOf } from '../read-value.js';

/** Elements that the published schema or its CSIP-AUS extensions have and the draft 2.0.4 has not. */
const publishedNames: ReadonlySet<string> = new Set([
  'opModFixedPFAbsorbW',
  'opModFixedPFInjectW',
  'opModHFRTMayTrip',
  'opModHVRTMayTrip',
  'opModLFRTMayTrip',
  'opModLVRTMayTrip',
  'deviceCategory',
  'postRate',
  'setESRampTms',
  'opModExpLimW',
  'opModImpLimW',
  'opModGenLimW',
  'opModLoadLimW',
  'opModStorageTargetW',
]);

/** For `reject-published-elements`: the first such element in a value. */
export function publishedOnly(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    for (const entry of value) {
      const found = publishedOnly(entry);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  for (const [name, inner] of Object.entries(objectOf(value) ?? {})) {
    const found = publishedNames.has(name) ? name : publishedOnly(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** For `odd-length-hex`: where the first binary of a value is written. */
export function oddHexPath(resource: string, value: object): string | undefined {
  for (const [name, inner] of Object.entries(value)) {
    const path = `${resource}.${name}`;
    if (inner instanceof Uint8Array) return path;
    const deeper = objectOf(inner) === undefined ? undefined : oddHexPath(path, inner as object);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}
