import type { Device, Subscription } from '../model/device.js';
import { type Answer, refused, type Value } from './answer.js';
import { listAnswer } from './list-answer.js';
import { bodyOf, isRefusal, type ResourceRequest, type Route, withDevice } from './request.js';

/** Resources of which changes are told (IEEE 2030.5-2018, 8.6). */
const subscribable = [
  /^\/edev$/,
  /^\/edev\/\d+\/fsa$/,
  /^\/edev\/\d+\/fsa\/1\/derp$/,
  /^\/edev\/\d+\/(frp|lel)$/,
  /^\/derp\/\d+\/(derc|actderc|dderc)$/,
  /^\/drp$/,
  /^\/drp\/1\/edc$/,
  /^\/tp$/,
  /^\/tp\/\d+\/rc\/\d+\/tti$/,
  /^\/upt(\/\d+\/mr(\/\d+\/r)?)?$/,
];

/** SubscriptionList and Subscription. */
export const subscriptionRoutes: readonly Route[] = [
  {
    key: 'sub',
    path: '/edev/:device/sub',
    get: withDevice((request, device) =>
      listAnswer(request, {
        name: 'SubscriptionList',
        item: 'Subscription',
        entries: device.subscriptions,
        render: (subscription) => value(request, subscription),
        pollRateS: request.store.pollRate('sub'),
      }),
    ),
    post: withDevice(subscribe),
  },
  {
    key: 'sub.one',
    path: '/edev/:device/sub/:subscription',
    get: withDevice((request, device) => {
      const found = find(request, device);
      if (found === undefined) return refused(404, 'there is no such subscription');
      return { kind: 'resource', name: 'Subscription', value: value(request, found) };
    }),
    put: withDevice((request, device) => {
      const found = find(request, device);
      if (found === undefined) return refused(404, 'there is no such subscription');
      const subscription = read(request, device, found.id);
      if (isRefusal(subscription)) return subscription;
      device.subscriptions = device.subscriptions.map((each) => (each === found ? subscription : each));
      request.store.changed(request.path);
      return { kind: 'done' };
    }),
    delete: withDevice((request, device) => {
      const found = find(request, device);
      if (found === undefined) return refused(404, 'there is no such subscription');
      device.subscriptions = device.subscriptions.filter((each) => each !== found);
      request.store.changed(request.path);
      return { kind: 'done' };
    }),
  },
];

function find(request: ResourceRequest, device: Device): Subscription | undefined {
  return device.subscriptions.find(({ id }) => String(id) === request.params['subscription']);
}

export function subscriptionPath({ id, device }: Subscription): string {
  return `/edev/${device.id}/sub/${id}`;
}

function value({ href }: ResourceRequest, subscription: Subscription): Value {
  return {
    href: href(subscriptionPath(subscription)),
    subscribedResource: href(subscription.subscribedResource),
    encoding: subscription.encoding === 'xml' ? 0 : 1,
    level: subscription.level,
    limit: subscription.limit,
    notificationURI: subscription.notificationURI,
  };
}

function subscribe(request: ResourceRequest, device: Device): Answer {
  const { store } = request;
  if (store.config.subscriptions === false) return refused(403, 'the server offers no subscriptions');
  const wanted = read(request, device, store.nextId());
  if (isRefusal(wanted)) return wanted;
  // The same resource for the same URI: it renews the subscription that is there.
  const known = device.subscriptions.find(
    ({ subscribedResource, notificationURI }) =>
      subscribedResource === wanted.subscribedResource && notificationURI === wanted.notificationURI,
  );
  const kept = known === undefined ? wanted : { ...wanted, id: known.id };
  device.subscriptions = [...device.subscriptions.filter((each) => each !== known), kept];
  store.changed(request.path);
  const location = subscriptionPath(kept);
  return known === undefined ? { kind: 'created', location } : { kind: 'done', location };
}

function read(request: ResourceRequest, device: Device, id: number): Subscription | (Answer & { kind: 'refused' }) {
  const body = bodyOf(request, 'Subscription');
  if (isRefusal(body)) return body;
  const { subscribedResource, notificationURI, encoding, level, limit, Condition: condition } = body.value;
  const prefix = request.href('');
  const resource = String(subscribedResource ?? '');
  const path = resource.startsWith(prefix) ? resource.slice(prefix.length) : resource;
  if (!subscribable.some((pattern) => pattern.test(path))) return refused(400, `${resource} is not subscribable`);
  if (condition !== undefined) {
    return { ...refused(400, 'conditional subscriptions are not offered'), code: 3 };
  }
  if (encoding === 1 && request.store.config.namespace === 'draft')
    return refused(400, 'the draft is spoken in XML alone');
  if (!mayRead(request, path)) return refused(403, `${resource} belongs to another certificate`);
  const uri = String(notificationURI ?? '');
  if (!URL.canParse(uri) || new URL(uri).protocol !== 'https:') return refused(400, `${uri} is no https URI`);
  return {
    id,
    device,
    subscribedResource: path,
    notificationURI: uri,
    encoding: encoding === 1 ? 'exi' : 'xml',
    level: String(level ?? '+S1'),
    limit: typeof limit === 'number' ? limit : 1,
  };
}

function mayRead({ store, devices }: ResourceRequest, path: string): boolean {
  const [, first, id] = path.split('/');
  if (first === 'edev' && id !== undefined) return devices.some((device) => String(device.id) === id);
  if (first === 'upt' && id !== undefined) {
    const mirror = store.metering.mirror(Number(id));
    return mirror !== undefined && devices.includes(mirror.device);
  }
  if (first !== 'derp') return true;
  return devices.some((device) => store.programsOf(device).some((program) => String(program.id) === id));
}
