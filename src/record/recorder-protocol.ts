import type { NewEvent } from './events.js';

/** Name of the environment variable that tells a worker where the recorder listens. */
export const recorderVariable = 'PLUMBLINE_RECORDER';

/** Longest frame, in bytes, that the recorder takes. */
export const longestFrame = 16 * 1024 * 1024;

/** sun_path holds 108 bytes with its closing zero. */
export const longestSocketPath = 107;

/** One JSON line from client to server: an event, or the wish to know that all before it is on disk. */
export type ClientFrame = { readonly event: NewEvent } | { readonly flush: number };

/** One JSON line from server to client. */
export type ServerFrame = { readonly flushed: number; readonly head: string } | { readonly failed: string };
