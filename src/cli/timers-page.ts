import type { TimerTable } from '../../suites/timers/load-timers.js';
import { timer } from '../../suites/timers/timer.js';
import type { TimerFile, TimerId } from '../../suites/timers/timer-names.js';

const intro = [
  '# Timers',
  '',
  'Made from `suites/timers/*.yaml` by `npm run docs`. The cases of the suites `iso15118-2`, `iso15118-3` and `iso15118-20` judge by these',
  'numbers and by no others: a case asks for a timer by its name, and whatever it asks for stands in its record.',
  '',
  '- `plumbline list --grep CASE` shows the timers that a case declares, with their values by the standard; `--json` also their source.',
  '- The report shows in the details of each case its timers with value and source, and `results.json` has them in `timers` of the case.',
  '  `used: false` is a timer that the case declares and did not look up in this run.',
  '- A SUT may declare another value by the PIXIT of the last column, as a bench does to take seconds in place of minutes. The report then',
  '  says so in the case (`60 s, shortened to 1 s by PIXIT_SECC_CMN_SequenceTimeout`), and the scope section lists what the PICS file shortens.',
  '- A timeout ends the session or the matching; a performance time says how quick one must be. Settings of the tester are no duties:',
  '  they say how long a test system waits and how exact it is. Names with `par_`, `PICS_`, `PIXIT_` and `vc_` are those of the published',
  '  lists, names with `tester_` are ours.',
  '',
  'The texts of the standards are not part of this project: values and places are those of the published lists, of public ports of the test',
  'suites and of open stacks. Where they disagree, or a value was not found there, the row says so: hold it against your copy.',
  '',
  'To add a timer: an entry in the YAML file and its name in `suites/timers/timer-names.ts`. A name that there is not does not compile;',
  'a file that does not fit its schema or the names is SUITES-007. In a case: `run.timer("iso15118-3/TT_match_response").ms`.',
];

const titles: Readonly<Record<TimerFile, string>> = {
  'iso15118-2': 'ISO 15118-2',
  'iso15118-3': 'ISO 15118-3',
  'iso15118-20': 'ISO 15118-20',
  tester: 'Settings of the tester',
};

/** The page that lists every timer with its value, what it means, where it comes from and how a SUT declares another one. */
export function timersPage(tables: ReadonlyMap<TimerFile, TimerTable>): string {
  return `${[...intro, ...[...tables].flatMap(([file, table]) => section(file, table))].join('\n')}\n`;
}

function section(file: TimerFile, { timers }: TimerTable): readonly string[] {
  const rows = Object.entries(timers).map(([name, { kind, meaning, source, pixit, note }]) => {
    const { text } = timer(`${file}/${name}` as TimerId);
    const more = note === undefined ? meaning : `${meaning}; ${note}`;
    return `| \`${name}\` | ${text} | ${kind} | ${cell(more)} | ${cell(source)} | ${pixit === undefined ? '' : `\`${pixit}\``} |`;
  });
  return [
    '',
    `## ${titles[file]}`,
    '',
    '| timer | value | kind | what runs | source | set by |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ];
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
