import { plainHeader } from '../exi-header.js';
import type { FragmentElement, SetGrammar } from '../grammar/set-grammar.js';
import type { AnyType, ElementDeclaration } from '../notation/particles.js';
import type { ExiObject, ExiValue } from '../notation/values.js';
import { decoderSource } from './decoder-source.js';
import { encoderSource } from './encoder-source.js';
import { bail, largestMessage, Machine } from './runtime.js';
import { TypeTable } from './type-table.js';

type DecodeType = () => ExiValue;
type EncodeType = (value: ExiValue) => void;

/** A message that the compiled code decoded: nothing about it is unusual. */
export interface CleanMessage {
  readonly root: string;
  /** Content of the root element. */
  readonly value: ExiValue;
}

/**
 * Decodes and encodes whole messages with code that is generated from the grammar, type by type at first use. It knows
 * the ordinary only: for anything else it gives undefined, and the interpreter does the message from its first bit.
 */
export class CompiledCodec {
  private readonly grammar: SetGrammar;
  private readonly machine = new Machine();
  private readonly decoders: DecodeType[] = [];
  private readonly encoders: EncodeType[] = [];
  private readonly decoderTable: TypeTable;
  private readonly encoderTable: TypeTable;
  /** Code of each root that may be sent or received, and its number in both tables by code; -1 for an abstract one. */
  private readonly rootCodes: ReadonlyMap<string, number>;
  private readonly rootDecoders: readonly number[];
  private readonly rootEncoders: readonly number[];

  constructor(grammar: SetGrammar) {
    this.grammar = grammar;
    this.decoderTable = new TypeTable((type, index) => {
      this.decoders[index] = () => {
        const decode = this.compileDecoder(type);
        this.decoders[index] = decode;
        return decode();
      };
    });
    this.encoderTable = new TypeTable((type, index) => {
      this.encoders[index] = (value) => {
        const encode = this.compileEncoder(type);
        this.encoders[index] = encode;
        encode(value);
      };
    });
    const roots = grammar.documentElements;
    this.rootCodes = new Map(roots.flatMap((element, code) => (element.abstract ? [] : [[element.name, code]])));
    this.rootDecoders = roots.map((element) => (element.abstract ? -1 : this.decoderTable.index(element.type)));
    this.rootEncoders = roots.map((element) => (element.abstract ? -1 : this.encoderTable.index(element.type)));
  }

  decode(bytes: Uint8Array): CleanMessage | undefined {
    const { machine, grammar } = this;
    if (bytes.length > largestMessage || bytes[0] !== plainHeader) return undefined;
    machine.load(bytes);
    machine.p = 8;
    const code = machine.bits(grammar.documentWidth);
    const decode = this.decoders[this.rootDecoders[code] ?? -1];
    if (decode === undefined) return undefined;
    try {
      const value = decode();
      return this.atCleanEnd()
        ? { root: (grammar.documentElements[code] as ElementDeclaration).name, value }
        : undefined;
    } catch {
      return undefined;
    }
  }

  /** As {@link decode}, of a fragment: one element of a name that has one type in the whole set. */
  decodeFragment(bytes: Uint8Array): CleanMessage | undefined {
    const { machine, grammar } = this;
    if (bytes.length > largestMessage || bytes[0] !== plainHeader) return undefined;
    machine.load(bytes);
    machine.p = 8;
    const declaration = compilable(grammar.fragmentElements[machine.bits(grammar.fragmentWidth)]);
    if (declaration === undefined) return undefined;
    try {
      const value = (this.decoders[this.decoderTable.index(declaration.type)] as DecodeType)();
      const ended = machine.bits(grammar.fragmentWidth) === grammar.fragmentElements.length + 1;
      return ended && this.atCleanEnd() ? { root: declaration.name, value } : undefined;
    } catch {
      return undefined;
    }
  }

  /** The stream ends in the last octet, and what fills that up is zero. */
  private atCleanEnd(): boolean {
    const { machine } = this;
    const left = machine.end - machine.p;
    if (left < 0 || left > 7) return false;
    return left === 0 || ((machine.bytes[machine.p >>> 3] as number) & ((1 << left) - 1)) === 0;
  }

  encode(value: ExiObject): Uint8Array | undefined {
    const { machine, grammar } = this;
    let root: string | undefined;
    for (const name in value) {
      if (root !== undefined) return undefined;
      root = name;
    }
    const code = root === undefined ? undefined : this.rootCodes.get(root);
    if (root === undefined || code === undefined) return undefined;
    machine.bytes[0] = plainHeader;
    machine.bytes[1] = 0;
    machine.p = 8;
    try {
      machine.put(grammar.documentWidth, code);
      (this.encoders[this.rootEncoders[code] as number] as EncodeType)(value[root] as ExiValue);
      return machine.p > machine.limit ? undefined : machine.bytes.slice(0, (machine.p + 7) >>> 3);
    } catch {
      return undefined;
    }
  }

  /** As {@link encode}, of a fragment. */
  encodeFragment(name: string, value: ExiValue, namespace?: string): Uint8Array | undefined {
    const { machine, grammar } = this;
    const code = grammar.fragmentElements.findIndex(
      (element) => element.name === name && (namespace === undefined || element.namespace === namespace),
    );
    const declaration = compilable(grammar.fragmentElements[code]);
    if (declaration === undefined) return undefined;
    machine.bytes[0] = plainHeader;
    machine.bytes[1] = 0;
    machine.p = 8;
    try {
      machine.put(grammar.fragmentWidth, code);
      (this.encoders[this.encoderTable.index(declaration.type)] as EncodeType)(value);
      machine.put(grammar.fragmentWidth, grammar.fragmentElements.length + 1);
      return machine.p > machine.limit ? undefined : machine.bytes.slice(0, (machine.p + 7) >>> 3);
    } catch {
      return undefined;
    }
  }

  private compileDecoder(type: AnyType): DecodeType {
    const source = decoderSource(this.grammar, this.grammar.grammarOf(type), this.decoderTable);
    // The object's constructor: its instances have Object's own prototype, so they are plain objects to everyone.
    const text = `'use strict';const V=M.view;function O(){}O.prototype=Object.prototype;return function(){${source}}`;
    const make = new Function('M', 'T', 'W', 'bail', text);
    return make(this.machine, this.decoders, this.decoderTable.words, bail) as DecodeType;
  }

  private compileEncoder(type: AnyType): EncodeType {
    const source = encoderSource(this.grammar, this.grammar.grammarOf(type), this.encoderTable);
    const text = `'use strict';const V=M.view,B=M.bytes;return function(o){${source}}`;
    const make = new Function('M', 'T', 'C', 'bail', text);
    return make(this.machine, this.encoders, this.encoderTable.codes, bail) as EncodeType;
  }
}

/** The one declaration of a name, unless only the interpreter can do it. */
function compilable(element: FragmentElement | undefined): ElementDeclaration | undefined {
  return element?.declaration?.abstract === false ? element.declaration : undefined;
}
