import { closeSync, fstatSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';

const pieceBytes = 1 << 20;

/** Text that is appended now and read once at the end; above a mebibyte it waits in a file that has no name any more. */
export class TextSpool {
  #inMemory = '';
  #descriptor: number | undefined;
  #empty = true;

  get isEmpty(): boolean {
    return this.#empty;
  }

  /** @throws the errors of the file system: no room in the folder for temporary files */
  append(text: string): void {
    this.#empty = false;
    this.#inMemory += text;
    if (this.#inMemory.length < pieceBytes) return;
    this.#descriptor ??= openNameless();
    writeSync(this.#descriptor, this.#inMemory);
    this.#inMemory = '';
  }

  /** Everything, in pieces; the spool is empty then. */
  *drain(): Generator<string> {
    const descriptor = this.#descriptor;
    if (descriptor !== undefined) {
      const decoder = new StringDecoder('utf8');
      const piece = Buffer.alloc(pieceBytes);
      for (let at = 0, end = fstatSync(descriptor).size; at < end; ) {
        const length = readSync(descriptor, piece, 0, pieceBytes, at);
        at += length;
        yield decoder.write(piece.subarray(0, length));
      }
      closeSync(descriptor);
      this.#descriptor = undefined;
    }
    yield this.#inMemory;
    this.#inMemory = '';
    this.#empty = true;
  }
}

/** Removed as soon as it is open: nothing is left behind, whatever happens. */
function openNameless(): number {
  const path = join(tmpdir(), `plumbline-${process.pid}-${process.hrtime.bigint()}`);
  const descriptor = openSync(path, 'wx+', 0o600);
  rmSync(path);
  return descriptor;
}
