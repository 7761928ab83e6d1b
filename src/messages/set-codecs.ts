import { SetCodec } from '../wire/exi/set-codec.js';
import { messageSets, type SchemaName, schemaName } from './sets.js';

const codecs = new Map<SchemaName, SetCodec>();

/** The codec of a set, made at first use. Throws MESSAGES-002. */
export function setCodec(schema: SchemaName): SetCodec {
  let codec = codecs.get(schema);
  if (codec === undefined) {
    codec = new SetCodec(messageSets[schemaName(schema)]);
    codecs.set(schema, codec);
  }
  return codec;
}
