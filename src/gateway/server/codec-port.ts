import type { ExiObject } from '../../wire/exi/notation/values.js';

/** What a received message turned out to be. */
export interface MessageRead {
  readonly message: string | undefined;
  readonly value: ExiObject | undefined;
  readonly violations: readonly { readonly path: string; readonly rule: string; readonly detail: string }[];
}

/** Message sets that this SECC speaks. */
export type GatewaySchema = 'sap' | 'din' | 'iso2' | 'iso20.cm' | 'iso20.ac' | 'iso20.dc';

/** The codec as the connection driver uses it. */
export interface CodecPort {
  decode(schema: GatewaySchema, bytes: Uint8Array): MessageRead;
  encode(schema: GatewaySchema, value: ExiObject): Uint8Array;
}
