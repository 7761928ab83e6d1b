/** Form of an EMAID: country, provider, nine characters of the contract, perhaps a check digit (ISO 15118-2, annex H). */
const form = /^[A-Z]{2}[A-Z0-9]{3}[A-Z0-9]{9}[A-Z0-9]?$/;
const withoutCheckDigit = 14;

/** An EMAID without separators and check digit, in capital letters; undefined: it is none. */
export function normalEmaid(text: string): string | undefined {
  const plain = text.replaceAll('-', '').toUpperCase();
  return form.test(plain) ? plain.slice(0, withoutCheckDigit) : undefined;
}

/** Whether two texts name the same contract; texts that are no EMAIDs name none. */
export function sameEmaid(a: string, b: string): boolean {
  const first = normalEmaid(a);
  return first !== undefined && first === normalEmaid(b);
}
