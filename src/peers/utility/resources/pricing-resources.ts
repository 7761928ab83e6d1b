import { momentOf } from '../model/event.js';
import { fromHex } from '../model/ids.js';
import type { PriceInterval, RateComponent, Tariff } from '../model/pricing.js';
import { isListed } from '../model/program.js';
import { type Answer, refused, type Value } from './answer.js';
import { eventValue } from './control-value.js';
import { listAnswer } from './list-answer.js';
import type { Handler, ResourceRequest, Route } from './request.js';

/** TariffProfile, RateComponent, TimeTariffInterval, ConsumptionTariffInterval, with the lists of CSIP-AUS 1.3. */
export const pricingRoutes: readonly Route[] = [
  {
    key: 'tp',
    path: '/tp',
    get: (request) =>
      listAnswer(request, {
        name: 'TariffProfileList',
        item: 'TariffProfile',
        entries: request.store.pricing.tariffs,
        render: (tariff) => tariffProfile(request, tariff),
        pollRateS: request.store.pollRate('tp'),
        subscribable: true,
      }),
  },
  {
    key: 'tp.one',
    path: '/tp/:tariff',
    get: withTariff((request, tariff) => ({
      kind: 'resource',
      name: 'TariffProfile',
      value: tariffProfile(request, tariff),
    })),
  },
  {
    key: 'rc',
    path: '/tp/:tariff/rc',
    get: withTariff((request, tariff) =>
      listAnswer(request, {
        name: 'RateComponentList',
        item: 'RateComponent',
        entries: tariff.components,
        render: (component) => rateComponent(request, tariff, component),
      }),
    ),
  },
  {
    key: 'rc.one',
    path: '/tp/:tariff/rc/:component',
    get: withComponent((request, tariff, component) => ({
      kind: 'resource',
      name: 'RateComponent',
      value: rateComponent(request, tariff, component),
    })),
  },
  {
    key: 'rc.rt',
    path: '/tp/:tariff/rc/:component/rt',
    get: withComponent((request, _tariff, component) => ({
      kind: 'resource',
      name: 'ReadingType',
      value: {
        href: request.href(request.path),
        commodity: 1,
        flowDirection: component.flowDirection,
        powerOfTenMultiplier: 3,
        uom: 72,
      },
    })),
  },
  {
    key: 'tti',
    path: '/tp/:tariff/rc/:component/tti',
    get: withComponent((request, tariff, component) => intervals(request, tariff, component, () => true)),
  },
  {
    key: 'acttti',
    path: '/tp/:tariff/rc/:component/acttti',
    get: withComponent((request, tariff, component) =>
      intervals(request, tariff, component, (interval) => momentOf(interval, request.nowS).state === 'active'),
    ),
  },
  {
    key: 'tti.one',
    path: '/tp/:tariff/rc/:component/tti/:interval',
    get: withInterval((request, interval) => ({
      kind: 'resource',
      name: 'TimeTariffInterval',
      value: tariffInterval(request, request.path, interval),
    })),
  },
  {
    key: 'cti',
    path: '/tp/:tariff/rc/:component/tti/:interval/cti',
    get: withInterval((request, interval) =>
      listAnswer(request, {
        name: 'ConsumptionTariffIntervalList',
        item: 'ConsumptionTariffInterval',
        entries: [interval],
        render: ({ price }) => consumption(request, `${request.path}/1`, price),
      }),
    ),
  },
  {
    key: 'cti.one',
    path: '/tp/:tariff/rc/:component/tti/:interval/cti/1',
    get: withInterval((request, { price }) => ({
      kind: 'resource',
      name: 'ConsumptionTariffInterval',
      value: consumption(request, request.path, price),
    })),
  },
];

function withTariff(handle: (request: ResourceRequest, tariff: Tariff) => Answer): Handler {
  return (request) => {
    const tariff = request.store.pricing.tariffs.find(({ id }) => String(id) === request.params['tariff']);
    if (request.devices.length === 0) return refused(403, 'the certificate belongs to no registered device');
    return tariff === undefined ? refused(404, 'there is no such tariff') : handle(request, tariff);
  };
}

function withComponent(
  handle: (request: ResourceRequest, tariff: Tariff, component: RateComponent) => Answer,
): Handler {
  return withTariff((request, tariff) => {
    const component = tariff.components.find(({ id }) => String(id) === request.params['component']);
    return component === undefined
      ? refused(404, 'there is no such rate component')
      : handle(request, tariff, component);
  });
}

function withInterval(handle: (request: ResourceRequest, interval: PriceInterval) => Answer): Handler {
  return withComponent((request, _tariff, component) => {
    const interval = component.intervals.find(({ id }) => String(id) === request.params['interval']);
    return interval === undefined ? refused(404, 'there is no such interval') : handle(request, interval);
  });
}

function consumption({ href }: ResourceRequest, at: string, price: number): Value {
  return { href: href(at), consumptionBlock: 0, price, startValue: 0 };
}

function tariffInterval({ href, nowS }: ResourceRequest, at: string, interval: PriceInterval): Value {
  return {
    href: href(at),
    replyTo: href('/rsps/1/rsp'),
    responseRequired: Uint8Array.of(1),
    ...eventValue(interval, momentOf(interval, nowS)),
    ConsumptionTariffIntervalListLink: { href: href(`${at}/cti`), all: 1 },
    touTier: interval.touTier,
  };
}

function tariffProfile({ href }: ResourceRequest, tariff: Tariff): Value {
  const at = `/tp/${tariff.id}`;
  return {
    href: href(at),
    mRID: fromHex(tariff.mRID),
    description: tariff.description.slice(0, 32),
    currency: tariff.currency,
    pricePowerOfTenMultiplier: tariff.powerOfTen,
    primacy: tariff.primacy,
    rateCode: tariff.rateCode.slice(0, 20),
    RateComponentListLink: { href: href(`${at}/rc`), all: tariff.components.length },
    serviceCategoryKind: 0,
  };
}

function rateComponent({ href, nowS }: ResourceRequest, tariff: Tariff, component: RateComponent): Value {
  const at = `/tp/${tariff.id}/rc/${component.id}`;
  const listed = component.intervals.filter((interval) => isListed(interval, nowS));
  const active = listed.filter((interval) => momentOf(interval, nowS).state === 'active');
  return {
    href: href(at),
    mRID: fromHex(component.mRID),
    description: component.description.slice(0, 32),
    ActiveTimeTariffIntervalListLink: { href: href(`${at}/acttti`), all: active.length },
    ReadingTypeLink: { href: href(`${at}/rt`) },
    roleFlags: Uint8Array.of(0, 0),
    TimeTariffIntervalListLink: { href: href(`${at}/tti`), all: listed.length },
  };
}

function intervals(
  request: ResourceRequest,
  tariff: Tariff,
  component: RateComponent,
  wanted: (interval: PriceInterval) => boolean,
): Answer {
  const at = `/tp/${tariff.id}/rc/${component.id}/tti`;
  return listAnswer(request, {
    name: 'TimeTariffIntervalList',
    item: 'TimeTariffInterval',
    entries: component.intervals
      .filter((interval) => isListed(interval, request.nowS) && wanted(interval))
      .sort((a, b) => a.startS - b.startS),
    render: (interval) => tariffInterval(request, `${at}/${interval.id}`, interval),
    timeS: (interval) => interval.startS,
    subscribable: true,
  });
}
