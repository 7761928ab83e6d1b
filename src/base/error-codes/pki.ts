import type { ErrorEntry } from '../error-entry.js';

export const pkiErrors = {
  'PKI-001': {
    title: 'the file cannot be read',
    cure: 'check path and rights',
    exit: 4,
  },
  'PKI-002': {
    title: 'the file holds no certificate',
    cure: 'give a PEM or DER file with X.509 certificates, leaf first',
    exit: 4,
  },
  'PKI-003': {
    title: 'the file holds no private key that can be used',
    cure: 'give an unencrypted PKCS#8 (or SEC1) key in PEM',
    exit: 4,
  },
  'PKI-004': {
    title: 'the folder already holds a PKI',
    cure: 'choose another folder, or pass --force to replace it',
    exit: 4,
  },
  'PKI-005': {
    title: 'the chain has faults',
    cure: 'each finding above names the certificate and the rule; `plumbline pki show FILE` explains the chain',
    exit: 1,
  },
  'PKI-006': {
    title: 'the file cannot be written',
    cure: 'check path, rights and free space',
    exit: 3,
  },
} as const satisfies Record<`PKI-${number}`, ErrorEntry>;
