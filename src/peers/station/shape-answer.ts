import { encodeMessage } from '../../messages/codec.js';
import type { ExiObject } from '../../wire/exi/notation/values.js';
import { encodeV2gtp, payloadTypes } from '../../wire/v2gtp.js';
import { bytesAt, textAt } from '../vehicle/read-value.js';
import { withElement } from './answers.js';
import type { FrameFaults, SeccHook } from './secc-script.js';
import type { SeccResponse } from './secc-session.js';

const standIns: Readonly<Record<string, ExiObject>> = {
  PaymentServiceSelectionRes: { ResponseCode: 'OK' },
  AuthorizationRes: { ResponseCode: 'OK', EVSEProcessing: 'Finished' },
};

/** A response as it goes on the wire. */
export interface ShapedAnswer {
  readonly schema: 'sap' | 'iso2';
  readonly name: string;
  readonly code: string | undefined;
  readonly payloadType: number;
  readonly payload: Uint8Array;
  readonly frame: Uint8Array;
}

/** The correct response with what its hook changes, in a frame. */
export function shapeAnswer(correct: SeccResponse, hook: SeccHook | undefined, ownId: Uint8Array): ShapedAnswer {
  const does = hook?.does;
  let { schema, name, body, signature } = correct;
  let sessionId = ownId;
  if (does?.kind === 'code') body = { ...body, ResponseCode: does.code };
  if (does?.kind === 'set') body = withElement(body, does.path, does.value);
  if (does?.kind === 'session-id') sessionId = Uint8Array.from(Buffer.from(does.hex, 'hex'));
  if (does?.kind === 'signature') signature = does.how === 'absent' ? undefined : broken(signature);
  if (does?.kind === 'replace') {
    schema = 'iso2';
    name = does.by;
    body = standIns[does.by] ?? {};
    signature = undefined;
  }
  // A refused handshake leaves no protocol to go on with; its SchemaID is gone too.
  if (does?.kind === 'code' && schema === 'sap') body = { ResponseCode: does.code };
  const header = { SessionID: sessionId, ...(signature === undefined ? {} : { Signature: signature }) };
  const value: ExiObject =
    schema === 'sap' ? { [name]: body } : { V2G_Message: { Header: header, Body: { [name]: body } } };
  const payload =
    does?.kind === 'payload' ? Uint8Array.from(Buffer.from(does.hex, 'hex')) : encodeMessage(schema, value);
  const faults: FrameFaults = does?.kind === 'frame' ? does.faults : {};
  const payloadType = faults.payloadType ?? payloadTypes.exi;
  const frame = encodeV2gtp(payloadType, payload, faults);
  return { schema, name, code: textAt(body, 'ResponseCode'), payloadType, payload, frame };
}

/** The signature with its last bit turned over: it was made over something else, or with another key. */
function broken(signature: ExiObject | undefined): ExiObject | undefined {
  const octets = bytesAt(signature, 'SignatureValue', 'value');
  if (signature === undefined || octets === undefined) return signature;
  const value = Uint8Array.from(octets, (octet, index) => (index === octets.length - 1 ? octet ^ 1 : octet));
  return { ...signature, SignatureValue: { value } };
}
