import type { ErrorEntry } from '../error-entry.js';

export const reportersErrors = {
  'REPORTERS-001': {
    title: 'a report could not be made',
    cure: 'The record is safe. Mend what the message names, then run `plumbline report` on the run folder.',
    exit: 3,
  },
  'REPORTERS-002': {
    title: 'the signing key may be read by others',
    cure: 'Run chmod 600 on the key file; a key that others can read signs nothing.',
    exit: 4,
  },
  'REPORTERS-003': {
    title: 'the signing key or its certificate chain cannot be used',
    cure: 'Give a PKCS#8 PEM file with an EC P-256 key, and a PEM file with its certificate first and the issuers after it.',
    exit: 4,
  },
  'REPORTERS-004': {
    title: 'this is not a PDF that plumbline can sign or check',
    cure: 'Give the report.pdf of a run, unchanged.',
    exit: 4,
  },
  'REPORTERS-005': {
    title: 'the report is already signed for this role',
    cure: 'Make the report again with `plumbline report` if it must be signed anew: nothing is edited in place.',
    exit: 4,
  },
  'REPORTERS-006': {
    title: 'this run has a signed report already',
    cure: 'Keep it, or give --replace to make the report anew; its signatures are then gone.',
    exit: 4,
  },
  'REPORTERS-007': {
    title: 'the file of trusted roots cannot be used',
    cure: 'Give a PEM file with the root certificates that you trust; `plumbline pki show FILE` says what it holds.',
    exit: 4,
  },
} as const satisfies Record<`REPORTERS-${number}`, ErrorEntry>;
