/** What the tester's SECC tells while a session goes on, one JSON line each. `at`: monotonic ns, decimal. */
export type SeccEvent =
  | { readonly event: 'ready'; readonly address: string; readonly port: number }
  | {
      readonly event: 'sdp';
      readonly at: string;
      /** Counts from 1 over requests that break no rule. */
      readonly number: number;
      readonly security: string | number;
      readonly transport: string | number;
      readonly from: string;
      readonly did: 'answer' | 'silence' | 'frame';
    }
  | {
      readonly event: 'sdp-malformed';
      readonly at: string;
      readonly hex: string;
      readonly violations: readonly string[];
    }
  | { readonly event: 'connected'; readonly at: string; readonly host: string; readonly vehiclePort: number }
  | {
      readonly event: 'request';
      readonly at: string;
      /** Counts from 1 over all requests. */
      readonly number: number;
      readonly schema: 'sap' | 'iso2';
      /** undefined where it does not decode. */
      readonly name: string | undefined;
      /** ChargeProgress of PowerDeliveryReq. */
      readonly progress: string | undefined;
      readonly payloadType: number;
      /** EXI payload, hex. */
      readonly payload: string;
    }
  | {
      readonly event: 'response';
      readonly at: string;
      /** Number of the request that it answers. */
      readonly to: number;
      readonly schema: 'sap' | 'iso2';
      readonly name: string;
      readonly code: string | undefined;
      readonly payloadType: number;
      readonly payload: string;
      /** The script changed it. */
      readonly hooked: boolean;
    }
  /** A request that the script leaves without an answer, or holds until the test says so. */
  | { readonly event: 'silent' | 'held'; readonly at: string; readonly to: number; readonly hooked: boolean }
  /** What was asked for by contract does not hold; the correct answer says so. */
  | {
      readonly event: 'refused';
      readonly at: string;
      readonly to: number;
      /** Of the response. */
      readonly name: string;
      readonly why: string;
    }
  /** A line of the NSS key log. */
  | { readonly event: 'keylog'; readonly line: string }
  | { readonly event: 'malformed'; readonly at: string; readonly hex: string; readonly violations: readonly string[] }
  /** The SECC has itself sent SECC Discovery Requests; addresses of those who answered. */
  | { readonly event: 'asked'; readonly at: string; readonly answeredBy: readonly string[] }
  /** The connection is over; `local`: the script ended it. */
  | { readonly event: 'closed'; readonly at: string; readonly how: 'fin' | 'reset' | 'local' | 'error' }
  | { readonly event: 'error'; readonly at: string; readonly text: string };

export type SeccEventOf<K extends SeccEvent['event']> = Extract<SeccEvent, { readonly event: K }>;

/** An event of a line of the process; undefined for a line that is none. */
export function readSeccEvent(line: string): SeccEvent | undefined {
  if (!line.startsWith('{"event":')) return undefined;
  try {
    return JSON.parse(line) as SeccEvent;
  } catch {
    return undefined;
  }
}
