import { readFileSync } from 'node:fs';
import { XmlDocument, XmlLibError, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import { PlumblineError } from '../../base/errors.js';
import { parseXml } from '../../wire/xml/parse-xml.js';

/** What an XML Schema validator has against a document. */
export interface SchemaFinding {
  readonly line: number;
  readonly detail: string;
}

/** A schema of the user's, ready to judge documents: an opinion that is independent of our definitions. */
export class UserSchema {
  private readonly source: XmlDocument;
  private readonly validator: XsdValidator;

  private constructor(source: XmlDocument, validator: XsdValidator) {
    this.source = source;
    this.validator = validator;
  }

  /**
   * Reads a schema file and what it includes from beside it; nothing is fetched from the network.
   *
   * @throws {PlumblineError} MESSAGES-050 when it cannot be read or is no schema
   */
  static open(file: string): UserSchema {
    xmlRegisterFsInputProviders();
    try {
      const source = XmlDocument.fromBuffer(readFileSync(file), { url: file });
      return new UserSchema(source, XsdValidator.fromDoc(source));
    } catch (cause) {
      throw new PlumblineError('MESSAGES-050', { place: file, detail: (cause as Error).message.trim(), cause });
    }
  }

  /** Judges a document; an empty list: it is valid. Documents that our own reader refuses are not handed on. */
  validate(body: Uint8Array): readonly SchemaFinding[] {
    const { violations } = parseXml(body);
    if (violations.length > 0)
      return violations.map(({ line, rule, detail }) => ({ line, detail: `${rule}: ${detail}` }));
    let parsed: XmlDocument | undefined;
    try {
      parsed = XmlDocument.fromBuffer(body);
      this.validator.validate(parsed);
      return [];
    } catch (error) {
      if (!(error instanceof XmlLibError)) throw error;
      return error.details.map(({ line, message }) => ({ line, detail: message.trim() }));
    } finally {
      parsed?.dispose();
    }
  }

  dispose(): void {
    this.validator.dispose();
    this.source.dispose();
  }
}
