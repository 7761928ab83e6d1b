/** The words of the report for a reader who does not test every day. */
export const glossary: readonly (readonly [word: string, meaning: string])[] = [
  ['EVCC, SECC', 'Communication controllers of the vehicle and of the charging station (ISO 15118).'],
  ['Fail', 'Shown not to conform.'],
  ['Inconclusive', 'Neither conformity nor a fault could be shown; not a pass.'],
  ['Interval', 'Range in which the true value lies with the stated confidence.'],
  ['PICS, PIXIT', 'What the maker states as implemented, and the values that a tester needs.'],
  ['SUT', 'System under test: the item that this report is about.'],
  ['U', 'Expanded uncertainty with coverage factor k = 2, about 95 % coverage.'],
  ['Verdict', 'none, pass, inconclusive, fail, error: it only ever gets worse.'],
];
