import { systemClock } from '../../src/base/clock.js';
import { clockMeasurement, clockTracking } from '../../src/probes/host/clock-sync.js';
import { gatewayProcess } from '../../src/probes/host/gateway-process.js';
import { nodeClock } from '../../src/probes/host/node-clock.js';
import { rightsMeasurement } from '../../src/probes/host/rights.js';
import { tpmFacts, tpmMeasurement } from '../../src/probes/host/tpm.js';
import { hostFacts } from './host-facts.js';
import { judgeAll, siteCase } from './site-case.js';
import { isSimulated, itemList, stationShell } from './station-shell.js';

siteCase(
  {
    id: 'SITE_Rights_001',
    title: 'the rights of the gateway',
    purpose: 'The gateway runs as root or with exactly the capabilities that it needs.',
    area: 'site: security',
    clause: 'deployment manual: rights',
    requirements: [],
    likelyCauses: ['the unit grants a whole set of capabilities', 'a capability was forgotten'],
    nextStep: 'set AmbientCapabilities and CapabilityBoundingSet in the unit to what the case names',
  },
  async (context) => {
    const station = stationShell(context);
    if (station === undefined) return;
    const { harness, run } = context;
    run.step('test', "When the gateway's process is looked at");
    const { bench } = harness;
    // Only a process that the bench itself started has an id that means something here.
    const gateway = bench.offers('gateway') ? bench.capability('gateway') : undefined;
    const pid = gateway?.driver === 'process' ? (await gateway.state()).pid : undefined;
    const facts = await gatewayProcess(station.run, pid);
    judgeAll(context, [rightsMeasurement(facts, { ...station.context, declared: itemList(harness, 'capabilities') })]);
  },
);

siteCase(
  {
    id: 'SITE_Tpm_001',
    title: 'keys in the TPM',
    purpose: 'Where the host has a TPM 2.0, the private keys lie in it, and it is this TPM that signs with them.',
    area: 'site: security',
    clause: 'deployment manual: security',
    requirements: [],
    likelyCauses: ['the host has no TPM', 'keys were copied from another machine and are sealed to its TPM'],
    nextStep: 'make the keys with tpm2-openssl on this host and have new certificates issued',
  },
  async (context) => {
    const station = stationShell(context);
    if (station === undefined) return;
    context.run.step('test', 'When the TPM is asked to sign with each key');
    const { keys, certificates } = await hostFacts(context, station);
    const facts = await tpmFacts({ run: station.run, keys });
    judgeAll(context, [tpmMeasurement(facts, keys, certificates.certificates, station.context)]);
  },
);

siteCase(
  {
    id: 'SITE_Clock_001',
    title: 'the clock of the station',
    purpose: 'The clock of the station is synchronised: certificates, schedules and tariffs are judged by it.',
    area: 'site: host',
    clause: 'ISO 15118-2:2014, 7.7.3 (validity of certificates)',
    requirements: [],
    likelyCauses: ['no time daemon runs', 'the time server cannot be reached from the mesh'],
    nextStep: 'timedatectl timesync-status, or chronyc sources, on the station',
  },
  async (context) => {
    const station = stationShell(context);
    if (station === undefined) return;
    context.run.step('test', 'When the time daemon of the station is asked');
    const { software } = await hostFacts(context, station);
    const tracking = await clockTracking(station.run);
    // The clock of a simulated station is that of this machine.
    const compared = isSimulated(context) ? {} : { compared: await nodeClock(station.run, systemClock) };
    judgeAll(context, [clockMeasurement(software, tracking, { ...station.context, ...compared })]);
  },
);
