import { SetCodec } from '../wire/exi/set-codec.js';
import { type Dialect, grammarDialect } from './dialects.js';
import { messageSets, type SchemaName, schemaName } from './sets.js';

const codecs = new Map<string, SetCodec>();

/**
 * The codec of a set, made at first use; with `dialect`, the codec that reads and writes the set as that dialect does,
 * which is the schema's own where the dialect does not differ. Throws MESSAGES-002.
 */
export function setCodec(schema: SchemaName, dialect?: Dialect): SetCodec {
  const differences = dialect === undefined ? undefined : grammarDialect(schema, dialect);
  const key = differences === undefined ? schema : `${schema} ${dialect}`;
  let codec = codecs.get(key);
  if (codec === undefined) {
    codec = new SetCodec(messageSets[schemaName(schema)], differences);
    codecs.set(key, codec);
  }
  return codec;
}
