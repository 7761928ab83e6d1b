import type { ChainFault } from '../contract/check-chain.js';
import type { FaultName } from './fault-table.js';
import type { Faults } from './faults.js';

/** The fault of the gateway for which each fault of a chain is nothing. */
const blindness: Readonly<Record<ChainFault, FaultName>> = {
  chain: 'pnc-any-root',
  'not-yet-valid': 'pnc-early-accepted',
  expired: 'pnc-expired-accepted',
  revoked: 'pnc-revoked-accepted',
  'ca-expired': 'pnc-expired-ca-accepted',
  content: 'pnc-content-unread',
};

/** Whether the gateway sees this fault of a chain. */
export function seesChainFault(faults: Faults | undefined, fault: ChainFault): boolean {
  return faults?.has(blindness[fault]) !== true;
}

/** The fault as it is told: `pnc-one-code` knows one. */
export function toldChainFault(faults: Faults | undefined, fault: ChainFault | undefined): ChainFault | undefined {
  return fault !== undefined && faults?.has('pnc-one-code') === true ? 'chain' : fault;
}

/** A gateway that uses what it could not read ends as a whole; with `pnc-certificate-crash` this one does. */
export function usesWhatItCouldNotRead(faults: Faults | undefined, readable: boolean): void {
  if (readable || faults?.has('pnc-certificate-crash') !== true) return;
  // As a program that follows a null pointer: no answer, no shutdown.
  process.kill(process.pid, 'SIGKILL');
}
