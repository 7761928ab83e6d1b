import { demandResponseRoutes } from '../resources/demand-response-resources.js';
import { deviceRoutes } from '../resources/device-resources.js';
import { deviceStoreRoutes } from '../resources/device-stores.js';
import { entryRoutes } from '../resources/entry-resources.js';
import { flowReservationRoutes } from '../resources/flow-reservation-resources.js';
import { meteringRoutes } from '../resources/metering-resources.js';
import { pricingRoutes } from '../resources/pricing-resources.js';
import { programRoutes } from '../resources/program-resources.js';
import type { Route } from '../resources/request.js';
import { responseRoutes } from '../resources/response-resources.js';
import { subscriptionRoutes } from '../resources/subscription-resources.js';

/** Every resource of the server. */
export const routes: readonly Route[] = [
  ...entryRoutes,
  ...deviceRoutes,
  ...deviceStoreRoutes,
  ...subscriptionRoutes,
  ...flowReservationRoutes,
  ...programRoutes,
  ...meteringRoutes,
  ...responseRoutes,
  ...pricingRoutes,
  ...demandResponseRoutes,
];

interface Node {
  readonly literal: Map<string, Node>;
  name?: string;
  any?: Node;
  route?: Route;
}

export interface RouteMatch {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

const tree = grow(routes);

/** The route of a path; literal segments go before parameters. Only numbers match parameters: nothing of the file system. */
export function findRoute(path: string): RouteMatch | undefined {
  const params: Record<string, string> = {};
  let node = tree;
  for (const segment of path.split('/').slice(1)) {
    const literal = node.literal.get(segment);
    if (literal !== undefined) node = literal;
    else if (node.any !== undefined && /^\d{1,15}$/.test(segment)) {
      params[node.name as string] = segment;
      node = node.any;
    } else return undefined;
  }
  return node.route === undefined ? undefined : { route: node.route, params };
}

function grow(all: readonly Route[]): Node {
  const root: Node = { literal: new Map() };
  for (const route of all) {
    let node = root;
    for (const segment of route.path.split('/').slice(1)) node = step(node, segment);
    node.route = route;
  }
  return root;
}

function step(node: Node, segment: string): Node {
  if (segment.startsWith(':')) {
    node.name ??= segment.slice(1);
    node.any ??= { literal: new Map() };
    return node.any;
  }
  const found = node.literal.get(segment) ?? { literal: new Map() };
  node.literal.set(segment, found);
  return found;
}
