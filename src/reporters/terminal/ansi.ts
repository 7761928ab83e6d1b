import { type ShownVerdict, verdictStyles } from '../verdict-style.js';
import { wrapText } from '../wrap-text.js';

/** What the terminal can show. */
export interface TerminalAbilities {
  /** Lines can be drawn over. */
  readonly live: boolean;
  readonly colour: boolean;
  readonly unicode: boolean;
  /** Characters a line. */
  readonly width: number;
}

export interface TerminalStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/**
 * Finds out what a stream can show. Nothing is drawn over without a terminal, in CI, or on a dumb one; colour goes with
 * NO_COLOR (https://no-color.org) and comes back with FORCE_COLOR.
 */
export function abilitiesOf(stream: TerminalStream, environment: NodeJS.ProcessEnv): TerminalAbilities {
  const set = (name: string): boolean => environment[name] !== undefined && environment[name] !== '';
  const tty = stream.isTTY === true && environment['TERM'] !== 'dumb';
  const locale = environment['LC_ALL'] || environment['LC_CTYPE'] || environment['LANG'] || '';
  return {
    // On a very narrow terminal lines would wrap, and drawing over them would leave rests.
    live: tty && !set('CI') && (stream.columns ?? 80) >= 60,
    colour: !set('NO_COLOR') && (tty || (set('FORCE_COLOR') && environment['FORCE_COLOR'] !== '0')),
    // Without a locale at all (a container) today's terminals still read UTF-8; "C" and "POSIX" say that they may not.
    unicode: /utf-?8/i.test(locale) || locale === '',
    width: Math.max(60, Math.min(stream.columns ?? 100, 160)),
  };
}

const csi = '\u001b[';

export const clearLine = `\r${csi}2K`;
export const cursorUp = `${csi}1A`;
export const hideCursor = `${csi}?25l`;
export const showCursor = `${csi}?25h`;

/** Words in the terminal's own colours. */
export class Paint {
  constructor(private readonly abilities: TerminalAbilities) {}

  #wrap(code: number, text: string): string {
    return this.abilities.colour ? `${csi}${code}m${text}${csi}0m` : text;
  }

  bold(text: string): string {
    return this.#wrap(1, text);
  }

  dim(text: string): string {
    return this.#wrap(2, text);
  }

  /** Icon and word of a verdict, the word padded to `width`. */
  verdict(verdict: ShownVerdict, width = 0): string {
    const style = verdictStyles[verdict];
    return this.#wrap(style.ansi, `${this.icon(verdict)} ${style.word.padEnd(width)}`);
  }

  icon(verdict: ShownVerdict): string {
    const style = verdictStyles[verdict];
    return this.abilities.unicode ? style.icon : style.asciiIcon;
  }

  /** Text in the colour of a verdict. */
  like(verdict: ShownVerdict, text: string): string {
    return this.#wrap(verdictStyles[verdict].ansi, text);
  }
}

/** Takes out what would move the cursor: what a gateway sends is printed, never obeyed. */
export function harmless(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
}

/** Text under a case: broken for the width of the terminal, every line indented. */
export function indented(text: string, indent: number, width: number): string[] {
  const lines = wrapText(harmless(text), Math.max(24, width - indent - 1), (part) => part.length);
  return lines.map((line) => `${' '.repeat(indent)}${line}`);
}

/** Cuts text to a width, with an ellipsis when something was cut. */
export function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}
