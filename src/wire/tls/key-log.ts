/**
 * TLS secrets in the NSS key log format: one `LABEL client-random secret` a line, hexadecimal, `#` starts a comment. As
 * OpenSSL, Node, Java agents and Wireshark write it.
 */

/** Where a secret was found: a key log file, a decryption-secrets block of the capture, a UDP datagram in the capture. */
export type SecretSource = 'file' | 'capture-block' | 'datagram';

export interface Secret {
  readonly bytes: Uint8Array;
  readonly source: SecretSource;
}

/** What was in a piece of key log. */
export interface KeyLogYield {
  /** Secrets that were not known yet. */
  readonly added: number;
  /** Lines with a known label that cannot be read: cut short, no hexadecimal digits. */
  readonly malformed: number;
  /** Secrets that were dropped because the log is full. */
  readonly dropped: number;
}

/** Label and the lengths that its secret may have, bytes. */
const labels = {
  CLIENT_RANDOM: [48],
  CLIENT_HANDSHAKE_TRAFFIC_SECRET: [32, 48],
  SERVER_HANDSHAKE_TRAFFIC_SECRET: [32, 48],
  CLIENT_TRAFFIC_SECRET_0: [32, 48],
  SERVER_TRAFFIC_SECRET_0: [32, 48],
} as const;

export type SecretLabel = keyof typeof labels;

/** A campaign of a day has a few thousand sessions with up to four secrets each. */
const defaultCapacity = 32_768;
const longestLine = 400;

/** Collects secrets and finds them by the random of the ClientHello. Bounded; never throws on what it is given. */
export class KeyLog {
  readonly #secrets = new Map<string, Secret>();
  readonly #capacity: number;

  /** @param capacity most secrets that are kept */
  constructor(capacity = defaultCapacity) {
    this.#capacity = capacity;
  }

  /** Number of secrets. */
  get size(): number {
    return this.#secrets.size;
  }

  /** Takes whole lines; a torn last line counts as malformed. */
  add(text: string, source: SecretSource): KeyLogYield {
    let added = 0;
    let malformed = 0;
    let dropped = 0;
    for (const line of text.split(/\r\n|\r|\n/)) {
      const parsed = parseLine(line);
      if (parsed === 'other') continue;
      if (parsed === 'malformed') malformed++;
      else if (this.#secrets.has(parsed.key)) continue;
      else if (this.#secrets.size >= this.#capacity) dropped++;
      else {
        this.#secrets.set(parsed.key, { bytes: parsed.secret, source });
        added++;
      }
    }
    return { added, malformed, dropped };
  }

  /** @param clientRandom hexadecimal, lower case */
  find(label: SecretLabel, clientRandom: string): Secret | undefined {
    return this.#secrets.get(keyOf(label, clientRandom));
  }
}

/** True where the text starts with a line of a key log. */
export function looksLikeKeyLog(text: string): boolean {
  return Object.keys(labels).some((label) => text.startsWith(`${label} `));
}

function parseLine(line: string): { readonly key: string; readonly secret: Uint8Array } | 'malformed' | 'other' {
  const [label = '', random = '', secret = '', ...rest] = line.slice(0, longestLine).trim().split(/ +/);
  if (!isLabel(label)) return 'other';
  const lengths: readonly number[] = labels[label];
  const isWhole =
    rest.length === 0 &&
    /^[0-9a-f]{64}$/i.test(random) &&
    /^[0-9a-f]+$/i.test(secret) &&
    lengths.some((length) => secret.length === 2 * length);
  if (!isWhole) return 'malformed';
  const bytes = Uint8Array.from(secret.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return { key: keyOf(label, random.toLowerCase()), secret: bytes };
}

function isLabel(text: string): text is SecretLabel {
  return Object.hasOwn(labels, text);
}

function keyOf(label: SecretLabel, clientRandom: string): string {
  return `${label} ${clientRandom}`;
}
