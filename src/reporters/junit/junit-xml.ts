import type { CaseResult, Results } from '../../record/results.js';
import { escapeXml } from '../xml-escape.js';

/**
 * The run as JUnit XML: a suite an area, a test case a case. JUnit has no word for "inconclusive", and a skipped test
 * looks harmless, so `inconc` becomes an `<error type="inconc">`: it must not look like a pass. Cases that PICS excludes
 * are `<skipped>`, and so are experimental ones that did not pass. An incomplete record adds a suite with one error, so that no dashboard takes it for a whole run.
 */
export function junitXml(results: Results): string {
  const areas = [...new Set(results.cases.map(({ area }) => area))];
  const suites = areas.map((area) =>
    suite(
      area,
      results.cases.filter((one) => one.area === area),
    ),
  );
  if (!results.run.complete) suites.push(incompleteSuite(results));
  const { counts, run } = results;
  const lost = run.complete ? 0 : 1;
  const attributes = [
    `name="${escapeXml(`plumbline ${run.id}`)}"`,
    `tests="${counts.total + lost}"`,
    `failures="${counts.fail}"`,
    `errors="${counts.error + counts.inconc + lost}"`,
    `time="${seconds(run.durationMs)}"`,
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${attributes.join(' ')}>\n${suites.join('')}</testsuites>\n`;
}

function suite(area: string, cases: readonly CaseResult[]): string {
  const weighing = cases.filter(({ maturity }) => maturity !== 'experimental');
  const of = (...verdicts: string[]): number =>
    weighing.filter(({ applicable, verdict }) => applicable && verdicts.includes(verdict)).length;
  const skipped = cases.filter((one) => outcome(one).includes('<skipped')).length;
  const attributes = [
    `name="${escapeXml(area)}"`,
    `tests="${cases.length}"`,
    `failures="${of('fail')}"`,
    `errors="${of('error', 'inconc')}"`,
    `skipped="${skipped}"`,
    `time="${seconds(cases.reduce((sum, { durationMs }) => sum + durationMs, 0))}"`,
    `timestamp="${escapeXml(cases[0]?.startedAt.slice(0, 19) ?? '')}"`,
  ];
  return `  <testsuite ${attributes.join(' ')}>\n${cases.map(testCase).join('')}  </testsuite>\n`;
}

function testCase(one: CaseResult): string {
  const attributes = [
    `name="${escapeXml(`${one.caseId} ${one.title}`)}"`,
    `classname="${escapeXml(one.area)}"`,
    `time="${seconds(one.durationMs)}"`,
  ];
  const properties = [
    ['verdict', one.applicable ? one.verdict : 'not applicable'],
    ['ending', one.ending],
    ...one.requirements.map((requirement) => ['requirement', requirement]),
  ].map(([name, value]) => `        <property name="${name}" value="${escapeXml(value ?? '')}"/>\n`);
  return `    <testcase ${attributes.join(' ')}>\n      <properties>\n${properties.join('')}      </properties>\n${outcome(one)}    </testcase>\n`;
}

function outcome(one: CaseResult): string {
  const message = `message="${escapeXml(one.reason)}"`;
  if (!one.applicable) return `      <skipped ${message}/>\n`;
  if (one.verdict === 'pass') return '';
  if (one.maturity === 'experimental')
    return `      <skipped message="${escapeXml(`experimental: ${one.verdict}: ${one.reason}`)}"/>\n`;
  const tag = one.verdict === 'fail' ? 'failure' : 'error';
  return `      <${tag} type="${one.verdict}" ${message}>${escapeXml(details(one))}</${tag}>\n`;
}

function details(one: CaseResult): string {
  const lines = one.observations
    .filter(({ verdict }) => verdict !== 'pass')
    .flatMap(({ text, expected, observed }) => [
      text,
      ...(expected === undefined ? [] : [`  expected: ${expected}`]),
      ...(observed === undefined ? [] : [`  observed: ${observed}`]),
    ]);
  if (one.nextStep !== undefined) lines.push(`next step: ${one.nextStep}`);
  return lines.length === 0 ? one.reason : lines.join('\n');
}

function incompleteSuite(results: Results): string {
  const message = escapeXml(results.verdictReason);
  return `  <testsuite name="run" tests="1" failures="0" errors="1" skipped="0" time="0">\n    <testcase name="the run reached its end" classname="run" time="0">\n      <error type="incomplete" message="${message}"/>\n    </testcase>\n  </testsuite>\n`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
