import type { MmeFields, MmeValue } from './mme-field.js';

/** A management message: its number on the wire and its layout after the header. */
export interface MmeDefinition<F extends MmeFields = MmeFields> {
  /** `CM_SLAC_PARM.REQ`. */
  readonly label: string;
  /** MMTYPE, 0..0xffff. */
  readonly type: number;
  /** HomePlug version of the header, in which the message is sent. */
  readonly version: 0 | 1 | 2;
  readonly fields: F;
}

/** Value of a message: `MmeOf<typeof slacParmReq>`. */
export type MmeOf<D> = D extends MmeDefinition<infer F> ? MmeValue<F> : never;

const operations = { REQ: 0, CNF: 1, IND: 2, RSP: 3 } as const;

/**
 * Declares a message. `base` is its number without the operation, which is the end of `label`.
 * Messages from 0xA000 on carry Qualcomm's OUI between the header and the fields.
 */
export function defineMme<F extends MmeFields>(
  label: `${string}.${keyof typeof operations}`,
  base: number,
  fields: F,
  version: 0 | 1 | 2 = 1,
): MmeDefinition<F> {
  const operation = label.slice(label.lastIndexOf('.') + 1) as keyof typeof operations;
  return { label, type: base | operations[operation], version, fields };
}
