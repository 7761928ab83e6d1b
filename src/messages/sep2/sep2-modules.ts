import { csipAus12 } from './csip-aus-1.2/csip-aus-1-2.js';
import { csipAus13 } from './csip-aus-1.3/csip-aus-1-3.js';
import { sep2 } from './sep2.js';

/** The sets of IEEE 2030.5 from the modules that declare them: the published schema, and with each edition of CSIP-AUS. */
export const sep2Modules = { sep2, csipAus12, csipAus13 } as const;
