import type { SdpOutcome } from '../../transport/sdp-client.js';
import type { Endpoint, TlsFacts } from '../../transport/v2g-connection.js';
import type { Exchange, ReceivedMessage } from './exchange.js';
import type { VehicleState } from './vehicle-state.js';

/** What the vehicle tells its observer as it happens, in order. `at` is monotonic ns. */
export type VehicleEvent =
  | { readonly kind: 'sdp'; readonly at: bigint; readonly outcome: SdpOutcome }
  | {
      readonly kind: 'connected';
      readonly at: bigint;
      readonly local: Endpoint;
      readonly remote: Endpoint;
      readonly tls: TlsFacts | undefined;
    }
  | { readonly kind: 'connect-failed'; readonly at: bigint; readonly code: string; readonly reason: string }
  | { readonly kind: 'exchange'; readonly at: bigint; readonly exchange: Exchange }
  | { readonly kind: 'unsolicited'; readonly at: bigint; readonly message: ReceivedMessage }
  | { readonly kind: 'closed'; readonly at: bigint; readonly how: string; readonly detail: string | undefined }
  | { readonly kind: 'state'; readonly at: bigint; readonly state: VehicleState }
  | { readonly kind: 'note'; readonly at: bigint; readonly text: string };

export type VehicleObserver = (event: VehicleEvent) => void;
