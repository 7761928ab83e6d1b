import type { MessageSet } from '../../wire/exi/notation.js';
import { readSetCache } from '../set-cache.js';

/** The published schema, alone and with each edition of the CSIP-AUS extensions; the three share their types. */
export interface PublishedSets {
  readonly sep2: MessageSet;
  readonly csipAus12: MessageSet;
  readonly csipAus13: MessageSet;
}

/** The sets of IEEE 2030.5, made when they are first asked for, and only where they are imported. */
export interface Sep2Sets {
  readonly published: PublishedSets;
  readonly draft: MessageSet;
}

const load = await loader();
let published: PublishedSets | undefined;
let draft: MessageSet | undefined;

export const sep2Sets: Sep2Sets = {
  get published() {
    published ??= load('published') as unknown as PublishedSets;
    return published;
  },
  get draft() {
    draft ??= (load('draft') as unknown as { readonly draft: MessageSet }).draft;
    return draft;
  },
};

type Loader = (name: 'published' | 'draft') => object;

async function loader(): Promise<Loader> {
  const read = readSetCache('sep2');
  if (read !== undefined) return read;
  const { sep2Modules } = await import('./sep2-modules.js');
  return (name) => sep2Modules[name];
}
