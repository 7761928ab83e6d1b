// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 ACDP. Do not edit: change annotations.yaml, or the importer.
import { namespace } from '../../../wire/exi/notation.js';

export const acdp = namespace('urn:iso:std:iso:15118:-20:ACDP', { elements: 'qualified', attributes: 'qualified' });
