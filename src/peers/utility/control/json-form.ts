/** JSON with bigint as `{"$bigint": "12"}` and octets as `{"$hex": "0AFF"}`. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, key, seen: unknown) {
    // Buffers have turned themselves into something else by now.
    const raw = this[key];
    if (raw instanceof Uint8Array) return { $hex: Buffer.from(raw).toString('hex').toUpperCase() };
    return typeof seen === 'bigint' ? { $bigint: String(seen) } : seen;
  });
}

/** @throws SyntaxError */
export function fromJson(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    const { $bigint: big, $hex: hex } = value as { $bigint?: unknown; $hex?: unknown };
    if (typeof big === 'string' && /^-?\d+$/.test(big)) return BigInt(big);
    return typeof hex === 'string' ? new Uint8Array(Buffer.from(hex, 'hex')) : value;
  });
}
