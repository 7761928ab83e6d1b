import type { ServiceDiscoveryReq } from '../../messages/iso2/service-discovery.js';
import type { ExiObject } from '../../wire/exi/notation/values.js';
import { bodyOf } from '../messages.js';
import type { Handler } from '../session/handler.js';
import { type OfferedService, offeredServices, paymentOptions } from '../session/offered-services.js';
import { answer } from '../session/plan.js';
import type { Session } from '../session/session.js';
import type { Station } from '../session/station.js';

/** ServiceDiscovery (ISO 15118-2, 8.4.3.3): payment options, one charge service, other services by filter. */
export const serviceDiscovery: Handler = {
  request: 'ServiceDiscoveryReq',
  failedBody: (session, _request, station) => offer(session, station),
  handle(session, request, station) {
    const filter = bodyOf<ServiceDiscoveryReq>(request);
    const services = offeredServices(session, station).filter(
      (service) =>
        (filter.ServiceCategory === undefined || service.category === filter.ServiceCategory) &&
        (filter.ServiceScope === undefined || (service.scope ?? '') === filter.ServiceScope),
    );
    const list = services.length === 0 ? {} : { ServiceList: { Service: services.map(serviceElement) } };
    return answer('OK', { ...offer(session, station), ...list }, { ...session, phase: 'service-selection' });
  },
};

function offer(session: Session, station: Station): ExiObject {
  const evse = station.config.evse;
  return {
    PaymentOptionList: { PaymentOption: paymentOptions(session, station) },
    ChargeService: {
      ServiceID: evse.charge_service_id,
      ServiceName: 'AC_DC_Charging',
      ServiceCategory: 'EVCharging',
      FreeService: evse.free,
      SupportedEnergyTransferMode: { EnergyTransferMode: evse.energy_transfer_modes },
    },
  };
}

function serviceElement(service: OfferedService): ExiObject {
  return {
    ServiceID: service.id,
    ...(service.name === undefined ? {} : { ServiceName: service.name }),
    ServiceCategory: service.category,
    ...(service.scope === undefined ? {} : { ServiceScope: service.scope }),
    FreeService: service.free,
  };
}
