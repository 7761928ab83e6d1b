import type { SchemaName } from '../../../messages/codec.js';
import { payloadTypes } from '../../../wire/v2gtp.js';
import { isIso20Request, isRequestName, type RequestName } from '../message-names.js';
import type { VehicleProtocol } from '../vehicle-protocol.js';
import { iso20Path } from '../vehicle-state.js';
import { nextStep, stateReached } from './advance.js';
import { learn } from './learn.js';
import { observe } from './observe.js';
import { requestBody } from './request-body.js';

/** ISO 15118-20, AC and DC, with and without BPT, scheduled and dynamic, external payment. */
export const iso20Vehicle: VehicleProtocol = {
  name: 'iso20',
  path: iso20Path,
  schemaOf,
  payloadTypeOf,
  schemaOfPayload(payloadType) {
    if (payloadType === payloadTypes.iso20Ac) return 'iso20.ac';
    return payloadType === payloadTypes.iso20Dc ? 'iso20.dc' : 'iso20.cm';
  },
  payloadTypeFits(answer, sent) {
    const name = answer.message?.replace(/Res$/, 'Req') ?? '';
    if (!isRequestName(name)) return answer.payloadType === sent.payloadType;
    // An answer stays in the stream of its request: the main one, or one beside it.
    return sent.payloadType >= payloadTypes.iso20ScheduleRenegotiation
      ? answer.payloadType === sent.payloadType
      : answer.payloadType === payloadTypeOf(name);
  },
  body: (request, view, options) => (isIso20Request(request) ? requestBody(request, view, options) : {}),
  message: (request, header, body, { wallSeconds }) => ({
    [request]: { Header: { TimeStamp: wallSeconds, ...header }, ...body },
  }),
  nextStep,
  stateReached,
  learn,
  observe,
  loopRequest: (energy) => (energy === 'ac' ? 'AC_ChargeLoopReq' : 'DC_ChargeLoopReq'),
};

function schemaOf(request: RequestName): SchemaName {
  if (request.startsWith('AC_')) return 'iso20.ac';
  return request.startsWith('DC_') ? 'iso20.dc' : 'iso20.cm';
}

function payloadTypeOf(request: RequestName | undefined): number {
  if (request?.startsWith('AC_') === true) return payloadTypes.iso20Ac;
  // A stream of its own beside the main one (ISO 15118-20:2022, 7.8.3, table 12).
  if (request === 'MeteringConfirmationReq') return payloadTypes.iso20MeteringConfirmation;
  return request?.startsWith('DC_') === true ? payloadTypes.iso20Dc : payloadTypes.iso20Main;
}
