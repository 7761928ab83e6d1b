import type { ServiceDetailReq } from '../../messages/iso2/service-detail.js';
import type { ExiObject } from '../../wire/exi/notation/values.js';
import { isSeeded } from '../faults/faults.js';
import { bodyOf } from '../messages.js';
import { fail } from '../session/fail.js';
import type { Handler } from '../session/handler.js';
import { offeredServices } from '../session/offered-services.js';
import { answer } from '../session/plan.js';

/** ServiceDetail (ISO 15118-2, 8.4.3.4): an id that was not in the ServiceList is FAILED_ServiceIDInvalid (V2G2-464). */
export const serviceDetail: Handler = {
  request: 'ServiceDetailReq',
  failedBody: (_session, request) => ({ ServiceID: bodyOf<Partial<ServiceDetailReq>>(request).ServiceID ?? 0 }),
  handle(session, request, station) {
    const { ServiceID } = bodyOf<ServiceDetailReq>(request);
    const service = offeredServices(session, station).find((offered) => offered.id === ServiceID);
    if (service === undefined && isSeeded(station, 'iso2-any-service-detail')) {
      return answer('OK', { ServiceID }, session);
    }
    if (service === undefined) return fail(serviceDetail, 'FAILED_ServiceIDInvalid', session, request, station);
    const ParameterSet = service.parameter_sets.map((set) => ({
      ParameterSetID: set.id,
      Parameter: Object.entries(set.parameters).map(([Name, value]) => ({ Name, ...parameterValue(value) })),
    }));
    return answer('OK', { ServiceID, ServiceParameterList: { ParameterSet } }, session);
  },
};

function parameterValue(value: string | number | boolean): ExiObject {
  switch (typeof value) {
    case 'boolean':
      return { boolValue: value };
    case 'number':
      return { intValue: value };
    default:
      return { stringValue: value };
  }
}
