/** A number as an instrument sends it, or what stands in its place. */
export type ScpiNumber =
  | { readonly kind: 'number'; readonly value: number }
  /** Out of the range of measurement: SCPI 1999.0, 7.2.1.4, 9.9E37 with the sign of the overload. */
  | { readonly kind: 'overload'; readonly sign: 1 | -1 }
  /** 9.91E37: there is no number. */
  | { readonly kind: 'not-a-number' }
  | { readonly kind: 'foreign'; readonly text: string };

/** Reads decimal numeric response data (IEEE 488.2, 8.7.2 to 8.7.4: NR1, NR2, NR3). */
export function parseScpiNumber(text: string): ScpiNumber {
  const trimmed = text.trim();
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(trimmed)) return { kind: 'foreign', text: trimmed };
  const value = Number(trimmed);
  if (Math.abs(value) > 9.905e37) return { kind: 'not-a-number' };
  if (Math.abs(value) >= 9.895e37) return { kind: 'overload', sign: value < 0 ? -1 : 1 };
  return { kind: 'number', value };
}

/** An entry of the error queue (SCPI 1999.0, 21.8): `-113,"Undefined header"`. */
export interface ScpiError {
  /** 0: no error. Negative: of the standard. Positive: of the instrument. */
  readonly code: number;
  readonly text: string;
}

/** Reads the answer to SYSTem:ERRor?; undefined when it is none. Instruments differ in sign and spelling of "no error". */
export function parseScpiError(text: string): ScpiError | undefined {
  const match = /^\s*([+-]?\d+)\s*(?:,\s*"?([^"]*)"?)?\s*$/.exec(text);
  return match === null ? undefined : { code: Number(match[1]), text: match[2] ?? '' };
}

/** The four fields of *IDN? (IEEE 488.2, 10.14); a field that is missing is empty. */
export function parseIdentity(text: string): {
  readonly manufacturer: string;
  readonly model: string;
  readonly serial: string;
  readonly firmware: string;
} {
  const [manufacturer = '', model = '', serial = '', ...rest] = text.split(',').map((field) => field.trim());
  return { manufacturer, model, serial, firmware: rest.join(',') };
}
