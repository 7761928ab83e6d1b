import type { Verdict } from '../judge/verdict.js';

/** How a verdict looks, on every surface: word, icon and colour always together, never colour alone. */
export interface VerdictStyle {
  /** In capitals for a line, `PASS`. */
  readonly word: string;
  /** For the cover, in a sentence: `All requirements are met`. */
  readonly phrase: string;
  /** One glyph that DejaVu and the usual terminal fonts have. */
  readonly icon: string;
  /** Where there is no UTF-8. */
  readonly asciiIcon: string;
  /** Text colour on white, contrast at least 4.5:1 (WCAG 2.2 AA), and on the dark ground of the HTML report. */
  readonly colour: string;
  readonly darkColour: string;
  /** Pale ground that keeps the contrast with `colour`. */
  readonly ground: string;
  readonly darkGround: string;
  /** SGR parameter of the terminal. */
  readonly ansi: number;
}

/** Applicability is no verdict but is shown where verdicts are. */
export type ShownVerdict = Verdict | 'not-applicable';

export const verdictStyles: Readonly<Record<ShownVerdict, VerdictStyle>> = {
  pass: {
    word: 'PASS',
    phrase: 'Everything that was tested conforms',
    icon: '✔',
    asciiIcon: '+',
    colour: '#176b3a',
    darkColour: '#7ee2a4',
    ground: '#e4f3e9',
    darkGround: '#173524',
    ansi: 32,
  },
  inconc: {
    word: 'INCONCLUSIVE',
    phrase: 'Not everything could be decided',
    icon: '?',
    asciiIcon: '?',
    colour: '#8a4b00',
    darkColour: '#ffc46b',
    ground: '#fdf0db',
    darkGround: '#3b2a10',
    ansi: 33,
  },
  fail: {
    word: 'FAIL',
    phrase: 'At least one requirement is not met',
    icon: '✘',
    asciiIcon: 'x',
    colour: '#a61b1b',
    darkColour: '#ff9c95',
    ground: '#fbe6e4',
    darkGround: '#401b1a',
    ansi: 31,
  },
  error: {
    word: 'ERROR',
    phrase: 'The harness or the bench failed: the item was not judged',
    icon: '⚠',
    asciiIcon: '!',
    colour: '#7a1f7a',
    darkColour: '#f0a6f0',
    ground: '#f6e6f6',
    darkGround: '#381a38',
    ansi: 35,
  },
  none: {
    word: 'NOT MEASURED',
    phrase: 'Nothing was measured',
    icon: '–',
    asciiIcon: '-',
    colour: '#55606b',
    darkColour: '#a9b4bf',
    ground: '#eceff2',
    darkGround: '#262d34',
    ansi: 90,
  },
  'not-applicable': {
    word: 'NOT APPLICABLE',
    phrase: 'Nothing applied',
    icon: '○',
    asciiIcon: 'o',
    colour: '#55606b',
    darkColour: '#a9b4bf',
    ground: '#eceff2',
    darkGround: '#262d34',
    ansi: 90,
  },
};

/** The verdict to show for a case: one that PICS excludes has none. */
export function shownVerdict(of: { readonly verdict: Verdict; readonly applicable: boolean }): ShownVerdict {
  return of.applicable ? of.verdict : 'not-applicable';
}
