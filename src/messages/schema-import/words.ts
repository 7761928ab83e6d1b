import type { QName } from './qname.js';
import type { ElementDeclaration, SchemaModel } from './schema-model.js';

/**
 * How a definition names the things that it refers to. Asking for a name also notes that the file must import it.
 */
export interface Words {
  readonly model: SchemaModel;
  /** The constant of a namespace. */
  namespace(uri: string): string;
  /** The constant of a component of this folder. */
  constant(id: string): string;
  /** The constant of a named type. */
  type(name: QName): string;
  /** The constant of a global element. */
  element(name: QName): string;
  /** A function or value of the notation. */
  notation(name: string): string;
  /** The elements that may stand in for `head`. */
  members(head: QName): readonly ElementDeclaration[];
  /** The unit of a field, from the annotations. */
  unit(owner: string, field: string): string | undefined;
}
