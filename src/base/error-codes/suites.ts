import type { ErrorEntry } from '../error-entry.js';

export const suitesErrors = {
  'SUITES-001': {
    title: 'a suite was started without a run around it',
    cure: 'start suites with plumbline run; Playwright alone has no bench and no record',
    exit: 3,
  },
  'SUITES-002': {
    title: 'the PICS file is not right',
    cure: 'plumbline pics check FILE --offline names each place; plumbline pics list names what there is (docs/pics.md)',
    exit: 4,
  },
  'SUITES-003': {
    title: 'the bench has no interface in the role mesh',
    cure: 'name the interface towards the vehicle as `mesh` under `interfaces` in bench.yaml',
    exit: 3,
  },
  'SUITES-004': {
    title: 'the file of expected results is not right',
    cure: 'write it anew with plumbline run --write-expected, or mend the place that is named (docs/expected-results.md)',
    exit: 4,
  },
  'SUITES-005': {
    title: 'a list of requirements is not right',
    cure: 'compare it with suites/requirements/iso15118-20.yaml',
    exit: 4,
  },
  'SUITES-006': {
    title: 'the bench has no interface on the power line',
    cure: "name the interface with the vehicle's modem as `power-line` or `utility` under `interfaces` in bench.yaml",
    exit: 3,
  },
  'SUITES-007': {
    title: 'a file of timers is not right',
    cure: 'compare it with suites/timers/iso15118-2.yaml; its names stand in suites/timers/timer-names.ts (docs/timers.md)',
    exit: 4,
  },
} as const satisfies Record<`SUITES-${number}`, ErrorEntry>;
