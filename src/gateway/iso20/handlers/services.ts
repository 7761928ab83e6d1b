import type { ServiceDetailReq } from '../../../messages/iso20/common-messages/service-detail.js';
import type { ServiceDiscoveryReq } from '../../../messages/iso20/common-messages/service-discovery.js';
import type { ServiceSelectionReq } from '../../../messages/iso20/common-messages/service-selection.js';
import type { ExiObject } from '../../../wire/exi/notation/values.js';
import type { ServiceConfig } from '../../config/gateway-config.js';
import { isSeeded } from '../../faults/faults.js';
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
    const filter = bodyOf<ServiceDiscoveryReq>(request).SupportedServiceIDs?.ServiceID;
    if (filter === undefined && isSeeded(station, 'iso20-filter-required')) {
      return refuse(serviceDiscovery, 'FAILED', session, request, station);
    }
    const asked = isSeeded(station, 'iso20-filter-ignored') ? undefined : filter;
    const vas = valueAddedServices(station.config).filter(({ id }) => asked === undefined || asked.includes(id));
    const energy = energyServices(station.config, session.energy).map((name) => serviceIds[name]);
    const list = { VASList: { Service: vas.map(({ id, free }) => ({ ServiceID: id, FreeService: free })) } };
    const body = serviceDiscovery.failedBody(session, request, station);
    return respond(
      'OK',
      {
        ...(isSeeded(station, 'iso20-filter-for-energy') ? filtered(body, asked) : body),
        ...(vas.length === 0 ? {} : list),
      },
      { ...session, phase: 'service-detail', listed: [...energy, ...vas.map(({ id }) => id)] },
    );
  },
};

/** The energy transfer services by the filter of the value added ones; never none, which the schema has no form for. */
function filtered(body: ExiObject, asked: readonly number[] | undefined): ExiObject {
  if (asked === undefined) return body;
  return {
    ...body,
    EnergyTransferServiceList: { Service: asked.map((ServiceID) => ({ ServiceID, FreeService: false })) },
  };
}

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
    if (isSeeded(station, 'iso20-any-service-detail') && sets === undefined) {
      const some = parameterSets(config, energyServices(config, session.energy)[0]!);
      const next = { ...session, phase: 'service-selection' } as const;
      return respond('OK', { ServiceID, ServiceParameterList: { ParameterSet: some } }, next);
    }
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
    const named = findSet(station.config, session.energy, ServiceID, ParameterSetID);
    const [first] = energyServices(station.config, session.energy);
    const anySet = isSeeded(station, 'iso20-any-parameter-set') && first !== undefined;
    const service = named ?? (anySet ? findSet(station.config, session.energy, serviceIds[first], 1) : undefined);
    const told = !isSeeded(station, 'iso20-value-added-for-energy');
    if (told && available.some(({ id }) => id === ServiceID)) {
      return refuse(serviceSelection, 'FAILED_NoEnergyTransferServiceSelected', session, request, station);
    }
    const vas = SelectedVASList?.SelectedService ?? [];
    const vasKnown = vas.every(
      (selected) =>
        isSeeded(station, 'iso20-any-value-added') ||
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
