import { type Decoded, decodeMessage, type ExiObject, type SchemaName } from '../../../messages/codec.js';
import { iso20PayloadSchemas } from '../../../messages/payload-schemas.js';
import { payloadTypes } from '../../../wire/v2gtp.js';

const byNamespace: Readonly<Record<string, SchemaName>> = {
  'urn:din:70121:2012:MsgDef': 'din',
  'urn:iso:15118:2:2013:MsgDef': 'iso2',
};

/**
 * Follows which message set one connection speaks. The proxy sees every connection from its first byte: nothing is
 * guessed. What the handshake settles on is taken from what the station sent, before any change by a rule.
 */
export class FollowedSchema {
  #offered = new Map<number, string>();
  #agreed: string | undefined;

  /** Namespace that the handshake settled on. */
  get namespace(): string | undefined {
    return this.#agreed;
  }

  /** The set of a payload; undefined: a payload type or namespace that is not known. */
  schemaOf(payloadType: number): SchemaName | undefined {
    const fixed = iso20PayloadSchemas[payloadType];
    if (fixed !== undefined) return fixed;
    if (payloadType !== payloadTypes.exi) return undefined;
    if (this.#agreed === undefined || this.#agreed.startsWith('urn:iso:std:iso:15118:-20:')) return 'sap';
    return byNamespace[this.#agreed];
  }

  /** Reads one payload, and learns from it; undefined where no set is known for it. Never throws. */
  read(payloadType: number, payload: Uint8Array): Decoded | undefined {
    const schema = this.schemaOf(payloadType);
    if (schema === undefined) return undefined;
    const decoded = decodeMessage(schema, payload);
    if (schema === 'sap') this.#learn(decoded);
    return decoded;
  }

  #learn({ message, value }: Decoded): void {
    const body = message === undefined ? undefined : (value?.[message] as ExiObject | undefined);
    if (body === undefined) return;
    if (message === 'supportedAppProtocolReq') {
      const list = body['AppProtocol'];
      const entries = (Array.isArray(list) ? list : []) as readonly ExiObject[];
      this.#offered = new Map(entries.map((entry) => [Number(entry['SchemaID']), String(entry['ProtocolNamespace'])]));
    } else if (message === 'supportedAppProtocolRes' && String(body['ResponseCode']).startsWith('OK')) {
      this.#agreed = this.#offered.get(Number(body['SchemaID']));
    }
  }
}

/** Message sets are made when they are first used, which takes longer than all else: done before a vehicle comes. */
export function warmUpSchemas(): void {
  for (const schema of ['sap', ...Object.values(byNamespace), ...Object.values(iso20PayloadSchemas)] as const) {
    decodeMessage(schema, Uint8Array.of(0x80));
  }
}
