import type { ServiceDiscoveryReq } from '../../messages/iso2/service-discovery.js';
import type { ExiObject } from '../../wire/exi/notation/values.js';
import type { ServiceConfig } from '../config/gateway-config.js';
import { bodyOf } from '../messages.js';
import type { Handler } from '../session/handler.js';
import { answer } from '../session/plan.js';
import type { Station } from '../session/station.js';

/** ServiceDiscovery (ISO 15118-2, 8.4.3.3): external payment, one charge service, value added services by filter. */
export const serviceDiscovery: Handler = {
  request: 'ServiceDiscoveryReq',
  failedBody: (_session, _request, station) => offer(station),
  handle(session, request, station) {
    const filter = bodyOf<ServiceDiscoveryReq>(request);
    const services = offeredServices(station).filter(
      (service) =>
        (filter.ServiceCategory === undefined || service.category === filter.ServiceCategory) &&
        (filter.ServiceScope === undefined || (service.scope ?? '') === filter.ServiceScope),
    );
    const list = services.length === 0 ? {} : { ServiceList: { Service: services.map(serviceElement) } };
    return answer('OK', { ...offer(station), ...list }, { ...session, phase: 'service-selection' });
  },
};

/** Value added services of this connection: over TLS only, since nothing protects them on plain TCP. */
export function offeredServices(station: Station): readonly ServiceConfig[] {
  return station.secured ? station.config.services : [];
}

function offer(station: Station): ExiObject {
  const evse = station.config.evse;
  return {
    PaymentOptionList: { PaymentOption: ['ExternalPayment'] },
    ChargeService: {
      ServiceID: evse.charge_service_id,
      ServiceName: 'AC_DC_Charging',
      ServiceCategory: 'EVCharging',
      FreeService: evse.free,
      SupportedEnergyTransferMode: { EnergyTransferMode: evse.energy_transfer_modes },
    },
  };
}

function serviceElement(service: ServiceConfig): ExiObject {
  return {
    ServiceID: service.id,
    ...(service.name === undefined ? {} : { ServiceName: service.name }),
    ServiceCategory: service.category,
    ...(service.scope === undefined ? {} : { ServiceScope: service.scope }),
    FreeService: service.free,
  };
}
