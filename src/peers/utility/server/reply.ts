import { sep2MediaTypes } from '../../../messages/sep2/codec.js';
import type { Form } from './negotiate.js';

/** What goes back, before it is sent. */
export interface Reply {
  readonly status: number;
  /** undefined: no body, or no Content-Type. */
  readonly contentType: string | undefined;
  readonly location: string | undefined;
  readonly allow: string | undefined;
  readonly body: Uint8Array;
  readonly delivered: readonly string[];
  /** Why it is a refusal. */
  readonly refusal: string | undefined;
  /** The connection ends with it. */
  readonly close: boolean;
}

const nothing = new Uint8Array();

export function reply(status: number, more: Partial<Reply> = {}): Reply {
  return {
    status,
    contentType: undefined,
    location: undefined,
    allow: undefined,
    body: nothing,
    delivered: [],
    refusal: undefined,
    close: false,
    ...more,
  };
}

export function mediaType(form: Form): string {
  return form === 'xml' ? sep2MediaTypes.xml : sep2MediaTypes.exi;
}
