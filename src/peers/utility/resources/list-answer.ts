import { type Answer, refused, type Value } from './answer.js';
import type { ResourceRequest } from './request.js';

export interface ListOf<T> {
  /** Root element: `DERControlList`. */
  readonly name: string;
  /** Repeated element: `DERControl`. */
  readonly item: string;
  /** All entries in the standard's order. */
  readonly entries: readonly T[];
  readonly render: (entry: T) => Value;
  /** Where lists are ordered by time: of the entry, s. */
  readonly timeS?: (entry: T) => number;
  readonly pollRateS?: number;
  readonly subscribable?: boolean;
  /** Of DERControls: which ones leave with the page. */
  readonly mRID?: (entry: T) => string;
}

/** Entries of a page when the client does not say (IEEE 2030.5-2018, 4.6.3: the default of `l`). */
const defaultLimit = 1;
/** The server's own limit for a page. */
const maxLimit = 255;

/**
 * A page of a list by `s` (first entry), `l` (how many) and `a` (only what is later), with `all` and `results`
 * (IEEE 2030.5-2018, 4.6.3).
 */
export function listAnswer<T>(request: ResourceRequest, list: ListOf<T>): Answer {
  const start = count(request, 's', 0);
  const limit = count(request, 'l', defaultLimit);
  const after = request.query.get('a');
  if (start === undefined || limit === undefined || (after !== null && !/^-?\d{1,15}$/.test(after))) {
    return refused(400, `the query ${request.query.toString()} is no page of a list`);
  }
  const { timeS } = list;
  const found =
    after === null || timeS === undefined ? list.entries : list.entries.filter((entry) => timeS(entry) > Number(after));
  const page = found.slice(start, start + Math.min(limit, maxLimit));
  const value: Value = {
    href: request.href(request.path),
    all: found.length,
    results: page.length,
    ...(list.pollRateS === undefined ? {} : { pollRate: list.pollRateS }),
    ...(list.subscribable === undefined ? {} : { subscribable: list.subscribable && subscribes(request) ? 1 : 0 }),
    ...(page.length === 0 ? {} : { [list.item]: page.map(list.render) }),
  };
  const { mRID } = list;
  return {
    kind: 'resource',
    name: list.name,
    value,
    item: list.item,
    ...(mRID === undefined ? {} : { delivered: page.map(mRID) }),
  };
}

function subscribes(request: ResourceRequest): boolean {
  return request.store.config.subscriptions !== false;
}

function count(request: ResourceRequest, name: string, otherwise: number): number | undefined {
  const text = request.query.get(name);
  if (text === null) return otherwise;
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
