import type { Sep2Value } from '../../../messages/sep2/codec.js';
import type { Faults } from '../../faults/faults.js';
import { listOf, numberOf } from '../read-value.js';
import { pageOf } from './path-of.js';
import type { ReadOutcome, Sep2Link } from './sep2-link.js';

/** A whole list; `complete` false: the server did not give all that it said there are. */
export type ListOutcome =
  | {
      readonly kind: 'ok';
      /** The first page: its attributes (pollRate, subscribable) are the list's. */
      readonly list: Sep2Value;
      readonly entries: readonly Sep2Value[];
      readonly complete: boolean;
      readonly sentNs: bigint;
      readonly doubts: readonly string[];
    }
  | Exclude<ReadOutcome, { kind: 'ok' }>;

const pageSize = 20;
/** More than this nobody means; a list without end must not keep the gateway busy. */
const mostEntries = 2000;

/**
 * Reads a list page by page (s, l; `all` and `results`). Between pages the process does other things. A server that says
 * `all` of more than it gives gets no endless requests: the list then counts as incomplete.
 * @param entry name of the entries, such as `DERControl`
 */
export async function readList(
  link: Sep2Link,
  href: string,
  expected: string,
  entry: string,
  faults: Faults,
): Promise<ListOutcome> {
  const entries: Sep2Value[] = [];
  const doubts: string[] = [];
  let first: { readonly list: Sep2Value; readonly sentNs: bigint } | undefined;
  for (;;) {
    const path = faults.has('first-page-only') ? href : pageOf(href, entries.length, pageSize);
    const page = await link.get(path, expected);
    if (page.kind !== 'ok') return page;
    first ??= { list: page.value, sentNs: page.sentNs };
    doubts.push(...page.doubts);
    const found = listOf(page.value[entry]);
    entries.push(...found);
    const all = numberOf(page.value['all']) ?? entries.length;
    // A client that knows no pages takes the first one for the whole list.
    const complete = entries.length >= all || faults.has('first-page-only');
    const done = complete || found.length === 0 || entries.length >= mostEntries;
    if (done) return { kind: 'ok', ...first, entries: entries.slice(0, mostEntries), complete, doubts };
  }
}
