import type { ExiObject } from '../../wire/exi/notation/values.js';

/** What a received message turned out to be. */
export interface MessageRead {
  readonly message: string | undefined;
  readonly value: ExiObject | undefined;
  readonly violations: readonly { readonly path: string; readonly rule: string; readonly detail: string }[];
}

/** The codec as the connection driver uses it. */
export interface CodecPort {
  decode(schema: 'sap' | 'iso2', bytes: Uint8Array): MessageRead;
  encode(schema: 'sap' | 'iso2', value: ExiObject): Uint8Array;
}
