// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import { namespace } from '../../wire/exi/notation.js';

export const sep = namespace('urn:ieee:std:2030.5:ns', { elements: 'qualified' });
