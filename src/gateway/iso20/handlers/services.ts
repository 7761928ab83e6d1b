import type { ServiceDetailReq } from '../../../messages/iso20/common-messages/service-detail.js';
import type { ServiceDiscoveryReq } from '../../../messages/iso20/common-messages/service-discovery.js';
import type { ServiceSelectionReq } from '../../../messages/iso20/common-messages/service-selection.js';
import type { ExiObject } from '../../../wire/exi/notation/values.js';
import type { ServiceConfig } from '../../config/gateway-config.js';
import { type Iso20Handler, refuse, respond } from '../handler.js';
import { bodyOf } from '../messages.js';
import { rational } from '../rational.js';
import { energyServices, findSet, parameterSets, serviceIds, valueAddedServices } from '../service-catalog.js';

/**
 * ServiceDiscovery: the energy transfer services of the namespace that was agreed on, value added services by the
 * vehicle's optional filter (V2G20-1248, V2G20-1249).
 */
export const serviceDiscovery: Iso20Handler = {
  request: 'ServiceDiscoveryReq',
  failedBody(session, _request, station): ExiObject {
    const { config } = station;
    return {
      ServiceRenegotiationSupported: config.iso20.service_renegotiation,
      EnergyTransferServiceList: {
        Service: energyServices(config, session.energy).map((name) => ({
          ServiceID: serviceIds[name],
          FreeService: config.evse.free,
        })),
      },
    };
  },
  handle(session, request, station) {
    const asked = bodyOf<ServiceDiscoveryReq>(request).SupportedServiceIDs?.ServiceID;
    const vas = valueAddedServices(station.config).filter(({ id }) => asked === undefined || asked.includes(id));
    const energy = energyServices(station.config, session.energy).map((name) => serviceIds[name]);
    const list = { VASList: { Service: vas.map(({ id, free }) => ({ ServiceID: id, FreeService: free })) } };
    return respond(
      'OK',
      { ...serviceDiscovery.failedBody(session, request, station), ...(vas.length === 0 ? {} : list) },
      { ...session, phase: 'service-detail', listed: [...energy, ...vas.map(({ id }) => id)] },
    );
  },
};

/** ServiceDetail: an id that ServiceDiscoveryRes has not listed is FAILED_ServiceIDInvalid (V2G20-425, V2G20-464). */
export const serviceDetail: Iso20Handler = {
  request: 'ServiceDetailReq',
  failedBody: (_session, request) => ({
    ServiceID: bodyOf<Partial<ServiceDetailReq>>(request).ServiceID ?? 0,
    ServiceParameterList: {
      ParameterSet: [{ ParameterSetID: 0, Parameter: [{ Name: 'Connector', intValue: 0 }] }],
    },
  }),
  handle(session, request, station) {
    const { ServiceID } = bodyOf<ServiceDetailReq>(request);
    const { config } = station;
    const name = energyServices(config, session.energy).find((service) => serviceIds[service] === ServiceID);
    const vas = valueAddedServices(config).find(({ id }) => id === ServiceID);
    const sets = name !== undefined ? parameterSets(config, name) : vas !== undefined ? vasSets(vas) : undefined;
    if (sets === undefined || !session.listed.includes(ServiceID)) {
      return refuse(serviceDetail, 'FAILED_ServiceIDInvalid', session, request, station);
    }
    const next = { ...session, phase: 'service-selection' } as const;
    return respond('OK', { ServiceID, ServiceParameterList: { ParameterSet: sets } }, next);
  },
};

function vasSets(service: ServiceConfig): readonly ExiObject[] {
  return service.parameter_sets.map((set) => ({
    ParameterSetID: set.id,
    Parameter: Object.entries(set.parameters).map(([Name, value]) => ({ Name, ...parameterValue(value) })),
  }));
}

function parameterValue(value: string | number | boolean): ExiObject {
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'string') return { finiteString: value };
  return Number.isInteger(value) ? { intValue: value } : { rationalNumber: rational(value) };
}

/**
 * ServiceSelection: exactly what was offered (V2G20-433, V2G20-467); a value added service in the place of the energy
 * transfer service is FAILED_NoEnergyTransferServiceSelected (V2G20-1618).
 */
export const serviceSelection: Iso20Handler = {
  request: 'ServiceSelectionReq',
  failedBody: () => ({}),
  handle(session, request, station) {
    const { SelectedEnergyTransferService, SelectedVASList } = bodyOf<ServiceSelectionReq>(request);
    const { ServiceID, ParameterSetID } = SelectedEnergyTransferService;
    const available = valueAddedServices(station.config);
    const service = findSet(station.config, session.energy, ServiceID, ParameterSetID);
    if (available.some(({ id }) => id === ServiceID)) {
      return refuse(serviceSelection, 'FAILED_NoEnergyTransferServiceSelected', session, request, station);
    }
    const vas = SelectedVASList?.SelectedService ?? [];
    const vasKnown = vas.every((selected) =>
      available.some(
        ({ id, parameter_sets }) =>
          id === selected.ServiceID &&
          session.listed.includes(id) &&
          parameter_sets.some((set) => set.id === selected.ParameterSetID),
      ),
    );
    if (service === undefined || !vasKnown) {
      return refuse(serviceSelection, 'FAILED_ServiceSelectionInvalid', session, request, station);
    }
    return respond(
      'OK',
      {},
      {
        ...session,
        phase: 'charge-parameters',
        service,
        vas: vas.map((selected) => ({ serviceId: selected.ServiceID, parameterSetId: selected.ParameterSetID })),
        powered: false,
        loops: 0,
        meterStart: { chargedWh: station.meterWh, dischargedWh: station.dischargedWh },
      },
    );
  },
};
