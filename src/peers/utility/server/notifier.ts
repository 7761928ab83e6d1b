import { PlumblineError } from '../../../base/errors.js';
import { splitZone } from '../../../transport/endpoint.js';
import { createSep2Client } from '../../../transport/sep2/sep2-client.js';
import type { Sep2Client, Sep2ClientOptions } from '../../../transport/sep2/sep2-client-options.js';
import type { Subscription } from '../model/device.js';
import type { UtilityStore } from '../model/utility-store.js';
import type { NotificationView, SubscriptionView } from '../request-record.js';
import { subscriptionPath } from '../resources/subscription-resources.js';
import { answer, encode, prefixOf } from './answer-request.js';
import { mediaType } from './reply.js';
import { findRoute } from './route-table.js';

export type NotifierTls = Pick<Sep2ClientOptions, 'profile' | 'chain' | 'key' | 'roots' | 'onKeyLog'>;

const answerMs = 10_000;
/** Pause before a notification is sent again, ms; after the last one it is given up. */
const pausesMs = [1000, 5000];
/** Entries of a list in a notification at most, whatever the subscriber wants: as on a page. */
const mostEntries = 255;
/** Newest notifications of a subscription that are remembered. */
const keptViews = 1000;

/** Tells subscribers what has changed, as HTTPS client of their notification URI. */
export class Notifier {
  readonly #store: UtilityStore;
  readonly #tls: NotifierTls;
  /** Zone of the interface that the server listens on, for link-local URIs. */
  readonly #zone: string | undefined;
  readonly #clients = new Map<string, Sep2Client>();
  readonly #sent = new Map<string, NotificationView[]>();
  readonly #waits = new Set<() => void>();
  #seq = 0;
  #closed = false;

  constructor(store: UtilityStore, tls: NotifierTls, zone: string | undefined) {
    this.#store = store;
    this.#tls = tls;
    this.#zone = zone;
    store.onChange((paths) => {
      for (const subscription of store.subscriptions()) {
        if (paths.includes(subscription.subscribedResource)) void this.#notify(subscription);
      }
    });
  }

  views(): readonly SubscriptionView[] {
    return this.#store.subscriptions().map((subscription) => ({
      href: prefixOf(this.#store) + subscriptionPath(subscription),
      lfdi: subscription.device.lfdi,
      subscribedResource: subscription.subscribedResource,
      notificationURI: subscription.notificationURI,
      encoding: subscription.encoding,
      limit: subscription.limit,
      notifications: this.#sent.get(subscriptionPath(subscription)) ?? [],
    }));
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const wake of this.#waits) wake();
    await Promise.all([...this.#clients.values()].map((client) => client.close()));
  }

  /** What was not delivered is made anew before it is sent again: an old list must not come behind a newer one. */
  async #notify(subscription: Subscription): Promise<void> {
    let made = this.#try(subscription);
    if (made === undefined) return;
    const view: Mutable<NotificationView> = {
      seq: ++this.#seq,
      resource: subscription.subscribedResource,
      sentAtNs: this.#store.clock.monotonicNs(),
      answeredAtNs: undefined,
      status: 0,
      detail: undefined,
      delivered: made.delivered,
    };
    const path = subscriptionPath(subscription);
    const views = this.#sent.get(path) ?? [];
    this.#sent.set(path, views);
    views.push(view);
    if (views.length > keptViews) views.shift();
    for (const pauseMs of [...pausesMs, undefined]) {
      if (await this.#send(subscription, made.body, view)) return;
      if (pauseMs === undefined || this.#closed) return;
      await this.#pause(pauseMs);
      if (this.#closed || views.at(-1) !== view) {
        view.detail = `${view.detail ?? `status ${view.status}`}; not sent again: a newer notification has been sent`;
        return;
      }
      made = this.#try(subscription) ?? made;
      view.delivered = made.delivered;
    }
  }

  async #send(subscription: Subscription, body: Uint8Array, view: Mutable<NotificationView>): Promise<boolean> {
    const uri = new URL(subscription.notificationURI);
    try {
      const response = await this.#client(uri).request({
        method: 'POST',
        path: uri.pathname + uri.search,
        body,
        contentType: mediaType(subscription.encoding),
      });
      view.sentAtNs = response.sentAt;
      view.answeredAtNs = response.endAt;
      view.status = response.status;
      return response.status < 500;
    } catch (error) {
      view.detail = error instanceof PlumblineError ? `${error.code} ${error.message}` : String(error);
      return false;
    }
  }

  /** A resource that cannot be written is told to nobody; the server goes on. */
  #try(subscription: Subscription): Made | undefined {
    try {
      return this.#make(subscription);
    } catch {
      return undefined;
    }
  }

  #make(subscription: Subscription): Made | undefined {
    const { subscribedResource: path, device, limit } = subscription;
    const match = findRoute(path);
    if (match === undefined) return undefined;
    const found = answer(this.#store, match.route, {
      method: 'GET',
      path,
      query: `s=0&l=${Math.min(limit, mostEntries)}`,
      params: match.params,
      lfdi: device.managedBy,
      body: undefined,
      seq: 0,
      receivedAtNs: 0n,
    });
    const prefix = prefixOf(this.#store);
    const value = {
      subscribedResource: prefix + path,
      // A resource that is gone is told without itself: status 0, the subscriber asks (IEEE 2030.5-2018, 8.6.2).
      ...(found.kind === 'resource' ? { Resource: { 'xsi:type': found.name, ...found.value } } : {}),
      status: 0,
      subscriptionURI: prefix + subscriptionPath(subscription),
    };
    const delivered = found.kind === 'resource' ? (found.delivered ?? []) : [];
    return { body: encode(this.#store, 'Notification', value, subscription.encoding), delivered };
  }

  #client(uri: URL): Sep2Client {
    const known = this.#clients.get(uri.host);
    if (known !== undefined) return known;
    const { address } = splitZone(uri.hostname.replace(/^\[|\]$/g, ''));
    const scope = this.#zone === undefined || !/^fe[89ab]/i.test(address) ? {} : { scope: this.#zone };
    const client = createSep2Client({
      ...this.#tls,
      server: { address, port: uri.port === '' ? 443 : Number(uri.port), ...scope },
      connectTimeoutMs: answerMs,
      responseTimeoutMs: answerMs,
      clock: this.#store.clock,
    });
    this.#clients.set(uri.host, client);
    return client;
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        cancel();
        this.#waits.delete(wake);
        resolve();
      };
      const cancel = this.#store.clock.after(ms, wake);
      this.#waits.add(wake);
    });
  }
}

/** A notification as it is sent. */
interface Made {
  readonly body: Uint8Array;
  readonly delivered: readonly string[];
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
