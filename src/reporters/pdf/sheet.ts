import PDFDocument from 'pdfkit';
import { type Drawing, fit } from '../svg/svg-text.js';
import { wrapText } from '../wrap-text.js';
import { paper } from './colours.js';
import { drawDrawing } from './draw-drawing.js';
import { type Face, fontBytes } from './fonts.js';
import { GlyphCoverage } from './glyphs.js';

/** What the typings leave out: where a figure lies, and what a table head heads. */
export type StructureOptions = PDFKit.Mixins.StructureElementOptions & {
  readonly bbox?: readonly number[];
  readonly scope?: 'Column' | 'Row';
};

/** A4 in points, and the room for content. */
export const page = { width: 595.28, height: 841.89, left: 50, right: 545.28, top: 62, bottom: 782 } as const;
export const contentWidth = page.right - page.left;

export interface TextStyle {
  readonly face?: Face;
  readonly size?: number;
  readonly colour?: string;
  readonly align?: 'left' | 'right' | 'center';
}

export interface SheetOptions {
  readonly title: string;
  readonly subject: string;
  readonly author: string;
  readonly creationDate: Date;
  /** Prints DEMO across each page. */
  readonly demo: boolean;
}

type Element = PDFKit.PDFStructureElement;

/**
 * A tagged PDF/A-3 document with a cursor. Breaks of lines and pages are made here, never by pdfkit, so that each
 * tagged piece lies on one page and nothing is cut.
 */
export class Sheet {
  readonly doc: PDFKit.PDFDocument;
  /** Next free line, points from the top of the page. */
  y: number = page.top;
  readonly #demo: boolean;
  readonly #glyphs: GlyphCoverage;
  readonly #document: Element;
  #section: Element;
  #sections = 0;
  /** A heading waits for the first thing under it, so that it never stands alone at the foot of a page. */
  #waiting: string | undefined;

  constructor({ title, subject, author, creationDate, demo }: SheetOptions) {
    this.#demo = demo;
    this.doc = new PDFDocument({
      size: [page.width, page.height],
      margin: 0,
      pdfVersion: '1.7',
      // No default face: pdfkit would parse ours again at each change of it, and its own is not embedded.
      font: null as unknown as string,
      subset: 'PDF/A-3b',
      tagged: true,
      lang: 'en-GB',
      displayTitle: true,
      bufferPages: true,
      autoFirstPage: false,
      info: {
        Title: title,
        Subject: subject,
        Author: author,
        Creator: 'plumbline',
        Producer: 'plumbline (pdfkit)',
        CreationDate: creationDate,
        ModDate: creationDate,
      },
    });
    for (const face of ['sans', 'bold', 'mono'] as const) this.doc.registerFont(face, fontBytes(face));
    this.#glyphs = new GlyphCoverage(this.doc);
    this.#document = this.doc.struct('Document');
    this.doc.addStructure(this.#document);
    this.#section = this.doc.struct('Sect');
    this.#document.add(this.#section);
    this.newPage();
  }

  newPage(): void {
    this.doc.addPage();
    this.y = page.top;
    if (!this.#demo) return;
    this.artifact(() => {
      this.doc.save().rotate(-45, { origin: [page.width / 2, page.height / 2] });
      this.doc.font('bold').fontSize(190).fillColor(paper.watermark);
      const width = this.doc.widthOfString('DEMO');
      this.doc.text('DEMO', (page.width - width) / 2, page.height / 2 - 110, { lineBreak: false });
      this.doc.restore();
    });
  }

  /** Starts a new page when less than `height` points are left, and draws a waiting heading. True for a new page. */
  ensure(height: number): boolean {
    const title = this.#waiting;
    this.#waiting = undefined;
    const needed = height + (title === undefined ? 0 : 46);
    const fresh = this.y + needed > page.bottom && this.y > page.top;
    if (fresh) this.newPage();
    if (title !== undefined) this.#title(title);
    return fresh;
  }

  /** Starts a section: its heading and bookmark come with the first thing in it. */
  section(title: string): void {
    this.#section.end();
    this.#section = this.doc.struct('Sect', { title });
    this.#document.add(this.#section);
    this.#sections += 1;
    this.#waiting = title;
  }

  #title(title: string): void {
    if (this.y > page.top) this.y += 16;
    this.doc.outline.addItem(`${this.#sections}  ${title}`);
    this.tagged('H1', () => {
      this.line(`${this.#sections}`, page.left, this.y, { face: 'bold', size: 14, colour: paper.accent });
      this.line(title, page.left + 30, this.y, { face: 'bold', size: 14, colour: paper.ink });
    });
    this.y += 21;
    this.artifact(() =>
      this.doc.moveTo(page.left, this.y).lineTo(page.right, this.y).lineWidth(0.8).stroke(paper.line),
    );
    this.y += 9;
  }

  /** A heading inside of a section. */
  heading(title: string, keep = 50): void {
    this.y += 6;
    this.ensure(keep + 16);
    const lines = this.wrap(title, contentWidth, { face: 'bold', size: 10 });
    this.tagged('H2', () => this.lines(lines, page.left, this.y, 13, { face: 'bold', size: 10 }));
    this.y += lines.length * 13 + 3;
  }

  /** Text that flows over pages. */
  paragraph(
    text: string,
    style: TextStyle & { readonly left?: number; readonly width?: number; readonly gap?: number } = {},
  ): void {
    const size = style.size ?? 9;
    const height = Math.round(size * 1.42 * 10) / 10;
    const left = style.left ?? page.left;
    let rest = this.wrap(text, style.width ?? page.right - left, { ...style, size });
    this.ensure(Math.min(2, rest.length) * height);
    while (rest.length > 0) {
      const room = Math.floor((page.bottom - this.y) / height);
      // A line alone at the foot of a page is hard to read.
      if (room < Math.min(2, rest.length)) {
        this.newPage();
        continue;
      }
      const part = rest.slice(0, room);
      rest = rest.slice(room);
      this.tagged('P', () => this.lines(part, left, this.y, height, { ...style, size }));
      this.y += part.length * height;
    }
    this.y += style.gap ?? 4;
  }

  /** Says that a section has nothing to say, and why. */
  nothing(text = 'Not measured in this run.'): void {
    this.paragraph(text, { colour: paper.muted });
  }

  /** Names and values in two columns; pairs without a value are left out. */
  facts(
    pairs: readonly (readonly [name: string, value: string | undefined, face?: Face])[],
    left: number = page.left,
    width = contentWidth,
  ): void {
    const nameWidth = Math.min(118, width * 0.36);
    for (const [name, value, face] of pairs) {
      if (value === undefined || value === '') continue;
      const style: TextStyle = { size: face === 'mono' ? 7.5 : 8.5, ...(face === undefined ? {} : { face }) };
      const lines = this.wrap(value, width - nameWidth - 6, style).slice(0, 40);
      const names = this.wrap(name, nameWidth, { size: 8.5 }).slice(0, lines.length);
      this.ensure(lines.length * 12.2 + 2);
      this.tagged('P', () => {
        this.lines(names, left, this.y, 12.2, { size: 8.5, colour: paper.muted });
        this.lines(lines, left + nameWidth + 6, this.y + (face === 'mono' ? 0.8 : 0), 12.2, style);
      });
      this.y += lines.length * 12.2 + 2;
    }
    this.y += 4;
  }

  /** A drawing at the full width, or narrower, with its caption. */
  figure(drawing: Drawing, caption: string, options: { readonly width?: number; readonly left?: number } = {}): void {
    const width = Math.min(options.width ?? drawing.width, contentWidth);
    const height = (drawing.height * width) / drawing.width;
    this.ensure(Math.min(height + 16, page.bottom - page.top));
    const left = options.left ?? page.left;
    const drawn = { ...drawing, svg: this.#glyphs.drawable(drawing.svg, 'sans', 'bold', 'mono') };
    this.tagged('Figure', () => drawDrawing(this.doc, drawn, left, this.y, width), {
      alt: drawing.title,
      bbox: [left, this.y, left + width, this.y + height],
    });
    this.y += height + 3;
    if (caption !== '') {
      this.tagged('Caption', () =>
        this.line(fit(caption, contentWidth, 7.5), left, this.y, { size: 7.5, colour: paper.muted }),
      );
      this.y += 14;
    }
  }

  /** Draws something that belongs to the logical structure: `draw` must stay on this page. */
  tagged(type: string, draw: () => void, options: StructureOptions = {}, parent: Element = this.#section): void {
    parent.add(this.doc.struct(type, options, [draw]));
  }

  /** A structure element that holds others (a table, a row). The caller ends it. */
  container(type: string, parent: Element = this.#section): Element {
    const element = this.doc.struct(type);
    parent.add(element);
    return element;
  }

  /** Draws something that means nothing by itself: rules, grounds, page furniture. */
  artifact(draw: () => void): void {
    this.doc.markContent('Artifact', { type: 'Layout' });
    draw();
    this.doc.endMarkedContent();
  }

  /** One line of text, never broken. */
  line(text: string, x: number, y: number, style: TextStyle & { readonly width?: number } = {}): void {
    const face = style.face ?? 'sans';
    const drawn = this.#glyphs.drawable(text, face);
    this.doc
      .font(face)
      .fontSize(style.size ?? 9)
      .fillColor(style.colour ?? paper.ink);
    const width = style.width ?? 0;
    const own = style.align === undefined || style.align === 'left' ? 0 : this.doc.widthOfString(drawn);
    const shift = style.align === 'right' ? width - own : style.align === 'center' ? (width - own) / 2 : 0;
    this.doc.text(drawn, x + shift, y, { lineBreak: false });
  }

  lines(
    lines: readonly string[],
    x: number,
    y: number,
    height: number,
    style: TextStyle & { readonly width?: number } = {},
  ): void {
    for (const [i, line] of lines.entries()) if (line !== '') this.line(line, x, y + i * height, style);
  }

  /** Breaks text for a width, in a style. */
  wrap(text: string, width: number, style: TextStyle = {}): string[] {
    const face = style.face ?? 'sans';
    const drawn = this.#glyphs.drawable(printable(text), face);
    this.doc.font(face).fontSize(style.size ?? 9);
    return wrapText(drawn, width, (part) => this.doc.widthOfString(part));
  }

  /** Embeds a file as an associated file of the document (PDF/A-3, ISO 19005-3 clause 6.8). */
  embed(name: string, type: string, content: Uint8Array, description: string, date: Date): void {
    // `relationship` is missing in the typings, and so are Uint8Arrays.
    const options = { name, type, description, creationDate: date, modifiedDate: date, relationship: 'Data' };
    this.doc.file(Buffer.from(content) as unknown as string, options);
  }

  /** Ends the structure and returns the file; `furnish` may draw on every page before. */
  async finish(furnish: (index: number, count: number) => void): Promise<Buffer> {
    this.#section.end();
    this.#document.end();
    const { count } = this.doc.bufferedPageRange();
    for (let index = 0; index < count; index += 1) {
      this.doc.switchToPage(index);
      furnish(index, count);
    }
    const chunks: Buffer[] = [];
    const done = new Promise<void>((resolve, reject) => {
      this.doc.on('data', (chunk: Buffer) => chunks.push(chunk));
      this.doc.on('end', resolve);
      this.doc.on('error', reject);
    });
    this.doc.end();
    await done;
    return Buffer.concat(chunks);
  }
}

/** Control characters have no glyph; what a gateway sends must not break the page. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, '\u00b7');
}
