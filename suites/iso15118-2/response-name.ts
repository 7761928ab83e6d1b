import { isRequestName, responseOf } from '../../src/peers/vehicle/message-names.js';

/** Name of the response that pairs with a request; empty for bytes that are no known request. */
export function responseNameOf(request: string | undefined): string {
  return request !== undefined && isRequestName(request) ? responseOf[request] : '';
}
