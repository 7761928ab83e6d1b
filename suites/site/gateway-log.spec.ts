import { statSync } from 'node:fs';
import { systemClock } from '../../src/base/clock.js';
import { logFaults, logMeasurement, readLogs } from '../../src/probes/host/gateway-log.js';
import { nodeClock, onNodeClock } from '../../src/probes/host/node-clock.js';
import { answerMeasurement } from '../../src/probes/operator/ask-operator.js';
import { questions } from '../../src/probes/operator/questions.js';
import { ask } from './ask.js';
import { judgeAll, type SiteContext, siteCase } from './site-case.js';
import { isSimulated, type StationShell, stationShell } from './station-shell.js';

/** Words of the log that are shown one by one; more of them are a count. */
const shownFaults = 10;

siteCase(
  {
    id: 'SITE_GatewayLog_001',
    title: 'what the logs of gateway and kernel say',
    purpose: 'The log holds no unexplained 0x4B3 and no error 110 since the run began; what it holds is explained.',
    area: 'site: host',
    clause: 'deployment manual: gateway log',
    requirements: [],
    likelyCauses: ['a certificate does not match or has expired', 'the inverter or the head-end does not answer'],
    nextStep: 'read the explanations beside the lines',
  },
  async (context) => {
    const station = stationShell(context);
    if (station === undefined) return;
    context.run.step('test', 'When gateway log and kernel log are read');
    const reading = await logsOf(context, station);
    for (const { line, meaning } of logFaults(reading.lines).slice(0, shownFaults)) {
      const text = `${line.text.slice(0, 200)}: ${meaning}`;
      context.run.record({ type: 'log', caseId: context.run.caseId, source: line.source, level: 'warn', text });
    }
    judgeAll(context, [logMeasurement(reading, station.context)]);
  },
);

siteCase(
  {
    id: 'SITE_StatusLamp_001',
    title: 'the status lamp, beside the kernel log',
    purpose: 'The status lamp of the logic controller does not flash amber rapidly, which goes with error 110.',
    area: 'site: host',
    clause: 'deployment manual: status lamp',
    requirements: [],
    likelyCauses: ['nobody was there to look', 'the logic controller does not answer: cable or supply'],
    nextStep: 'run the case at the charger with a terminal, or look for error 110 in dmesg',
  },
  async (context) => {
    const station = stationShell(context);
    if (station === undefined) return;
    const { run } = context;
    run.step('test', 'When the operator looks at the lamp and the kernel log is read');
    const question = questions.lamp;
    const answer = await ask(context, question);
    const { lines } = await logsOf(context, station);
    const kernel = logFaults(lines).filter(
      ({ kind, line }) => kind === 'io-error-110' && line.source === 'kernel',
    ).length;
    const flashes = answer.kind === 'answer' && answer.value === true;
    const beside =
      kernel > 0 === flashes
        ? `the kernel log agrees: ${kernel} lines with error 110`
        : `the kernel log has ${kernel} lines with error 110, the lamp says otherwise`;
    judgeAll(context, [
      answerMeasurement(answer, {
        id: 'status-lamp-amber',
        unit: 'bool',
        method: 'a person looks at the lamp, with a picture of what to look for',
        evidence: [],
        caveats: answer.kind === 'answer' ? [beside] : [`kernel log: ${kernel} lines with error 110`],
        takenAt: station.context.takenAt,
      }),
    ]);
  },
);

async function logsOf(context: SiteContext, station: StationShell) {
  const { bench } = context.harness;
  const state = bench.offers('gateway') ? await bench.capability('gateway').state() : undefined;
  const unit = bench.facts.item['unit'];
  // The folder of evidence is made when the run begins.
  const began = statSync(context.harness.evidenceFolder).birthtimeMs / 1000;
  // The clock of a simulated station is that of this machine.
  const clock = isSimulated(context) ? undefined : await nodeClock(station.run, systemClock);
  const reading = await readLogs(station.run, {
    since: typeof clock === 'object' ? onNodeClock(began, clock) : began,
    ...(state?.logFile === undefined ? {} : { file: state.logFile }),
    ...(unit === undefined ? {} : { unit }),
  });
  if (typeof clock === 'string') {
    const why = `the clock of the node could not be compared (${clock}): lines of the run may be left out`;
    return { ...reading, missing: [...reading.missing, why] };
  }
  if (!isSimulated(context)) return reading;
  // The kernel of a simulated station is that of this machine, which other programs use too.
  return { ...reading, lines: reading.lines.filter(({ source }) => source === 'gateway') };
}
