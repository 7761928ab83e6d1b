// Made by `plumbline schema import`. Schema: CSIP-AUS 1.2, extensions of IEEE 2030.5. Do not edit: change annotations.yaml, or the importer.
import { namespace } from '../../../wire/exi/notation.js';

export const csipaus = namespace('https://csipaus.org/ns', { elements: 'qualified' });
