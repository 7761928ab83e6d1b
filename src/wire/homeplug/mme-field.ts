/** How a field lies in a message. Multi-byte numbers are little-endian. */
export type MmeFieldKind =
  | 'u8'
  | 'u16'
  | 'u32'
  | 'mac'
  | 'hex'
  | 'text'
  | 'attenuation'
  | 'reserved'
  | 'rest'
  | 'bytes'
  | 'list';

/** What a field holds once it is read. MAC addresses and bytes are text, so that they compare with `===`. */
export type MmeFieldValue = number | string | readonly number[] | readonly MmeRecord[] | undefined;
export interface MmeRecord {
  readonly [name: string]: MmeFieldValue;
}

/** One field of a layout. `T` is the type of its value. */
export interface FieldType<T extends MmeFieldValue = MmeFieldValue> {
  readonly kind: MmeFieldKind;
  /** Bytes; of `attenuation` the bytes before the values (the first is their number); 0 where the length is free. */
  readonly length: number;
  readonly unit?: string;
  /** Not shown among the decoded fields. */
  readonly hidden?: true;
  /** Field that holds the number of records (`list`) or bytes (`bytes`). */
  readonly count?: string;
  /** Subtracted from that number: a length that counts other fields too. */
  readonly less?: number;
  readonly record?: MmeFields;
  /** Only for the type. */
  readonly value?: T;
}

export type MmeFields = Readonly<Record<string, FieldType>>;

type Present<F extends MmeFields> = {
  [K in keyof F as undefined extends ValueOfField<F[K]> ? never : K]: ValueOfField<F[K]>;
};
type Optional<F extends MmeFields> = {
  [K in keyof F as undefined extends ValueOfField<F[K]> ? K : never]?: ValueOfField<F[K]>;
};
type ValueOfField<F> = F extends FieldType<infer T> ? T : never;

/** The value of a layout: a property a field; reserved bytes and what is left may be absent. */
export type MmeValue<F extends MmeFields> = { readonly [K in keyof Present<F>]: Present<F>[K] } & {
  readonly [K in keyof Optional<F>]: Optional<F>[K];
};

/** 0..255. */
export const u8 = (unit?: string): FieldType<number> => ({ kind: 'u8', length: 1, ...unitOf(unit) });
/** 0..65535. */
export const u16 = (unit?: string): FieldType<number> => ({ kind: 'u16', length: 2, ...unitOf(unit) });
/** 0..2^32-1. */
export const u32 = (unit?: string): FieldType<number> => ({ kind: 'u32', length: 4, ...unitOf(unit) });
/** `02:00:00:00:0a:01`. */
export const mac = (): FieldType<string> => ({ kind: 'mac', length: 6 });
/** Upper-case hexadecimal of so many bytes. */
export const hex = (length: number): FieldType<string> => ({ kind: 'hex', length });
/** Text that is filled up with zeros; hexadecimal where it is not text. */
export const text = (length: number): FieldType<string> => ({ kind: 'text', length });
/** A count byte, `length` - 1 reserved bytes, and so many values of one byte. */
export const attenuation = (length: number): FieldType<readonly number[]> => ({
  kind: 'attenuation',
  length,
  unit: 'dB',
});
/** Zeros. A value appears only where they are not. */
export const reserved = (length: number): FieldType<string | undefined> => ({ kind: 'reserved', length });
/** Whatever is left, as hexadecimal, without the zeros at its end (frames are padded with zeros). */
export const rest = (): FieldType<string | undefined> => ({ kind: 'rest', length: 0, hidden: true });
/** As {@link rest}, and shown among the decoded fields. */
export const levels = (): FieldType<string | undefined> => ({ kind: 'rest', length: 0 });
/** So many bytes as the field `count` says, less `less`, as hexadecimal. */
export const bytes = (count: string, less: number): FieldType<string> => ({
  kind: 'bytes',
  length: 0,
  count,
  less,
  hidden: true,
});
/** So many records as the field `count` of the same record says. */
export const list = <F extends MmeFields>(count: string, record: F): FieldType<readonly MmeValue<F>[]> =>
  ({ kind: 'list', length: 0, count, record }) as FieldType<readonly MmeValue<F>[]>;

function unitOf(unit: string | undefined): { readonly unit?: string } {
  return unit === undefined ? {} : { unit };
}
