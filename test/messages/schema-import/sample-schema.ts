import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { importSchema } from '../../../src/messages/schema-import/import-schema.js';

/** Writes schema files (path -> content of `<schema>`, or whole text when it starts with `<`) into a folder. */
export function writeSchemas(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

/** A schema document of the namespace `urn:a`, prefix `a`. */
export function schemaDocument(content: string, attributes = 'elementFormDefault="qualified"'): string {
  return `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:a="urn:a" targetNamespace="urn:a" ${attributes}>
${content}
</xs:schema>
`;
}

/** The definitions of one schema document; `annotations` is YAML. */
export function importSample(folder: string, content: string, annotations?: string): ReadonlyMap<string, string> {
  writeSchemas(folder, { 'sample.xsd': schemaDocument(content) });
  if (annotations !== undefined) writeSchemas(folder, { 'out/annotations.yaml': annotations });
  return importSchema({ xsd: [join(folder, 'sample.xsd')], name: 'sample', out: join(folder, 'out') });
}
