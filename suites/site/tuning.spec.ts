import { moduleFacts, wirelessModules } from '../../src/probes/host/kernel-modules.js';
import { olsrd2Facts, serviceFacts } from '../../src/probes/host/services.js';
import { temperatureMeasurement, thermalRun, throttleEvents } from '../../src/probes/host/thermal-load.js';
import { mtuMeasurement, wirelessMeasurement } from '../../src/probes/host/tuning-measurements.js';
import { answerMeasurement } from '../../src/probes/operator/ask-operator.js';
import { questions } from '../../src/probes/operator/questions.js';
import { ask } from './ask.js';
import { hostFacts } from './host-facts.js';
import { judgeAll, judgeKnown, siteCase } from './site-case.js';
import { isSimulated, itemList, stationShell } from './station-shell.js';

/** Load for a look, and for sign-off, s. */
const shortLoadS = 1;
const longLoadS = 60;
/** What a sensor on a chip is right to without a calibration, and a thermometer that a person reads, degC. */
const sensorErrorC = 3;
const thermometerErrorC = 2;

siteCase(
  {
    id: 'SITE_Tuning_001',
    title: 'kernel modules, services and frame size',
    purpose: 'The kernel brings the wireless stack, and the mesh interface uses large frames where its driver can.',
    area: 'site: host',
    clause: 'deployment manual: kernel, tuning',
    requirements: [],
    likelyCauses: ['the cloud kernel is installed, which has no wireless drivers', 'the MTU was left at 1500'],
    nextStep: 'install the generic kernel; ip link set mesh0 mtu N',
  },
  async (context) => {
    const station = stationShell(context);
    if (station === undefined) return;
    const { run, harness } = context;
    run.step('test', 'When kernel, services and interface are looked at');
    const warn = (text: string) => run.record({ type: 'log', caseId: run.caseId, source: 'host', level: 'warn', text });
    const modules = await moduleFacts(station.run, wirelessModules);
    const { network } = await hostFacts(context, station);
    const services = await serviceFacts(station.run, itemList(harness, 'services'));
    for (const unit of services.failed) warn(`the unit ${unit} has failed`);
    for (const [unit, state] of Object.entries(services.states)) {
      if (state !== 'active') warn(`the unit ${unit} is ${state}`);
    }
    const olsrd2 = await olsrd2Facts(station.run);
    if (olsrd2.running)
      warn(`olsrd2 runs and has ${olsrd2.neighbours.length} symmetric neighbours: ${olsrd2.neighbours.join(', ')}`);
    // What the network commands complain of is told by SITE_Host_001, which reads the same facts.
    for (const text of [...modules.findings, ...olsrd2.findings]) warn(text);
    judgeKnown(context, [
      wirelessMeasurement(modules.modules, network, station.mesh, station.context),
      mtuMeasurement(network, station.mesh, station.context),
    ]);
  },
);

siteCase(
  {
    id: 'SITE_Temperature_001',
    title: 'temperature under load',
    purpose: 'CPU and enclosure stay below the temperature at which the host throttles itself.',
    area: 'site: host',
    clause: 'deployment manual: temperature',
    requirements: [],
    likelyCauses: ['the host has no sensor', 'a vent is blocked, or the sun shines on the enclosure'],
    nextStep: 'repeat with thermal-load-s of 600 or more in the bench file, with the enclosure closed',
  },
  async (context) => {
    const station = stationShell(context);
    if (station === undefined) return;
    const { run, harness } = context;
    const stated = Number(harness.bench.facts.item['thermal-load-s'] ?? Number.NaN);
    const seconds = stated >= 1 && stated <= 3600 ? stated : isSimulated(context) ? shortLoadS : longLoadS;
    run.step('test', `When every core is busy for ${seconds} s`);
    const plan = { seconds, sensorErrorC };
    const outcome = await thermalRun(station.run, plan);
    const events = throttleEvents(outcome);
    // A CPU that throttles has reached the temperature at which it does, whatever a sensor beside it says.
    if (events !== undefined)
      run.observe(events === 0, {
        text: 'the CPU is not throttled under load',
        observed: `throttled ${events} times in ${seconds} s`,
      });
    const measurements = [temperatureMeasurement(outcome, plan, station.context)];
    const question = questions.enclosure;
    const answer = await ask(context, question);
    if (answer.kind === 'answer') {
      measurements.push(
        answerMeasurement(answer, {
          id: 'host-temperature',
          unit: question.unit,
          U: thermometerErrorC,
          method: `thermometer in the enclosure, read by a person (taken as right to ${thermometerErrorC} degC)`,
          evidence: [],
          takenAt: station.context.takenAt,
        }),
      );
    }
    judgeAll(context, measurements);
  },
);
