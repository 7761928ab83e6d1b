/** The leading dotted numbers of a version text (`6.1.0-18-amd64` -> [6, 1, 0]); `undefined` when there are none. */
export function parseVersion(text: string): readonly number[] | undefined {
  const match = /(\d+(?:\.\d+)*)/.exec(text);
  return match === null ? undefined : match[1]!.split('.').map(Number);
}

/**
 * Orders two versions by their dotted numbers, missing ones counting as 0: negative, 0 or positive; `undefined` when
 * either holds no number.
 */
export function compareVersions(a: string, b: string): number | undefined {
  const left = parseVersion(a);
  const right = parseVersion(b);
  if (left === undefined || right === undefined) return undefined;
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
