/** Who sent what passes: the vehicle (EVCC) or the station (SECC). */
export type Direction = 'from-vehicle' | 'from-station';
export type Side = 'vehicle' | 'station';

/** What a field must be for a rule to match. Numbers are compared as numbers, all else as text of the JSON form. */
export type FieldCondition =
  | string
  | number
  | boolean
  | {
      readonly is?: string | number | boolean;
      readonly not?: string | number | boolean;
      readonly above?: number;
      readonly below?: number;
      readonly present?: boolean;
    };

/** Which messages a rule is for; everything that is named must hold. */
export interface When {
  /** Name of the body element, as in the schema: `CurrentDemandReq`. */
  readonly message?: string | readonly string[];
  readonly direction?: Direction;
  /** Of the messages of one connection that match all else, this one, these, or a range; counts from 1. Default: all. */
  readonly nth?: number | readonly number[] | { readonly from: number; readonly to?: number };
  /** Connections count from 1 over the life of the proxy. */
  readonly connection?: number;
  /** Paths below the body element (or `Header.…`) and what stands there. */
  readonly field?: Readonly<Record<string, FieldCondition>>;
  /** V2GTP payload type, 0..0xffff. */
  readonly payloadType?: number;
  /** `false`: only messages that were read; `true`: only bytes that are no frame or no message. */
  readonly undecodable?: boolean;
}

/** `before` or `after` the message that the rule is for, or in its place. */
export type Placement = 'before' | 'after' | 'instead';

/** What is done to a message; one kind in each. */
export type Action =
  /** Fields by path, as JSON; null takes a field away. */
  | { readonly kind: 'set'; readonly fields: Readonly<Record<string, unknown>> }
  | { readonly kind: 'body'; readonly message: string | undefined; readonly body: unknown }
  /** ms; what follows in the same direction waits too. */
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'drop' }
  /** How many more times it is sent. */
  | { readonly kind: 'duplicate'; readonly times: number }
  /** A message of the same direction that has passed in this connection, as it came. */
  | {
      readonly kind: 'replay';
      readonly message: string | undefined;
      /** Counts from 1; undefined: the latest. */
      readonly nth: number | undefined;
      readonly place: Placement;
    }
  | {
      readonly kind: 'inject';
      readonly place: Placement;
      readonly to: Side | undefined;
      /** Whole frame with its header, hex; or a message that takes its header from the one that passes. */
      readonly frame: string | undefined;
      readonly message: string | undefined;
      readonly body: unknown;
    }
  | {
      readonly kind: 'close';
      readonly side: Side | 'both';
      readonly how: 'fin' | 'reset';
      readonly place: 'before' | 'after';
    }
  /** Byte `at` of payload or frame (negative: from the end; undefined: any) is XORed with `xor`, 1..255. */
  | {
      readonly kind: 'corrupt';
      readonly of: 'payload' | 'frame';
      readonly at: number | undefined;
      readonly xor: number | undefined;
    }
  | {
      readonly kind: 'header';
      readonly version?: number;
      readonly inverseVersion?: number;
      readonly payloadType?: number;
      readonly length?: number;
    }
  /** Waits for the command `release` with this name. */
  | { readonly kind: 'hold'; readonly name: string };

/** One rule of a script. */
export interface Rule {
  readonly name: string;
  readonly when: When;
  readonly actions: readonly Action[];
  /** Whether a signed message that is changed gets a new signature, where there is a key for it. */
  readonly resign: boolean;
}

/** A script after the check. */
export interface ProxyScript {
  readonly name: string | undefined;
  /** Of the random choices: which byte is corrupted, and how. */
  readonly seed: number;
  readonly rules: readonly Rule[];
}

/** The script that changes nothing. */
export const transparentScript: ProxyScript = { name: undefined, seed: 1, rules: [] };
