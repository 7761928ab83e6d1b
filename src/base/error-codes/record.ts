import type { ErrorEntry } from '../error-entry.js';

export const recordErrors = {
  'RECORD-001': {
    title: 'the journal cannot be written',
    cure: 'Free disk space and check that the reports folder is writable, then run again.',
    exit: 3,
  },
  'RECORD-002': {
    title: 'there is no run record here',
    cure: 'Name a run folder that holds events.jsonl, for example reports/latest.',
    exit: 4,
  },
  'RECORD-003': {
    title: 'the recorder did not take the events',
    cure: 'The process that owns the journal has ended or is overloaded; the run is incomplete. Run again.',
    exit: 3,
  },
  'RECORD-004': {
    title: 'the recorder socket cannot be opened',
    cure: 'Use a shorter path (a Unix socket path has at most 107 bytes) in a folder that is writable.',
    exit: 3,
  },
  'RECORD-005': {
    title: 'an evidence file cannot be taken into the record',
    cure: 'Check that the file exists and can be read, and that its name stays inside the run folder.',
    exit: 3,
  },
  'RECORD-006': {
    title: 'the run folder exists already',
    cure: 'Choose another run id: a record is never written over.',
    exit: 4,
  },
  'RECORD-007': {
    title: 'the record holds no run',
    cure: 'The journal has no run-started event, so nothing can be reported from it. Run again.',
    exit: 3,
  },
  'RECORD-008': {
    title: 'the results do not match their published schema',
    cure: 'This is a defect of plumbline: report it with the events.jsonl of the run.',
    exit: 3,
  },
  'RECORD-009': {
    title: 'the journal is damaged',
    cure: 'Run `plumbline verify` on the run folder to see where; restore the folder from a copy.',
    exit: 3,
  },
  'RECORD-010': {
    title: 'the results of the run cannot be read',
    cure: 'They come from another version, or were changed: make them again with `plumbline report` on the run folder.',
    exit: 4,
  },
} as const satisfies Record<`RECORD-${number}`, ErrorEntry>;
