import type { LoadControl } from '../model/demand-response.js';
import { momentOf } from '../model/event.js';
import { fromHex } from '../model/ids.js';
import { byStart, isListed } from '../model/program.js';
import { type Answer, refused, type Value } from './answer.js';
import { eventValue } from './control-value.js';
import { listAnswer } from './list-answer.js';
import { bits32 } from './program-resources.js';
import { type ResourceRequest, type Route, registered } from './request.js';

/** DemandResponseProgram and EndDeviceControl. */
export const demandResponseRoutes: readonly Route[] = [
  {
    key: 'drp',
    path: '/drp',
    get: (request) =>
      registered(request) ??
      listAnswer(request, {
        name: 'DemandResponseProgramList',
        item: 'DemandResponseProgram',
        entries: request.store.demandResponse.controls.length === 0 ? [] : [0],
        render: () => program(request),
        pollRateS: request.store.pollRate('drp'),
        subscribable: true,
      }),
  },
  {
    key: 'drp.one',
    path: '/drp/1',
    get: (request) =>
      registered(request) ?? { kind: 'resource', name: 'DemandResponseProgram', value: program(request) },
  },
  { key: 'edc', path: '/drp/1/edc', get: (request) => registered(request) ?? controls(request, () => true) },
  {
    key: 'actedc',
    path: '/drp/1/actedc',
    get: (request) =>
      registered(request) ?? controls(request, (control) => momentOf(control, request.nowS).state === 'active'),
  },
  {
    key: 'edc.one',
    path: '/drp/1/edc/:control',
    get: (request) => {
      const control = request.store.demandResponse.controls.find(({ id }) => String(id) === request.params['control']);
      if (control === undefined) return refused(404, 'there is no such control');
      return registered(request) ?? { kind: 'resource', name: 'EndDeviceControl', value: value(request, control) };
    },
  },
];

function program({ href, store, nowS }: ResourceRequest): Value {
  const { mRID, controls: all } = store.demandResponse;
  const listed = all.filter((control) => isListed(control, nowS));
  const active = listed.filter((control) => momentOf(control, nowS).state === 'active');
  return {
    href: href('/drp/1'),
    mRID: fromHex(mRID ?? '01'),
    description: 'demand response',
    ActiveEndDeviceControlListLink: { href: href('/drp/1/actedc'), all: active.length },
    EndDeviceControlListLink: { href: href('/drp/1/edc'), all: listed.length },
    primacy: 1,
  };
}

function controls(request: ResourceRequest, wanted: (control: LoadControl) => boolean): Answer {
  const { store, nowS } = request;
  return listAnswer(request, {
    name: 'EndDeviceControlList',
    item: 'EndDeviceControl',
    entries: store.demandResponse.controls.filter((each) => isListed(each, nowS) && wanted(each)).sort(byStart),
    render: (control) => value(request, control),
    timeS: (control) => control.startS,
    subscribable: true,
  });
}

function value({ href, nowS }: ResourceRequest, control: LoadControl): Value {
  return {
    href: href(`/drp/1/edc/${control.id}`),
    replyTo: href('/rsps/1/rsp'),
    responseRequired: Uint8Array.of(3),
    ...eventValue(control, momentOf(control, nowS)),
    deviceCategory: bits32(control.deviceCategory),
    drProgramMandatory: control.mandatory,
    loadShiftForward: control.loadShiftForward,
    ...control.other,
  };
}
