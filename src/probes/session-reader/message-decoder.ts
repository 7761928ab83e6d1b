/** The message sets that a session can speak. */
export type MessageSchema = 'sap' | 'din' | 'iso2' | 'iso20.cm' | 'iso20.ac' | 'iso20.dc' | 'iso20.wpt' | 'iso20.acdp';

export interface DecodedMessage {
  readonly message: string | undefined;
  readonly value: unknown;
  readonly violations: readonly {
    readonly path: string;
    readonly bitOffset: number;
    readonly rule: string;
    readonly detail: string;
  }[];
  /** Peculiarities that break no rule, such as the spare zero octet of OpenV2G's descendants. */
  readonly notes: readonly { readonly rule: string; readonly detail: string }[];
}

/** Decodes one EXI message without throwing; `decodeMessage` of `src/messages/codec.ts` is one. */
export type MessageDecoder = (schema: MessageSchema, bytes: Uint8Array) => DecodedMessage;
