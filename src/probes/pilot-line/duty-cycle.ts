/** What a duty cycle tells the vehicle. */
export type DutyMeaning =
  | { readonly kind: 'digital'; readonly text: string }
  | { readonly kind: 'current'; readonly amperes: number; readonly text: string }
  | { readonly kind: 'none'; readonly text: string };

/**
 * Largest current that a duty cycle offers (IEC 61851-1:2017, table A.8; from memory, check against the standard): 5 %
 * stands for digital communication, 10 to 85 % for 0.6 A per %, above up to 96 % for (D - 64) x 2.5 A.
 * @param percent 0..100
 */
export function dutyMeaning(percent: number): DutyMeaning {
  if (percent < 3) return none(percent, 'no charging');
  if (percent <= 7) return { kind: 'digital', text: 'digital communication (ISO 15118, 5 %)' };
  if (percent < 8) return none(percent, 'no charging');
  if (percent < 10) return current(6);
  if (percent <= 85) return current(percent * 0.6);
  if (percent <= 96) return current((percent - 64) * 2.5);
  return percent <= 97 ? current(80) : none(percent, 'no charging');
}

/** The duty cycle that offers a current, %; the inverse of {@link dutyMeaning} for 6..80 A. */
export function dutyFor(amperes: number): number | undefined {
  if (amperes < 6 || amperes > 80) return undefined;
  return amperes <= 51 ? amperes / 0.6 : amperes / 2.5 + 64;
}

function current(amperes: number): DutyMeaning {
  return { kind: 'current', amperes, text: `${amperes.toFixed(1)} A at most` };
}

function none(percent: number, what: string): DutyMeaning {
  return { kind: 'none', text: `${percent.toFixed(1)} %: ${what}` };
}
