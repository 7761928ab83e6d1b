const mostRemembered = 4096;

/**
 * Frames that a port has sent and will see again in its capture, by their bytes. (The filter word `inbound` would do this,
 * but libpcap filters the first frames after the filter was set by itself, and drops them all for that word.)
 */
export class OwnFrames {
  readonly #sent = new Map<string, number>();

  add(frame: Uint8Array): void {
    const key = keyOf(frame);
    this.#sent.set(key, (this.#sent.get(key) ?? 0) + 1);
    // A capture that lost frames must not make this grow: the oldest are forgotten.
    const oldest = this.#sent.keys().next();
    if (this.#sent.size > mostRemembered && oldest.done === false) this.#sent.delete(oldest.value);
  }

  /** True once for each time that the frame was sent. */
  take(frame: Uint8Array): boolean {
    const key = keyOf(frame);
    const count = this.#sent.get(key);
    if (count === undefined) return false;
    if (count === 1) this.#sent.delete(key);
    else this.#sent.set(key, count - 1);
    return true;
  }
}

function keyOf(frame: Uint8Array): string {
  return Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength).toString('latin1');
}
