import type { Clock } from '../../base/clock.js';
import { clearLine, cursorUp, hideCursor, showCursor, type TerminalStream } from './ansi.js';

/** Redraws at most this often, milliseconds. */
const frameMs = 80;

/** The lines at the bottom of a terminal that are drawn over. On anything else it does nothing. */
export class LiveArea {
  #drawn = 0;
  #shown = false;
  #waiting: (() => void) | undefined;
  #stopped = false;

  constructor(
    private readonly stream: TerminalStream,
    private readonly live: boolean,
    private readonly clock: Clock,
    private readonly lines: () => readonly string[],
  ) {}

  /** Draws soon; many calls in a short time draw once. */
  draw(): void {
    if (!this.live || this.#stopped || this.#waiting !== undefined) return;
    this.#waiting = () => undefined;
    this.#waiting = this.clock.after(frameMs, () => {
      this.#waiting = undefined;
      if (!this.#stopped) this.#paint();
    });
  }

  /** Takes the lines away so that something can be printed above. */
  erase(): void {
    if (this.#drawn === 0) return;
    this.stream.write(clearLine + (cursorUp + clearLine).repeat(this.#drawn - 1));
    this.#drawn = 0;
  }

  /** Takes the lines away for good and gives the cursor back. */
  stop(): void {
    this.#stopped = true;
    this.#waiting?.();
    this.#waiting = undefined;
    this.erase();
    if (this.#shown) this.stream.write(showCursor);
    this.#shown = false;
  }

  #paint(): void {
    this.erase();
    const lines = this.lines();
    if (!this.#shown) this.stream.write(hideCursor);
    this.#shown = true;
    this.stream.write(lines.join('\n'));
    this.#drawn = lines.length;
  }
}
