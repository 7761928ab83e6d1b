/** The part of fontkit that pdfkit keeps behind a face. */
interface OpenedFont {
  readonly characterSet: readonly number[];
}

/** Plain Latin text, which every face of ours has. */
const plain = /^[\n\x20-\x7e\xa0-\xff]*$/;

/** Stands for a character that a face cannot draw; DejaVu has it. */
const substitute = '\u25a1';

/**
 * Which characters a face can draw. PDF/A forbids the glyph ".notdef" (ISO 19005-3 clause 6.2.11.8), so a character that
 * the face lacks (what a gateway sends may be anything) is drawn as an empty square.
 */
export class GlyphCoverage {
  readonly #faces = new Map<string, ReadonlySet<number>>();

  constructor(private readonly doc: PDFKit.PDFDocument) {}

  /** The text with an empty square for everything that one of the faces cannot draw. */
  drawable(text: string, ...faces: readonly string[]): string {
    if (plain.test(text)) return text;
    const sets = faces.map((face) => this.#charactersOf(face));
    return Array.from(text, (character) => {
      const code = character.codePointAt(0) ?? 0;
      return code < 0x20 || sets.every((set) => set.has(code)) ? character : substitute;
    }).join('');
  }

  #charactersOf(face: string): ReadonlySet<number> {
    const known = this.#faces.get(face);
    if (known !== undefined) return known;
    this.doc.font(face);
    const { font } = (this.doc as unknown as { readonly _font: { readonly font: OpenedFont } })._font;
    const found = new Set(font.characterSet);
    this.#faces.set(face, found);
    return found;
  }
}
