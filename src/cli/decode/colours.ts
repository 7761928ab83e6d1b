/** Marks text for a terminal, or leaves it as it is. */
export interface Colours {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly request: (text: string) => string;
  readonly response: (text: string) => string;
}

const plain = (text: string): string => text;

export const noColours: Colours = { strong: plain, faint: plain, bad: plain, request: plain, response: plain };

const sgr =
  (code: number) =>
  (text: string): string =>
    `\u001b[${code}m${text}\u001b[0m`;

export const terminalColours: Colours = {
  strong: sgr(1),
  faint: sgr(2),
  bad: sgr(31),
  request: sgr(36),
  response: sgr(33),
};
