import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ClientFacts } from '../../../transport/sep2/client-facts.js';
import type { Behaviour } from '../control-types.js';
import { Behaviours } from '../misbehaviour/behaviours.js';
import { spoilAnswer } from '../misbehaviour/spoil-answer.js';
import { spoilBody } from '../misbehaviour/spoil-body.js';
import type { UtilityStore } from '../model/utility-store.js';
import type { RequestLog } from '../record/request-log.js';
import type { RecordedRequest } from '../request-record.js';
import { refused } from '../resources/answer.js';
import { AnswerCache } from './answer-cache.js';
import { answer, encodeAnswer, formsOf, prefixOf } from './answer-request.js';
import { type CheckedBody, checkBody } from './check-body.js';
import { acceptedForm, type Form } from './negotiate.js';
import { readBody } from './read-body.js';
import { type Reply, reply } from './reply.js';
import { findRoute, type RouteMatch } from './route-table.js';
import { sendReply, sendWrongly } from './send-reply.js';
import { readTarget, type Target } from './target.js';

/** A request on its way through the server. */
interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly client: ClientFacts;
  readonly seq: number;
  readonly requestsBefore: number;
  readonly receivedAtNs: bigint;
  readonly target: Target | undefined;
  readonly match: RouteMatch | undefined;
  readonly behaviour: Behaviour | undefined;
}

interface Outcome {
  readonly status: number;
  readonly body: CheckedBody | undefined;
  readonly bodyAtNs: bigint | undefined;
  readonly requestBytes: number;
  readonly answeredAtNs: bigint | undefined;
  readonly reply: Reply | undefined;
}

const maxBody = 1_048_576;
const noBody = { body: undefined, bodyAtNs: undefined, requestBytes: 0, answeredAtNs: undefined, reply: undefined };

/** Answers requests and records them. Nothing that a client sends makes it throw. */
export class RequestHandler {
  readonly behaviours = new Behaviours();
  readonly #store: UtilityStore;
  readonly #log: RequestLog;
  readonly #cache: AnswerCache;
  readonly #prefix: string;
  readonly #counts = new WeakMap<ClientFacts, number>();
  /** The last good answer of each connection, for a server that mixes answers up. */
  readonly #last = new WeakMap<ClientFacts, Reply>();

  constructor(store: UtilityStore, log: RequestLog) {
    this.#store = store;
    this.#log = log;
    this.#cache = new AnswerCache(store);
    this.#prefix = prefixOf(store);
  }

  async handle(request: IncomingMessage, response: ServerResponse, client: ClientFacts): Promise<void> {
    const receivedAtNs = this.#store.clock.monotonicNs();
    const requestsBefore = this.#counts.get(client) ?? 0;
    this.#counts.set(client, requestsBefore + 1);
    const url = request.url ?? '/';
    const target = readTarget(url);
    const path = target === undefined ? undefined : this.#below(target.path);
    const visit: Visit = {
      request,
      response,
      client,
      seq: this.#log.next(),
      requestsBefore,
      receivedAtNs,
      target,
      match: path === undefined ? undefined : findRoute(path),
      behaviour: this.behaviours.meet(`${request.method} ${url}`),
    };
    response.on('error', () => undefined);
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (
      isRead &&
      request.headers['transfer-encoding'] === undefined &&
      !(Number(request.headers['content-length']) > 0)
    ) {
      this.#answer(visit, new Uint8Array(), undefined);
      return;
    }
    const read = await readBody(request, this.#store.config.maxBodyBytes ?? maxBody);
    if (read.kind === 'body') this.#answer(visit, read.octets, this.#store.clock.monotonicNs());
    else if (read.kind === 'broken') this.#record(visit, { ...noBody, status: 0 });
    else this.#tooLarge(visit);
  }

  /** Path without the prefix; undefined: it lies elsewhere. */
  #below(path: string): string | undefined {
    if (this.#prefix === '') return path;
    return path.startsWith(`${this.#prefix}/`) ? path.slice(this.#prefix.length) : undefined;
  }

  #tooLarge(visit: Visit): void {
    const found = refused(413, 'the body is larger than the server takes');
    const sent = { ...encodeAnswer(this.#store, found, 'xml'), close: true };
    this.#send(visit, sent, noBody);
    // The rest of the body is not read: the connection ends with the answer.
    visit.response.once('finish', () => visit.request.destroy());
  }

  #answer(visit: Visit, octets: Uint8Array, bodyAtNs: bigint | undefined): void {
    const { behaviour, request } = visit;
    const checked = octets.length === 0 ? undefined : checkBody(octets, request.headers['content-type']);
    const facts = { body: checked, bodyAtNs, requestBytes: octets.length };
    if (behaviour?.kind === 'silent') {
      this.#record(visit, { ...noBody, ...facts, status: 0 });
      return;
    }
    if (behaviour?.kind === 'reset') {
      // Not from within the parser's call-back: Node 20 keeps a parser without a socket then, and cannot close the server.
      setImmediate(() => {
        resetBelow(request);
        request.socket.destroy();
      });
      this.#record(visit, { ...noBody, ...facts, status: 0 });
      return;
    }
    if (behaviour?.kind !== 'delay') {
      this.#send(visit, this.#reply(visit, checked), facts);
      return;
    }
    // What changes in the meantime is in the answer: it is made when it leaves.
    this.#store.clock.after(behaviour.delayMs ?? 1000, () => this.#send(visit, this.#reply(visit, checked), facts));
  }

  /** A mistake of ours must cost one answer, not the server. */
  #reply(visit: Visit, checked: CheckedBody | undefined): Reply {
    try {
      return this.#make(visit, checked);
    } catch (error) {
      const reason = `the server could not make the answer: ${error instanceof Error ? error.message : String(error)}`;
      return encodeAnswer(this.#store, refused(500, reason), 'xml');
    }
  }

  #make(visit: Visit, checked: CheckedBody | undefined): Reply {
    const { behaviour, request, client, match, target } = visit;
    const offered = formsOf(this.#store);
    const asked = acceptedForm(request.headers.accept, offered);
    const other: Form = asked === 'exi' ? 'xml' : 'exi';
    const form: Form = behaviour?.kind === 'wrong-form' && offered.includes(other) ? other : (asked ?? 'xml');
    const refuse = (status: 400 | 404 | 406, reason: string) =>
      encodeAnswer(this.#store, refused(status, reason), form);
    if (behaviour?.kind === 'status') {
      const code = behaviour.status ?? 500;
      const body = encodeAnswer(this.#store, refused(500, 'misbehaviour'), form);
      return { ...body, status: code, refusal: `status ${code} on demand` };
    }
    if (behaviour?.kind === 'redirect-loop') return reply(behaviour.status ?? 307, { location: request.url ?? '/' });
    if (target === undefined) return refuse(400, 'the request target is none that the server has');
    if (match === undefined) return refuse(404, 'there is no such resource');
    if (asked === undefined) return refuse(406, `there is no form ${request.headers.accept}`);
    if (checked?.refusal !== undefined) return encodeAnswer(this.#store, checked.refusal, form);
    const isGet = request.method === 'GET';
    const key = `${form} ${client.lfdi} ${request.url}`;
    const cacheable = isGet && behaviour === undefined && match.route.key !== 'tm';
    const cached = cacheable ? this.#cache.get(key) : undefined;
    if (cached !== undefined) return cached;
    const found = answer(this.#store, match.route, {
      method: request.method ?? 'GET',
      path: this.#below(target.path) ?? '/',
      query: target.query,
      params: match.params,
      lfdi: client.lfdi,
      body: checked?.body,
      seq: visit.seq,
      receivedAtNs: visit.receivedAtNs,
    });
    const made = encodeAnswer(
      this.#store,
      behaviour === undefined ? found : spoilAnswer(found, behaviour, this.#store),
      form,
    );
    if (cacheable && made.status === 200) this.#cache.set(key, made);
    return behaviour === undefined ? made : this.#spoil(visit, made, behaviour);
  }

  #spoil(visit: Visit, made: Reply, behaviour: Behaviour): Reply {
    if (behaviour.kind !== 'stale-answer') return spoilBody(made, behaviour);
    return this.#last.get(visit.client) ?? made;
  }

  #send(visit: Visit, made: Reply, facts: Partial<Outcome>): void {
    const { response, request, behaviour, client } = visit;
    const answeredAtNs = this.#store.clock.monotonicNs();
    if (response.destroyed || request.socket.destroyed) {
      this.#record(visit, { ...noBody, ...facts, status: 0 });
      return;
    }
    try {
      if (behaviour === undefined || !sendWrongly(response, made, behaviour)) {
        sendReply(response, made, request.method === 'HEAD');
        this.#last.set(client, made);
      }
    } catch {
      // Node refuses to write it (a header that is none): the connection ends, the server does not.
      request.socket.destroy();
    }
    this.#record(visit, { ...noBody, ...facts, status: made.status, answeredAtNs, reply: made });
  }

  #record(visit: Visit, outcome: Outcome): void {
    const { request, client, target, match, behaviour } = visit;
    const { body, reply: sent } = outcome;
    const recorded: RecordedRequest = {
      seq: visit.seq,
      method: request.method ?? '?',
      path: target?.path ?? request.url ?? '?',
      query: target?.query ?? '',
      status: outcome.status,
      receivedAtNs: visit.receivedAtNs,
      bodyAtNs: outcome.bodyAtNs ?? (outcome.requestBytes === 0 ? visit.receivedAtNs : undefined),
      answeredAtNs: outcome.answeredAtNs,
      requestBytes: outcome.requestBytes,
      responseBytes: sent?.body.length ?? 0,
      lfdi: client.lfdi,
      connection: client.connection,
      requestsBefore: visit.requestsBefore,
      accept: request.headers.accept,
      contentType: request.headers['content-type'],
      answerType: sent?.contentType,
      resource: match?.route.key,
      sent: body?.decoded?.resource,
      body: body?.decoded?.value,
      violations: body?.violations ?? [],
      behaviour: behaviour?.kind,
      refusal: sent?.refusal,
      delivered: sent?.delivered ?? [],
    };
    this.#log.add(recorded);
  }
}

/** Ends TCP with RST where the platform lets us; `destroy()` alone sends FIN. */
function resetBelow(request: IncomingMessage): void {
  const parent: unknown = Reflect.get(request.socket, '_parent');
  if (typeof parent === 'object' && parent !== null && 'resetAndDestroy' in parent) {
    (parent as { resetAndDestroy: () => void }).resetAndDestroy();
  }
}
