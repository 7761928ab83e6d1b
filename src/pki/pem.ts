/** One block of a PEM file (RFC 7468). */
export interface PemBlock {
  /** `CERTIFICATE`, `PRIVATE KEY`. */
  readonly label: string;
  readonly der: Uint8Array;
}

/** Every block of a PEM text, in order; text between blocks is skipped. Never throws. */
export function readPem(text: string): readonly PemBlock[] {
  const blocks = text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g);
  return [...blocks].map((block) => ({
    label: block[1] ?? '',
    der: new Uint8Array(Buffer.from(block[2] ?? '', 'base64')),
  }));
}

/** One PEM block with lines of 64 characters. */
export function writePem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** The certificates of a file's bytes, PEM or DER, leaf first; empty when there are none. Never throws. */
export function certificatesIn(bytes: Uint8Array): readonly Uint8Array[] {
  // A DER certificate is a SEQUENCE of more than 127 bytes.
  if (bytes[0] === 0x30 && (bytes[1] ?? 0) >= 0x80) return [bytes];
  return readPem(Buffer.from(bytes).toString('latin1'))
    .filter((block) => block.label === 'CERTIFICATE' || block.label === 'TRUSTED CERTIFICATE')
    .map((block) => block.der);
}
