import { CompiledCodec } from './compiled/compiled-codec.js';
import {
  type DecodedStream,
  type DecodeOptions,
  interpretDocument,
  interpretFragment,
} from './decode/decode-stream.js';
import { type EncodedStream, interpretEncodeDocument, interpretEncodeFragment } from './encode/encode-stream.js';
import type { EncodeFault } from './encode/faults.js';
import type { GrammarDialect } from './grammar/grammar-dialect.js';
import { SetGrammar } from './grammar/set-grammar.js';
import type { MessageSet } from './notation/message-set.js';
import type { ExiObject, ExiValue } from './notation/values.js';
import { iso15118Stream, type StreamProfile } from './stream-profile.js';

const none: readonly never[] = [];
const noOptions: DecodeOptions = {};

/**
 * Decodes and encodes the messages of one set. Ordinary messages take compiled code; whatever is unusual is done from
 * its first bit by the interpreter, which alone knows violations, ranges and faults.
 */
export class SetCodec {
  readonly grammar: SetGrammar;

  /** Compiled code knows the streams of ISO 15118 only. */
  private readonly compiled: CompiledCodec | undefined;

  constructor(set: MessageSet, dialect?: GrammarDialect, profile: StreamProfile = iso15118Stream) {
    this.grammar = new SetGrammar(set, dialect, profile);
    this.compiled = profile === iso15118Stream ? new CompiledCodec(this.grammar) : undefined;
  }

  /** Decodes a whole message. Never throws. */
  decode(bytes: Uint8Array, options: DecodeOptions = noOptions): DecodedStream {
    if (options.ranges !== true) {
      const clean = this.compiled?.decode(bytes);
      if (clean !== undefined) return { root: clean.root, value: clean.value, violations: none, notes: none };
    }
    return interpretDocument(this.grammar, bytes, options);
  }

  /** Decodes a fragment, as signatures digest it. Never throws. */
  decodeFragment(bytes: Uint8Array, options: DecodeOptions = noOptions): DecodedStream {
    if (options.ranges !== true) {
      const clean = this.compiled?.decodeFragment(bytes);
      if (clean !== undefined) return { root: clean.root, value: clean.value, violations: none, notes: none };
    }
    return interpretFragment(this.grammar, bytes, options);
  }

  /** Encodes a whole message. Never throws: see `EncodedStream`. */
  encode(value: ExiObject, faults: readonly EncodeFault[] = none): EncodedStream {
    if (faults.length === 0) {
      const bytes = this.compiled?.encode(value);
      if (bytes !== undefined) return { bytes, violations: none, impossible: none, unusedFaults: none };
    }
    return interpretEncodeDocument(this.grammar, value, faults);
  }

  /** Encodes one element as a fragment. Never throws: see `EncodedStream`. */
  encodeFragment(name: string, value: ExiValue, namespace?: string): EncodedStream {
    const bytes = this.compiled?.encodeFragment(name, value, namespace);
    if (bytes !== undefined) return { bytes, violations: none, impossible: none, unusedFaults: none };
    return interpretEncodeFragment(this.grammar, name, value, namespace);
  }
}
