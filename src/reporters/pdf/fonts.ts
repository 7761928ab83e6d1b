import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Faces of the report. All are embedded: PDF/A knows no fonts outside of the file. */
export type Face = 'sans' | 'bold' | 'mono';

const files: Readonly<Record<Face, string>> = {
  sans: 'DejaVuSans.ttf',
  bold: 'DejaVuSans-Bold.ttf',
  mono: 'DejaVuSansMono.ttf',
};

const require = createRequire(import.meta.url);
const loaded = new Map<Face, Buffer>();

/** Path of a face's TrueType file. */
export function fontFile(face: Face): string {
  return require.resolve(`dejavu-fonts-ttf/ttf/${files[face]}`);
}

/** The bytes of a face, read once. */
export function fontBytes(face: Face): Buffer {
  const known = loaded.get(face);
  if (known !== undefined) return known;
  const bytes = readFileSync(fontFile(face));
  loaded.set(face, bytes);
  return bytes;
}
