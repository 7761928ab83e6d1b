// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 AC. Do not edit: change annotations.yaml, or the importer.
import { namespace } from '../../../wire/exi/notation.js';

export const ac = namespace('urn:iso:std:iso:15118:-20:AC', { elements: 'qualified', attributes: 'qualified' });
