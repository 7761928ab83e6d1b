import svgToPdf from 'svg-to-pdfkit';
import type { Drawing } from '../svg/svg-text.js';

/** Draws one of our SVG drawings, with the report's own embedded faces. */
export function drawDrawing(doc: PDFKit.PDFDocument, drawing: Drawing, x: number, y: number, width: number): void {
  doc.save();
  svgToPdf(doc, drawing.svg, x, y, {
    width,
    height: (drawing.height * width) / drawing.width,
    assumePt: true,
    fontCallback: (family: string, bold: boolean) => (bold ? 'bold' : family.includes('Mono') ? 'mono' : 'sans'),
    warningCallback(message: string) {
      throw new Error(`drawing "${drawing.title}": ${message}`);
    },
  });
  doc.restore();
}
