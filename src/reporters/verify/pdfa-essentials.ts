import type { PdfFile } from '../pdf-file/pdf-file.js';
import { decodeText, type PdfDictionary, type PdfValue } from '../pdf-file/pdf-value.js';

/**
 * The conditions of PDF/A-3b (ISO 19005-3) that a report could plausibly break: identification, output intent, fonts,
 * no encryption, no scripts, annotations with appearances, tags. No full validator: what is wrong, a sentence each.
 */
export function pdfaProblems(file: PdfFile): readonly string[] {
  const { catalog } = file;
  const problems: string[] = [];
  const check = (good: boolean, problem: string): void => {
    if (!good) problems.push(problem);
  };
  const metadata = file.streamOf(catalog.entries.get('Metadata'))?.toString('utf8') ?? '';
  check(/pdfaid:part>3</.test(metadata) && /pdfaid:conformance>B</.test(metadata), 'the metadata do not say PDF/A-3b');
  const intent = file.dictionary(file.items(catalog.entries.get('OutputIntents'))[0]);
  check(
    file.streamOf(intent?.entries.get('DestOutputProfile')) !== undefined,
    'there is no output intent with a profile',
  );
  check(!file.trailer.entries.has('Encrypt'), 'it is encrypted');
  check(file.trailer.entries.has('ID'), 'the file has no identifier');
  const marked = file.get(file.dictionary(catalog.entries.get('MarkInfo')), 'Marked');
  check(marked?.kind === 'boolean' && marked.value && catalog.entries.has('StructTreeRoot'), 'it is not tagged');
  check(file.get(catalog, 'Lang')?.kind === 'string', 'it names no language');
  check(file.items(catalog.entries.get('AF')).length > 0, 'there are no associated files');
  const form = file.dictionary(catalog.entries.get('AcroForm'));
  check(form?.entries.has('NeedAppearances') !== true, 'the form asks for appearances');
  for (const number of file.numbers) {
    const { value } = file.object(number);
    if (value.kind === 'dictionary') problems.push(...objectProblems(file, value));
  }
  return [...new Set(problems)];
}

function objectProblems(file: PdfFile, value: PdfDictionary): readonly string[] {
  const type = file.nameOf(value, 'Type');
  const subtype = file.nameOf(value, 'Subtype');
  const problems: string[] = [];
  if (type === 'Font' && subtype !== 'Type0' && !embedded(file, value)) {
    problems.push(`the font ${file.nameOf(value, 'BaseFont') ?? ''} is not embedded`);
  }
  if (type === 'Filespec' && file.nameOf(value, 'AFRelationship') === undefined) {
    problems.push('an embedded file has no relationship');
  }
  if (type === 'Annot' && subtype === 'Widget' && file.dictionary(value.entries.get('AP')) === undefined) {
    problems.push('a form field has no appearance');
  }
  const action = file.nameOf(value, 'S');
  if (value.entries.has('JS') || action === 'JavaScript' || action === 'Launch') problems.push('it holds a script');
  return problems;
}

function embedded(file: PdfFile, font: PdfDictionary): boolean {
  const descriptor = file.dictionary(font.entries.get('FontDescriptor'));
  return ['FontFile', 'FontFile2', 'FontFile3'].some((key) => descriptor?.entries.has(key) === true);
}

/** The embedded `results.json`, when it is there as associated data (AFRelationship /Data). */
export function embeddedResults(file: PdfFile): Buffer | undefined {
  for (const reference of file.items(file.catalog.entries.get('AF'))) {
    const spec = file.dictionary(reference);
    const name: PdfValue | undefined = file.get(spec, 'UF') ?? file.get(spec, 'F');
    if (name?.kind !== 'string' || decodeText(name.bytes) !== 'results.json') continue;
    if (file.nameOf(spec, 'AFRelationship') !== 'Data') continue;
    return file.streamOf(file.dictionary(spec?.entries.get('EF'))?.entries.get('F'));
  }
  return undefined;
}
