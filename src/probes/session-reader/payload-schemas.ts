import { iso20PayloadSchemas } from '../../messages/payload-schemas.js';
import type { MessageSchema } from './message-decoder.js';

/** undefined: the payload type does not tell it, as with DIN and -2, or carries no EXI that is known. */
export function schemaOfPayloadType(payloadType: number): MessageSchema | undefined {
  return iso20PayloadSchemas[payloadType];
}
