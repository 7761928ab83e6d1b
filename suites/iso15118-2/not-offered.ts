import type { Evcc } from './evcc.js';
import { valueAt } from './rules.js';

/**
 * A payment option that the SECC offers is no wrong one: the case stops as inconclusive, as the list has it, and where the offer is not
 * known.
 */
export function requireNotOffered(evcc: Evcc, option: 'Contract' | 'ExternalPayment'): void {
  const options = valueAt(evcc.newest('ServiceDiscoveryRes')?.body, 'PaymentOptionList', 'PaymentOption');
  if (!Array.isArray(options)) evcc.run.stop('nobody knows which payment options the SECC offers');
  else if (options.includes(option))
    evcc.run.stop(`the SECC offers ${option}, which was to be the wrong one`, String(options));
}

/** ServiceID of a service beside the charge service that the SECC offers; undefined: it offers none. */
export function offeredService(evcc: Evcc): number | undefined {
  const services = valueAt(evcc.newest('ServiceDiscoveryRes')?.body, 'ServiceList', 'Service');
  const [first] = Array.isArray(services) ? services : [];
  const id = valueAt(first, 'ServiceID');
  return typeof id === 'number' ? id : undefined;
}
