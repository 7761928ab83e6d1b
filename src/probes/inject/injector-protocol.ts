import type { ErrorCode } from '../../base/errors.js';

/** What the injector's parent writes to its standard input, one JSON object a line. Bytes are hex. */
export type InjectorCommand =
  | { readonly id: number; readonly kind: 'frame'; readonly bytes: string }
  | {
      readonly id: number;
      readonly kind: 'icmpv6' | 'udp';
      readonly bytes: string;
      /** With scope where it is link-local. */
      readonly destination: string;
    };

export interface InjectorError {
  readonly code: ErrorCode;
  readonly place: string | undefined;
  readonly detail: string | undefined;
}

/** What the injector writes to its standard output, one JSON object a line. */
export type InjectorReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly error: InjectorError }
  | { readonly kind: 'sent'; readonly id: number }
  | { readonly kind: 'failed'; readonly id: number; readonly error: InjectorError }
  | { readonly kind: 'received'; readonly bytes: string };
