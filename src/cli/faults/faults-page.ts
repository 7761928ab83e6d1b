import { faultPlan, type PlannedFault } from './fault-plan.js';
import { knownFaults } from './known-faults.js';
import { knownRealFaults } from './known-real-faults.js';
import { faultId, type SeededFault } from './seeded-fault.js';

const intro = [
  '# Faults that can be seeded, and who finds them',
  '',
  'Made from the tables of faults and the fault maps by `npm run docs`. A fault is a small change of behaviour that the reference',
  'gateway, its simulated inverter, the reference vehicle or the utility server of the harness takes on when it is told to; without one each behaves as its',
  'standard says. `plumbline faults` seeds them one after the other and says which case has found each: so a suite proves that it',
  'looks.',
  '',
  '```',
  'plumbline faults --list                     every fault there is, with the cases that find it',
  'plumbline faults                            all of them, map by map (see the figure below for its time)',
  'plumbline faults --project iso15118-2       the SECC in ISO 15118-2: all projects of that map',
  'plumbline faults --project iso15118-20      the SECC in ISO 15118-20',
  'plumbline faults --project sep2             the utility client',
  '```',
  '',
  'It ends with `faults N, detected D, false F`; F counts cases that do not pass without a fault, and a fault that several maps',
  'have counts once. A gateway takes a fault by the key',
  '`fault:` of its configuration or by `plumbline gateway --fault NAME`.',
  '',
  'The faults of the SECC are tried twenty in one start of the runner: each gets copies of its projects with the cases of its row',
  'alone, a worker of its own, and a gateway of its own that is started with it. The others are tried one by one, since their cases',
  'start server and gateway themselves.',
  '',
  'A new fault is a row in a table of `src/gateway/faults/*-faults.ts`, one line that asks for it where the table says, and a row in a',
  'fault map (`suites/*/fault-map.yaml`) with the case that must find it. A test holds the three together.',
];

/** The page of every fault: what it does, which requirement it breaks, who finds it; and of those that nobody can play. */
export function faultsPage(): string {
  const faults = knownFaults();
  const plan = faultPlan();
  const real = knownRealFaults();
  const played = real.filter(({ playedBy }) => playedBy.length > 0);
  return `${[
    ...intro,
    '',
    `${faults.length} faults: ${count(faults, 'gateway')} of the gateway, ${count(faults, 'inverter')} of the inverter and its meter, ${count(faults, 'server')} of the utility server, ${count(faults, 'vehicle')} of the reference vehicle.`,
    '',
    '| fault | what it does | requirement, or where it was seen | found by |',
    '| --- | --- | --- | --- |',
    ...faults.map((fault) => row(fault, plan)),
    '',
    '## Faults of real stacks',
    '',
    `Of ${real.length} faults that were seen in stacks of the field, ${played.length} can exist in an SECC like this one and are played; the others`,
    'are named with the reason. The stacks themselves are named nowhere but in the ids, which are those of the catalogue.',
    '',
    '| seen | played by | or why not |',
    '| --- | --- | --- |',
    ...real.map(({ id, playedBy, reason }) => `| ${id} | ${playedBy.map(code).join(', ')} | ${reason ?? ''} |`),
  ].join('\n')}\n`;
}

function row(fault: SeededFault, plan: readonly PlannedFault[]): string {
  const rows = plan.filter((planned) => faultId(planned.fault) === faultId(fault));
  const cases = [...new Set(rows.flatMap(({ detectedBy }) => detectedBy))];
  const reasons = rows.flatMap(({ tolerated }) => tolerated ?? []);
  const by = cases.length > 0 ? cases.map(code).join(', ') : (reasons[0] ?? 'nobody');
  return `| ${code(faultId(fault))} | ${cell(fault.behaviour)} | ${cell(fault.source)} | ${by} |`;
}

const code = (text: string) => `\`${text}\``;
const cell = (text: string) => text.replaceAll('|', '\\|');
const count = (faults: readonly SeededFault[], place: string) => faults.filter((fault) => fault.place === place).length;
