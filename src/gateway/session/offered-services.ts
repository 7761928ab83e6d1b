import type { PaymentOption } from '../config/contract-config.js';
import type { ServiceConfig } from '../config/gateway-config.js';
import type { Session } from './session.js';
import type { Station } from './station.js';

/** A service beside charging, as it stands in the ServiceList. */
export interface OfferedService {
  readonly id: number;
  readonly name?: string;
  readonly category: ServiceConfig['category'] | 'ContractCertificate';
  readonly scope?: string;
  readonly free: boolean;
  readonly parameter_sets: ServiceConfig['parameter_sets'];
}

/** The certificate service (ISO 15118-2, 8.6.3.6, tables 105 and 106). */
export const certificateServiceId = 2;

const certificateService: OfferedService = {
  id: certificateServiceId,
  name: 'Certificate',
  category: 'ContractCertificate',
  free: true,
  parameter_sets: [
    { id: 1, parameters: { Service: 'Installation' } },
    { id: 2, parameters: { Service: 'Update' } },
  ],
};

/**
 * Payment options of this connection: Contract over TLS only (V2G2-632, V2G2-637), and in a joined session what the paused
 * one had chosen (V2G2-741), where it is still offered.
 */
export function paymentOptions(session: Session, station: Station): readonly PaymentOption[] {
  const material = station.secured ? station.contract?.iso2 : undefined;
  const configured = material === undefined ? undefined : station.config.contract?.payment_options;
  const options = configured ?? (['ExternalPayment'] as const);
  const earlier = session.joined ? options.filter((option) => option === session.payment) : [];
  return earlier.length > 0 ? earlier : options;
}

/** Services beside charging of this connection: over TLS only, since nothing protects them on plain TCP. */
export function offeredServices(session: Session, station: Station): readonly OfferedService[] {
  if (!station.secured) return [];
  const provides =
    station.contract?.iso2?.provisioning !== undefined && paymentOptions(session, station).includes('Contract');
  return provides ? [certificateService, ...station.config.services] : station.config.services;
}
