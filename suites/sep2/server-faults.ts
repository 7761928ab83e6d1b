import type { Behaviour } from '../../src/peers/utility/control-types.js';

/** A way in which the utility server of the harness can be told to be wrong, so that its own cases can be seen to find it. */
export interface ServerFault {
  readonly behaviour: string;
  readonly source: string;
  readonly how: Behaviour;
}

const schema = 'IEEE 2030.5-2018, schema and media types';
const http = 'RFC 9110, RFC 9112';
const lists = 'IEEE 2030.5-2018, lists';

/** Misbehaviour of the utility server by name; it meets every request of the cases. */
export const serverFaults = {
  'answers-404': {
    behaviour: 'answers 404 for controls',
    source: http,
    how: { kind: 'status', status: 404, match: '/derc' },
  },
  'answers-500': { behaviour: 'answers 500', source: http, how: { kind: 'status', status: 500 } },
  malformed: { behaviour: 'XML that ends in the middle of an element', source: schema, how: { kind: 'malformed' } },
  'entity-expansion': { behaviour: 'a DOCTYPE with entities', source: schema, how: { kind: 'entity-expansion' } },
  'wrong-namespace': { behaviour: 'the namespace of the draft', source: schema, how: { kind: 'wrong-namespace' } },
  'unknown-namespace': {
    behaviour: 'a namespace that nobody knows',
    source: schema,
    how: { kind: 'unknown-namespace' },
  },
  'huge-list': { behaviour: 'lists of thousands on one page', source: lists, how: { kind: 'huge-list', count: 2000 } },
  'wrong-all': { behaviour: 'lists that say more than there is', source: lists, how: { kind: 'wrong-all' } },
  'clock-off': {
    behaviour: 'a clock ten minutes ahead',
    source: 'IEEE 2030.5-2018, Time',
    how: { kind: 'clock-off', offsetS: 600 },
  },
  truncated: { behaviour: 'bodies that end half-way', source: http, how: { kind: 'truncated' } },
  'wrong-content-type': {
    behaviour: 'text/html around a good body',
    source: http,
    how: { kind: 'wrong-content-type' },
  },
  'redirect-loop': { behaviour: 'redirects to itself', source: http, how: { kind: 'redirect-loop', status: 301 } },
  'empty-body': { behaviour: '200 with no body', source: http, how: { kind: 'empty-body' } },
  'wrong-resource': { behaviour: 'a good resource of another kind', source: schema, how: { kind: 'wrong-resource' } },
  'unknown-element': { behaviour: 'an element that no schema has', source: schema, how: { kind: 'unknown-element' } },
  'odd-hex': { behaviour: 'hexBinary with an odd number of digits', source: schema, how: { kind: 'odd-hex' } },
  'stale-answer': { behaviour: 'the answer of the request before', source: http, how: { kind: 'stale-answer' } },
} as const satisfies Readonly<Record<string, ServerFault>>;

export type ServerFaultName = keyof typeof serverFaults;

/** What the server is told for a fault; undefined for a name that is not in the table. */
export function serverBehaviour(name: string): Behaviour | undefined {
  return Object.hasOwn(serverFaults, name) ? serverFaults[name as ServerFaultName].how : undefined;
}
