import { type HttpMessage, headerOf } from '../../wire/http/http-message.js';
import { gridWords } from './grid-words.js';

/** A resource as read from a body; `decodeSep2` of `src/messages/sep2/codec.ts` gives one. */
export interface DecodedResource {
  /** Name of the root element: `DERControlList`. */
  readonly resource: string | undefined;
  readonly value: unknown;
  readonly namespace: string | undefined;
  readonly violations: readonly { readonly path: string; readonly rule: string; readonly detail: string }[];
}

/** Reads a body by its media type without throwing. */
export type ResourceDecoder = (body: Uint8Array, mediaType: string) => DecodedResource;

/** Body of a request or an answer. */
export interface GridBody {
  readonly mediaType: string | undefined;
  /** Length as sent, bytes. */
  readonly length: number;
  /** The body itself, as far as the capture has it. */
  readonly bytes: Uint8Array;
  readonly resource: string | undefined;
  readonly namespace: string | undefined;
  /** The decoded resource; undefined where the media type is none of IEEE 2030.5, or nothing could be read. */
  readonly value: unknown;
  readonly violations: DecodedResource['violations'];
  /** What matters in it, one sentence each: controls, responses, notifications. */
  readonly words: readonly string[];
}

const sep2Type = /^application\/sep(\+xml|-exi)\b/i;

/** The body of a message, decoded where it is one of IEEE 2030.5; `undefined` where there is none. */
export function gridBody(message: HttpMessage, decode: ResourceDecoder | undefined): GridBody | undefined {
  if (message.bodyLength === 0) return undefined;
  const mediaType = headerOf(message, 'Content-Type');
  const common = { mediaType, length: message.bodyLength, bytes: message.body };
  const isSep2 = mediaType !== undefined && sep2Type.test(mediaType);
  // A body in part would break rules that the sender kept.
  if (!isSep2 || decode === undefined || !message.complete || message.body.length < 1)
    return { ...common, resource: undefined, namespace: undefined, value: undefined, violations: [], words: [] };
  const { resource, namespace, value, violations } = decode(message.body, mediaType);
  return { ...common, resource, namespace, value, violations, words: gridWords(resource, value) };
}
