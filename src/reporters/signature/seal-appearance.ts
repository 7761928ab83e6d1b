import { arrayValue, dictionaryValue, nameValue, numberValue, type PdfDictionary } from '../pdf-file/pdf-value.js';

const side = 30;

/**
 * What a reader sees of a signature field: a check mark in a ring, drawn without any font so that the appended revision
 * stays PDF/A.
 */
export function sealAppearance(): {
  readonly dictionary: PdfDictionary;
  readonly stream: Buffer;
  readonly width: number;
  readonly height: number;
} {
  const stream = Buffer.from(
    ['q', '0.09 0.42 0.23 RG 1.6 w 1 J 1 j', ring(15, 15, 12.5), '2.4 w 8.5 15.5 m 13 10.5 l 21.5 20.5 l S', 'Q'].join(
      '\n',
    ),
    'latin1',
  );
  const dictionary = dictionaryValue({
    Type: nameValue('XObject'),
    Subtype: nameValue('Form'),
    BBox: arrayValue([0, 0, side, side].map(numberValue)),
    Resources: dictionaryValue({}),
    Length: numberValue(stream.length),
  });
  return { dictionary, stream, width: side, height: side };
}

/** A circle of four Bezier curves, stroked. */
function ring(x: number, y: number, r: number): string {
  const k = r * 0.5523;
  const curve = (...points: readonly number[]): string => `${points.map((point) => point.toFixed(2)).join(' ')} c`;
  return [
    `${(x + r).toFixed(2)} ${y.toFixed(2)} m`,
    curve(x + r, y + k, x + k, y + r, x, y + r),
    curve(x - k, y + r, x - r, y + k, x - r, y),
    curve(x - r, y - k, x - k, y - r, x, y - r),
    curve(x + k, y - r, x + r, y - k, x + r, y),
    'S',
  ].join('\n');
}
