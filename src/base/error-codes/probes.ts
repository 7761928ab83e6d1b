import type { ErrorEntry } from '../error-entry.js';

export const probesErrors = {
  'PROBES-050': {
    title: 'the plan of a probe cannot be carried out',
    cure: 'Correct the value that the message names.',
    exit: 4,
  },
  'PROBES-051': {
    title: 'nothing reflects the probe packets',
    cure: 'Start the reflector at the far end and let its UDP port through the firewall.',
    exit: 3,
  },
  'PROBES-052': {
    title: 'a probe process ended without its result',
    cure: 'Read the log of the process that the message names; it says what it was waiting for.',
    exit: 3,
  },
  'PROBES-053': {
    title: 'a record of a probe cannot be read',
    cure: 'The file is cut short or was changed; measure again.',
    exit: 3,
  },
  'PROBES-054': {
    title: 'the power meter does not answer',
    cure: 'Check address, port, unit id and register of the meter in bench.yaml.',
    exit: 3,
  },
  'PROBES-055': {
    title: 'the inverter never delivered the power that was to be stopped',
    cure: 'Check that the session runs and that the inverter is set to discharge before the stop is measured.',
    exit: 3,
  },
} as const satisfies Record<`PROBES-${number}`, ErrorEntry>;
