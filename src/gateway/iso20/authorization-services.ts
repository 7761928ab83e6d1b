import type { Station } from '../session/station.js';

/** What a vehicle may pay with, in the words of ISO 15118-20 (V2G20-2566). */
export function authorizationServices(station: Station): readonly ('PnC' | 'EIM')[] {
  const { contract } = station.config;
  if (station.contract?.iso20 === undefined || contract === undefined) return ['EIM'];
  return contract.payment_options.map((option) => (option === 'Contract' ? 'PnC' : 'EIM'));
}

/** Whether this station hands out contracts. */
export function provides(station: Station): boolean {
  return station.contract?.iso20?.provisioning !== undefined && authorizationServices(station).includes('PnC');
}
