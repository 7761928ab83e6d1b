import type { Parsed, ToolFinding } from './observations.js';

export const macPattern = '[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){5}';

const longestQuote = 200;

/** Gathers what was odd in the output of one command. */
export class Findings {
  readonly #command: string;
  readonly #list: ToolFinding[] = [];

  constructor(command: string) {
    this.#command = command;
  }

  /** `line` from 1; 0 for the output as a whole. */
  add(line: number, text: string, why: string): void {
    this.#list.push({ command: this.#command, line, text: text.slice(0, longestQuote), why });
  }

  with<T>(value: T): Parsed<T> {
    return { value, findings: this.#list };
  }
}

/** Lines with their numbers from 1, without the empty ones. */
export function numberedLines(text: string): readonly { readonly line: number; readonly text: string }[] {
  return text
    .split(/\r?\n/)
    .map((line, i) => ({ line: i + 1, text: line }))
    .filter((entry) => entry.text.trim() !== '');
}

/** Messages of the tools in place of a table: the tool, the kernel or the interface is not what was expected. */
const failures: readonly (readonly [RegExp, string])[] = [
  [/^command failed: (.*)$/, 'the kernel refused the command'],
  [/^Error - no valid command or debug table/, 'this version of the tool does not know the command'],
  [/^Error - /, 'the tool refused'],
  [/^Usage:/i, 'the tool printed its usage in place of an answer'],
  [/: (?:command )?not found$/, 'the tool is not installed'],
  [/No such (?:device|file or directory|wireless device)/, 'the interface or file does not exist'],
  [/^nl80211 not found/, 'the kernel has no cfg80211'],
  [/BATMAN mesh \S+ disabled/, 'batman-adv is not active on this interface'],
];

/** Why a line is not an answer but a complaint; undefined when it is not. */
export function complaint(text: string): string | undefined {
  return failures.find(([pattern]) => pattern.test(text.trim()))?.[1];
}

/** A decimal number; undefined for anything else, so that `nan`, `-` and the like are never 0. */
export function decimal(text: string | undefined): number | undefined {
  if (text === undefined || !/^-?\d+(?:\.\d+)?$/.test(text.trim())) return undefined;
  return Number(text);
}
