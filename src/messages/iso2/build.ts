import type { MessageHeaderType } from './header.js';
import type { V2G_Message } from './message.js';
import type { MessageBody, MessageName } from './message-names.js';

/** A whole message of ISO 15118-2, ready for `encodeMessage('iso2', ...)`. */
export interface V2gMessage {
  readonly [root: string]: V2G_Message;
  readonly V2G_Message: V2G_Message;
}

/**
 * Puts a body message into its envelope (ISO 15118-2, 8.3.2).
 *
 * @param sessionId 8 octets; all zero asks for a new session
 * @param header Notification and Signature, where the message has them
 */
export function v2gMessage<N extends MessageName>(
  sessionId: Uint8Array,
  name: N,
  body: MessageBody<N>,
  header: Omit<MessageHeaderType, 'SessionID'> = {},
): V2gMessage {
  const Body = { [name]: body } as V2G_Message['Body'];
  return { V2G_Message: { Header: { SessionID: sessionId, ...header }, Body } };
}

/** The SessionID with which a vehicle asks for a new session. */
export const newSessionId: Uint8Array = new Uint8Array(8);
