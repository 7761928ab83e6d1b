/**
 * A value in memory: the shape of the vectors' JSON with binaries as `Uint8Array`. Repeated elements are arrays; the
 * content of a type with simple content is `value` beside its attributes; text of mixed content is `text` (`text[i]`
 * stands before the i-th child element); what an `xs:any` matched is `any`.
 */
export type ExiValue = string | number | bigint | boolean | Uint8Array | ExiObject | readonly ExiValue[];

export interface ExiObject {
  readonly [name: string]: ExiValue;
}
