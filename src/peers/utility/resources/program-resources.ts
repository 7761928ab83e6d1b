import { fromHex } from '../model/ids.js';
import { byStart, type Control, controlMoment, isListed, type Program } from '../model/program.js';
import type { UtilityStore } from '../model/utility-store.js';
import { type Answer, refused, type Value } from './answer.js';
import { controlBase, eventValue } from './control-value.js';
import { type ListOf, listAnswer } from './list-answer.js';
import { type Handler, type ResourceRequest, type Route, withDevice } from './request.js';

/** DERProgram below the function set assignments, and DERControl, DefaultDERControl, DERCurve below the program. */
export const programRoutes: readonly Route[] = [
  {
    key: 'derp',
    path: '/edev/:device/fsa/1/derp',
    get: withDevice((request, device) =>
      listAnswer(request, {
        name: 'DERProgramList',
        item: 'DERProgram',
        entries: [...request.store.programsOf(device)].sort(byPrimacy),
        render: (program) => derProgram(request, program),
        pollRateS: request.store.pollRate('derp'),
        subscribable: true,
      }),
    ),
  },
  {
    key: 'derp.one',
    path: '/derp/:program',
    get: withProgram((request, program) => ({
      kind: 'resource',
      name: 'DERProgram',
      value: derProgram(request, program),
    })),
  },
  {
    key: 'derc',
    path: '/derp/:program/derc',
    get: withProgram((request, program) =>
      listAnswer(
        request,
        controlList(request, program, () => true),
      ),
    ),
  },
  {
    key: 'actderc',
    path: '/derp/:program/actderc',
    get: withProgram((request, program) =>
      listAnswer(
        request,
        controlList(
          request,
          program,
          (control) => momentIn(request.store, program, control, request.nowS).state === 'active',
        ),
      ),
    ),
  },
  {
    key: 'derc.one',
    path: '/derp/:program/derc/:control',
    get: withProgram((request, program) => {
      const control = program.controls.find(({ id }) => String(id) === request.params['control']);
      if (control === undefined || !isListed(control, request.nowS)) return refused(404, 'there is no such control');
      const value = derControl(request, program, control);
      return { kind: 'resource', name: 'DERControl', value, delivered: [control.mRID] };
    }),
  },
  {
    key: 'dderc',
    path: '/derp/:program/dderc',
    get: withProgram((request, program) => {
      if (program.default === undefined) return refused(404, 'the program has no default control');
      return { kind: 'resource', name: 'DefaultDERControl', value: defaultControl(request, program) };
    }),
  },
  {
    key: 'dc',
    path: '/derp/:program/dc',
    get: withProgram((request, program) =>
      listAnswer(request, {
        name: 'DERCurveList',
        item: 'DERCurve',
        entries: program.curves,
        render: (curve) => ({ ...curve.value, href: request.href(`${request.path}/${curve.id}`) }),
      }),
    ),
  },
  {
    key: 'dc.one',
    path: '/derp/:program/dc/:curve',
    get: withProgram((request, program) => {
      const curve = program.curves.find(({ id }) => String(id) === request.params['curve']);
      if (curve === undefined) return refused(404, 'there is no such curve');
      return { kind: 'resource', name: 'DERCurve', value: { ...curve.value, href: request.href(request.path) } };
    }),
  },
];

/** Programs are listed by primacy, the strongest first, then by mRID, descending. */
function byPrimacy(a: Program, b: Program): number {
  return a.primacy - b.primacy || (a.mRID > b.mRID ? -1 : 1);
}

function withProgram(handle: (request: ResourceRequest, program: Program) => Answer): Handler {
  return (request) => {
    const program = request.store.programs.find(({ id }) => String(id) === request.params['program']);
    if (program === undefined) return refused(404, `there is no program ${request.params['program']}`);
    const mine = request.devices.some((device) => request.store.programsOf(device).includes(program));
    return mine ? handle(request, program) : refused(403, 'the program is assigned to none of your devices');
  };
}

export function derProgram({ href, nowS, store }: ResourceRequest, program: Program): Value {
  const at = `/derp/${program.id}`;
  const listed = program.controls.filter((control) => isListed(control, nowS));
  const active = listed.filter((control) => momentIn(store, program, control, nowS).state === 'active');
  return {
    href: href(at),
    subscribable: 0,
    mRID: fromHex(program.mRID),
    description: program.description.slice(0, 32),
    ActiveDERControlListLink: { href: href(`${at}/actderc`), all: active.length },
    ...(program.default === undefined ? {} : { DefaultDERControlLink: { href: href(`${at}/dderc`) } }),
    DERControlListLink: { href: href(`${at}/derc`), all: listed.length },
    DERCurveListLink: { href: href(`${at}/dc`), all: program.curves.length },
    primacy: program.primacy,
  };
}

function momentIn(store: UtilityStore, program: Program, control: Control, nowS: number) {
  return controlMoment(control, program, store.programs, nowS);
}

function controlList(
  request: ResourceRequest,
  program: Program,
  wanted: (control: Control) => boolean,
): ListOf<Control> {
  return {
    name: 'DERControlList',
    item: 'DERControl',
    entries: program.controls.filter((control) => isListed(control, request.nowS) && wanted(control)).sort(byStart),
    render: (control) => derControl(request, program, control),
    timeS: (control) => control.startS,
    subscribable: true,
    mRID: (control) => control.mRID,
  };
}

export function derControl({ href, store, nowS }: ResourceRequest, program: Program, control: Control): Value {
  return {
    href: href(`/derp/${program.id}/derc/${control.id}`),
    ...(control.replyTo ? { replyTo: href('/rsps/1/rsp') } : {}),
    responseRequired: Uint8Array.of(control.responseRequired),
    subscribable: 0,
    ...eventValue(control, momentIn(store, program, control, nowS)),
    DERControlBase: controlBase(control.base),
    ...(control.deviceCategory === undefined ? {} : { deviceCategory: bits32(control.deviceCategory) }),
  };
}

export function defaultControl({ href }: ResourceRequest, program: Program): Value {
  const { control, mRID } = program.default as NonNullable<Program['default']>;
  const { base, ...rest } = control;
  return {
    href: href(`/derp/${program.id}/dderc`),
    subscribable: 1,
    mRID: fromHex(mRID),
    DERControlBase: controlBase(base),
    ...rest,
  };
}

/** Bitmap of 32 bits as hexBinary (DeviceCategoryType). */
export function bits32(bits: number): Uint8Array {
  return Uint8Array.of(bits >>> 24, bits >>> 16, bits >>> 8, bits);
}
