/**
 * Widest run of bits of one 32-bit load or store. At bit offset 7 a store of 25 bits would fit too, but would leave the
 * octet behind it as an earlier message had it.
 */
const widest = 24;

type Part =
  | { readonly kind: 'constant'; readonly bits: number; readonly value: number }
  | { readonly kind: 'field'; readonly bits: number; readonly expression: string };

function chunks(parts: readonly Part[]): Part[][] {
  const result: Part[][] = [];
  let width = widest;
  for (const part of parts) {
    if (width + part.bits > widest) {
      result.push([]);
      width = 0;
    }
    (result.at(-1) as Part[]).push(part);
    width += part.bits;
  }
  return result;
}

function totalBits(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + part.bits, 0);
}

/**
 * Gathers the adjoining fixed-width parts of generated code (event codes, enumerations, small integers), so that one
 * load checks and extracts, or one store writes, up to 24 bits. `p` is the bit offset, `V` a DataView, `B` its bytes.
 */
export class BitWindow {
  private parts: Part[] = [];

  /** Bits that must have this value (decoding) or get it (encoding). */
  constant(bits: number, value: number): void {
    if (bits > 0) this.parts.push({ kind: 'constant', bits, value });
  }

  /** Bits that go to the variable `expression` (decoding) or come from that expression (encoding). */
  field(bits: number, expression: string): void {
    if (bits > 0) this.parts.push({ kind: 'field', bits, expression });
  }

  /** Statements that read everything gathered; a constant that differs jumps to the interpreter. */
  flushReads(): string {
    const parts = this.take();
    return chunks(parts).map(readChunk).join('');
  }

  /** Statements that write everything gathered. */
  flushWrites(): string {
    const parts = this.take();
    return chunks(parts).map(writeChunk).join('');
  }

  private take(): readonly Part[] {
    const { parts } = this;
    this.parts = [];
    return parts;
  }
}

function readChunk(parts: readonly Part[]): string {
  const bits = totalBits(parts);
  let code = `x=V.getUint32(p>>>3)<<(p&7)>>>${32 - bits};p+=${bits};`;
  let mask = 0;
  let expected = 0;
  let after = bits;
  let fields = '';
  for (const part of parts) {
    after -= part.bits;
    const ones = 2 ** part.bits - 1;
    if (part.kind === 'constant') {
      mask += ones * 2 ** after;
      expected += part.value * 2 ** after;
    } else fields += `${part.expression}=${shifted('x', after)}&${ones};`;
  }
  if (mask === 2 ** bits - 1) code += `if(x!==${expected})throw bail;`;
  else if (mask > 0) code += `if((x&${mask})!==${expected})throw bail;`;
  return code + fields;
}

function shifted(name: string, bits: number): string {
  return bits === 0 ? name : `${name}>>>${bits}`;
}

function writeChunk(parts: readonly Part[]): string {
  const bits = totalBits(parts);
  let constant = 0;
  let after = bits;
  const terms: string[] = [];
  for (const part of parts) {
    after -= part.bits;
    if (part.kind === 'constant') constant += part.value * 2 ** after;
    else terms.push(after === 0 ? `(${part.expression})` : `(${part.expression})<<${after}`);
  }
  if (constant > 0 || terms.length === 0) terms.unshift(String(constant));
  return `i=p>>>3;V.setUint32(i,B[i]<<24|(${terms.join('|')})<<${32 - bits}-(p&7));p+=${bits};`;
}
