import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { UserSchema } from '../../src/messages/sep2/validate-xml.js';
import { temporaryFolder } from './temporary-folder.js';

export type SchemaEdition = 'published' | 'draft' | 'csip-aus-1.2' | 'csip-aus-1.3';

/** The schemas of the reference for libxml2, under the names by which they refer to each other. */
export function userSchemas(t: TestContext, reference: string): (edition: SchemaEdition) => UserSchema {
  const folder = temporaryFolder(t);
  const opened = new Map<SchemaEdition, UserSchema>();
  t.after(() => {
    for (const schema of opened.values()) schema.dispose();
  });
  return (edition) => {
    let schema = opened.get(edition);
    if (schema === undefined) {
      schema = UserSchema.open(prepare(edition, join(reference, 'sep2/xsd'), join(folder, edition)));
      opened.set(edition, schema);
    }
    return schema;
  };
}

function prepare(edition: SchemaEdition, from: string, to: string): string {
  if (edition === 'published') return join(from, 'sep-2.1.0.xsd');
  if (edition === 'draft') return join(from, 'sep-2.0.4-draft.xsd');
  const version = edition === 'csip-aus-1.2' ? 'v1.2' : 'v1.3';
  mkdirSync(to, { recursive: true });
  copyFileSync(join(from, 'sep-2.1.0.xsd'), join(to, 'sep.xsd'));
  copyFileSync(
    join(from, `csipaus-ext-${version}.xsd`),
    join(to, version === 'v1.2' ? 'csipaus-ext.xsd' : 'csipaus-ext-v1.3.xsd'),
  );
  copyFileSync(join(from, `csipaus-core-${version}.xsd`), join(to, 'csipaus-core.xsd'));
  return join(to, 'csipaus-core.xsd');
}

/** The schema that a document is to be held against. */
export function editionOf(body: Uint8Array): SchemaEdition {
  const text = new TextDecoder().decode(body);
  if (text.includes('"http://ieee.org/2030.5"')) return 'draft';
  if (text.includes('"https://csipaus.org/ns/v1.3"')) return 'csip-aus-1.3';
  return text.includes('"https://csipaus.org/ns"') ? 'csip-aus-1.2' : 'published';
}
