import {
  type DecodedStream,
  type DecodeOptions,
  interpretDocument,
  interpretFragment,
} from './decode/decode-stream.js';
import { type EncodedStream, interpretEncodeDocument, interpretEncodeFragment } from './encode/encode-stream.js';
import type { EncodeFault } from './encode/faults.js';
import { SetGrammar } from './grammar/set-grammar.js';
import type { MessageSet } from './notation/message-set.js';
import type { ExiObject, ExiValue } from './notation/values.js';

/** Decodes and encodes the messages of one set. Grammars are made at first use and kept. */
export class SetCodec {
  readonly grammar: SetGrammar;

  constructor(set: MessageSet) {
    this.grammar = new SetGrammar(set);
  }

  /** Decodes a whole message. Never throws. */
  decode(bytes: Uint8Array, options: DecodeOptions = {}): DecodedStream {
    return interpretDocument(this.grammar, bytes, options);
  }

  /** Decodes a fragment, as signatures digest it. Never throws. */
  decodeFragment(bytes: Uint8Array, options: DecodeOptions = {}): DecodedStream {
    return interpretFragment(this.grammar, bytes, options);
  }

  /** Encodes a whole message. Never throws: see `EncodedStream`. */
  encode(value: ExiObject, faults: readonly EncodeFault[] = []): EncodedStream {
    return interpretEncodeDocument(this.grammar, value, faults);
  }

  /** Encodes one element as a fragment. Never throws: see `EncodedStream`. */
  encodeFragment(name: string, value: ExiValue, namespace?: string): EncodedStream {
    return interpretEncodeFragment(this.grammar, name, value, namespace);
  }
}
