import { csipAus12 } from './csip-aus-1.2/csip-aus-1-2.js';
import { csipAus13 } from './csip-aus-1.3/csip-aus-1-3.js';
import { draftSet } from './draft-set.js';
import { draftNamespace } from './namespace-names.js';
import { sep2 } from './sep2.js';

/** The sets of IEEE 2030.5 from the modules that declare them. Those of `published` share their types. */
export const sep2Modules = {
  published: { sep2, csipAus12, csipAus13 },
  draft: { draft: draftSet(sep2, draftNamespace) },
} as const;
