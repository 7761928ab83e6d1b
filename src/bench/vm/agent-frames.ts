/**
 * What goes over a connection to the guest's agent: frames of a kind (1 byte), a length (4 bytes, big-endian) and that
 * many bytes. One connection a command; whoever goes away takes the command with it.
 */
export const frameKinds = ['start', 'stdin', 'stdin-end', 'signal', 'stdout', 'stderr', 'exit', 'refused'] as const;
export type FrameKind = (typeof frameKinds)[number];

export interface StartFrame {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface ExitFrame {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export function frame(kind: FrameKind, body: Uint8Array | string = ''): Buffer {
  const bytes = Buffer.from(body as Uint8Array);
  const head = Buffer.alloc(5);
  head.writeUInt8(frameKinds.indexOf(kind), 0);
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

/** Cuts a stream into frames. */
export class FrameReader {
  #rest: Buffer = Buffer.alloc(0);
  readonly #onFrame: (kind: FrameKind, body: Buffer) => void;

  constructor(onFrame: (kind: FrameKind, body: Buffer) => void) {
    this.#onFrame = onFrame;
  }

  push(chunk: Uint8Array): void {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    while (this.#rest.length >= 5) {
      const length = this.#rest.readUInt32BE(1);
      if (this.#rest.length < 5 + length) return;
      const kind = frameKinds[this.#rest.readUInt8(0)];
      const body = this.#rest.subarray(5, 5 + length);
      this.#rest = this.#rest.subarray(5 + length);
      if (kind !== undefined) this.#onFrame(kind, body);
    }
  }
}
