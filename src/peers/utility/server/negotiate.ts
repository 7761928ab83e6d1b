/** Form of a body. */
export type Form = 'xml' | 'exi';

const forms: Readonly<Record<string, Form>> = {
  'application/sep+xml': 'xml',
  'application/sep-exi': 'exi',
  'application/*': 'xml',
  '*/*': 'xml',
};

/**
 * The form that an Accept header asks for (RFC 9110, 12.5.1); undefined: none that there is. No header: XML.
 * @param offered forms that the server speaks
 */
export function acceptedForm(accept: string | undefined, offered: readonly Form[]): Form | undefined {
  if (accept === undefined || accept.trim() === '') return 'xml';
  let best: { readonly form: Form; readonly quality: number } | undefined;
  for (const part of accept.split(',')) {
    const [range = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    const form = forms[range];
    const q = parameters.find((parameter) => parameter.startsWith('q='));
    const quality = q === undefined ? 1 : Number(q.slice(2));
    if (form === undefined || !offered.includes(form) || !(quality > 0)) continue;
    if (best === undefined || quality > best.quality) best = { form, quality };
  }
  return best?.form;
}

/** Form of a request body by its Content-Type; undefined: neither. */
export function bodyForm(contentType: string | undefined): Form | undefined {
  const type = (contentType ?? '').split(';')[0]?.trim().toLowerCase();
  if (type === 'application/sep+xml') return 'xml';
  return type === 'application/sep-exi' ? 'exi' : undefined;
}
