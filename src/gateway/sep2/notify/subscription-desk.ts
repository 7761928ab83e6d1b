import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { decodeSep2, sep2MediaTypes } from '../../../messages/sep2/codec.js';
import { listenSep2, type Sep2Listener } from '../../../transport/sep2/sep2-listener.js';
import type { ControlDesk } from '../control/control-desk.js';
import type { ProgramPlace } from '../events/read-control.js';
import { listOf, objectOf, textOf } from '../read-value.js';
import { readEvents } from '../session/read-programs.js';
import { done, failed, type StepResult, type StepTools } from '../session/step.js';

/** Subscriptions end by themselves; they are made again well before (IEEE 2030.5-2018, 10.6.3: 36 h at most). */
const renewS = 43_200;
const mostSubscriptions = 20;
const mostBody = 1_048_576;

interface Subscribed {
  readonly resource: string;
  readonly href: string | undefined;
}

/** Subscribes to lists that offer it, and takes what the server notifies. Polling goes on beside it: news may get lost. */
export class SubscriptionDesk {
  readonly #desk: ControlDesk;
  readonly #onNews: () => void;
  #listener: Sep2Listener | undefined;
  #wanted: readonly string[] = [];
  #places: ReadonlyMap<string, ProgramPlace> = new Map();
  readonly #done = new Map<string, Subscribed>();
  #received = 0;
  #failure = '';

  constructor(desk: ControlDesk, onNews: () => void) {
    this.#desk = desk;
    this.#onNews = onNews;
  }

  /** Lists to subscribe to. Returns whether one of them is new. */
  offer(resources: readonly string[], places: ReadonlyMap<string, ProgramPlace>): boolean {
    this.#places = places;
    this.#wanted = [...new Set(resources)].slice(0, mostSubscriptions);
    return this.#wanted.some((resource) => !this.#done.has(resource));
  }

  describe(): Record<string, unknown> {
    return {
      subscribed: [...this.#done.keys()],
      notifications: this.#received,
      ...(this.#failure === '' ? {} : { failure: this.#failure }),
    };
  }

  async run(tools: StepTools, subscriptions: string): Promise<StepResult> {
    const { config, clock, link, log } = tools;
    const startedNs = clock.monotonicNs();
    const { notifications } = config;
    if (notifications === undefined) return done(startedNs, renewS);
    this.#listener ??= await this.#listen(tools);
    const address = notifications.host ?? notifications.address;
    const host = address.includes(':') ? `[${address}]` : address;
    for (const resource of this.#wanted) {
      const posted = await link.write('POST', subscriptions, 'Subscription', {
        subscribedResource: resource,
        encoding: config.form === 'exi' ? 1 : 0,
        level: '+S1',
        limit: 100,
        notificationURI: `https://${host}:${this.#listener.port}/notify`,
      });
      if (posted.kind === 'lost') return failed('Subscription', posted);
      if (posted.kind !== 'ok') {
        // A server that offers and then refuses is polled, as one that does not offer.
        this.#failure = `${resource}: refused`;
        this.#done.set(resource, { resource, href: undefined });
        continue;
      }
      this.#failure = '';
      this.#done.set(resource, { resource, href: posted.location });
      log.event('sep2-subscribed', { resource });
    }
    // What changed between the last reading and the subscription nobody notifies.
    this.#onNews();
    return done(startedNs, renewS);
  }

  /** Takes subscriptions back where the server still answers. */
  async close(tools: StepTools | undefined): Promise<void> {
    if (tools !== undefined) {
      const hrefs = [...this.#done.values()].flatMap(({ href }) => href ?? []);
      await Promise.all(hrefs.map((href) => tools.link.remove(href)));
    }
    await this.#listener?.close();
  }

  #listen(tools: StepTools): Promise<Sep2Listener> {
    const { config, clock } = tools;
    const { address, port } = config.notifications ?? { address: '::', port: 0 };
    return listenSep2({
      host: address,
      port,
      profiles: [config.profile],
      chain: readFileSync(config.certificate, 'utf8'),
      key: readFileSync(config.key, 'utf8'),
      clientRoots: config.trust.map((file) => readFileSync(file, 'utf8')),
      headersTimeoutMs: 10_000,
      requestTimeoutMs: 30_000,
      idleTimeoutMs: 600_000,
      clock,
      onRequest: (request, response) => this.#take(request, response, tools),
      onRefusedHandshake: ({ reason }) =>
        tools.log.event('sep2-request-failed', { what: 'Notification', detail: reason }),
      onBadRequest: ({ reason }) => tools.log.event('sep2-request-failed', { what: 'Notification', detail: reason }),
    });
  }

  #take(request: IncomingMessage, response: ServerResponse, tools: StepTools): void {
    const answer = (status: number) => response.writeHead(status, { 'content-length': 0 }).end();
    if (request.method !== 'POST' || request.url !== '/notify') {
      request.resume();
      return void answer(request.method === 'POST' ? 404 : 405);
    }
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= mostBody) chunks.push(chunk);
    });
    request.on('end', () => {
      if (length > mostBody) return void answer(413);
      const type = request.headers['content-type'] ?? sep2MediaTypes.xml;
      answer(this.#notified(Buffer.concat(chunks), type, tools) ? 201 : 400);
    });
  }

  #notified(body: Uint8Array, mediaType: string, { log }: StepTools): boolean {
    const { value, resource } = decodeSep2(body, mediaType);
    const about = textOf(value?.['subscribedResource']);
    if (resource !== 'Notification' || about === undefined) {
      log.event('sep2-unreadable', { detail: `Notification: ${resource ?? 'nothing'} came` });
      return false;
    }
    this.#received++;
    log.event('sep2-notified', { resource: about });
    const place = this.#places.get(about);
    const content = objectOf(value?.['Resource']);
    if (place !== undefined && content !== undefined) {
      // At once, and the whole list is read right after: a notification may hold only a part of it.
      this.#desk.takeEvents(readEvents(listOf(content['DERControl']), place, []));
    }
    this.#onNews();
    return true;
  }
}
