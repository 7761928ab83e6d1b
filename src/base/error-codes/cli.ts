import type { ErrorEntry } from '../error-entry.js';

export const cliErrors = {
  'CLI-001': {
    title: 'the command line is not right',
    cure: 'see the help of the command',
    exit: 4,
  },
  'CLI-002': {
    title: 'no case fits the selection',
    cure: 'see plumbline list for the suites, projects and cases that there are',
    exit: 4,
  },
  'CLI-003': {
    title: 'the test runner could not start',
    cure: 'type npm ci in the checkout; the words of the runner are in the log of the run folder',
    exit: 3,
  },
  'CLI-010': {
    title: 'the message is neither hex nor a file that can be read',
    cure: 'give hex digits, the name of a file that holds hex or raw octets, or - for standard input',
    exit: 4,
  },
  'CLI-011': {
    title: 'the value is neither JSON nor a file that holds JSON',
    cure: 'give a JSON object in quotes, the name of a file that holds one, or - for standard input',
    exit: 4,
  },
  'CLI-020': {
    title: 'the fault cannot be seeded',
    cure: 'plumbline faults --list names the faults that there are; they need a gateway, inverter, server or vehicle of plumbline',
    exit: 4,
  },
  'CLI-021': {
    title: 'the file is there already',
    cure: 'name another one with --output, or move it away: what somebody has declared is not written over',
    exit: 4,
  },
  'CLI-022': {
    title: 'the project has no map of faults',
    cure: 'plumbline faults --list names every fault; the maps are suites/*/*fault-map.yaml',
    exit: 4,
  },
  'CLI-023': {
    title: 'the file cannot be written',
    cure: 'name a file in a folder that is there and may be written to',
    exit: 4,
  },
} as const satisfies Record<`CLI-${number}`, ErrorEntry>;
