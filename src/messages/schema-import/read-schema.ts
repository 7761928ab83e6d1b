import { PlumblineError } from '../../base/errors.js';
import { checkReferences } from './check-references.js';
import { readComplexType } from './complex-type-reader.js';
import { contextOf, type FileContext, flag, required, unknown } from './file-reader.js';
import { typeOf } from './particle-reader.js';
import { keyOf } from './qname.js';
import { loadSchemaFiles, type SchemaFile } from './schema-files.js';
import type {
  AttributeDeclaration,
  ComplexType,
  ElementDeclaration,
  Forms,
  SchemaModel,
  TypeDefinition,
} from './schema-model.js';
import { readSimpleType } from './simple-type-reader.js';
import { placeOf, resolveName, type XsdNode } from './xsd-node.js';

/**
 * Reads XML Schema files and everything they import into one resolved model.
 *
 * @param paths files, or folders of which every `.xsd` is taken
 * @throws {PlumblineError} MESSAGES-010 to MESSAGES-016, each with file and line
 */
export function readSchema(paths: readonly string[]): SchemaModel {
  const files = loadSchemaFiles(paths);
  const model = collect(files);
  checkReferences(model);
  return model;
}

function collect(files: readonly SchemaFile[]): SchemaModel {
  const elements = new Map<string, ElementDeclaration>();
  const types = new Map<string, TypeDefinition>();
  const redefinitions = new Map<string, ComplexType>();
  const attributes = new Map<string, AttributeDeclaration>();
  const groups: Map<string, { node: XsdNode; context: FileContext }> = new Map();
  const attributeGroups: Map<string, { node: XsdNode; context: FileContext }> = new Map();
  const contexts = files.map((file) => contextOf(file, { groups, attributeGroups }));

  const each = (visit: (node: XsdNode, context: FileContext) => void): void => {
    for (const [index, file] of files.entries()) {
      for (const node of file.root.children) visit(node, contexts[index] as FileContext);
    }
  };
  each((node, context) => {
    if (node.name !== 'group' && node.name !== 'attributeGroup') return;
    const target = node.name === 'group' ? groups : attributeGroups;
    put(target, keyOf({ ns: context.namespace, local: required(node, 'name') }), { node, context }, placeOf(node));
  });
  const redefine = (node: XsdNode, context: FileContext): void => {
    if (node.name !== 'complexType') throw unknown(node, `<redefine> of <${node.name}>`);
    const type = readComplexType(node, context);
    const { derivation, name } = type;
    if (name === undefined || derivation?.method !== 'extension' || keyOf(derivation.base) !== keyOf(name)) {
      throw unknown(node, '<redefine> of a type that does not extend itself');
    }
    put(redefinitions, keyOf(name), type, type.place);
  };
  each((node, context) => {
    const name = () => ({ ns: context.namespace, local: required(node, 'name') });
    switch (node.name) {
      case 'element': {
        const head = node.attributes.get('substitutionGroup');
        const declaration: ElementDeclaration = {
          name: name(),
          type: typeOf(node, context),
          abstract: flag(node, 'abstract'),
          nillable: flag(node, 'nillable'),
          ...(head === undefined ? {} : { substitutes: resolveName(node, head, context.namespace) }),
          place: placeOf(node),
        };
        return put(elements, keyOf(declaration.name), declaration, declaration.place);
      }
      case 'complexType':
        return put(types, keyOf(name()), readComplexType(node, context), placeOf(node));
      case 'simpleType':
        return put(types, keyOf(name()), readSimpleType(node, context), placeOf(node));
      case 'attribute': {
        const declaration = { name: name(), type: typeOf(node, context), place: placeOf(node) };
        return put(attributes, keyOf(declaration.name), declaration, declaration.place);
      }
      case 'redefine':
        for (const child of node.children) redefine(child, context);
        return;
      case 'import':
      case 'include':
      case 'group':
      case 'attributeGroup':
      case 'notation':
        return;
      default:
        throw unknown(node);
    }
  });
  return {
    forms: formsOf(contexts),
    namespaces: [...new Set(files.map((file) => file.namespace))].sort(),
    files: files.map((file) => file.root.file),
    elements,
    types,
    redefinitions,
    attributes,
  };
}

function formsOf(contexts: readonly FileContext[]): SchemaModel['forms'] {
  const forms = new Map<string, Forms>();
  // Files of one namespace that disagree are found when an element or attribute does not match.
  for (const { namespace, elementsQualified, attributesQualified } of contexts) {
    if (!forms.has(namespace)) forms.set(namespace, { elementsQualified, attributesQualified });
  }
  return forms;
}

function put<T>(map: Map<string, T>, key: string, value: T, place: string): void {
  if (map.has(key)) throw new PlumblineError('MESSAGES-015', { place, detail: key });
  map.set(key, value);
}
