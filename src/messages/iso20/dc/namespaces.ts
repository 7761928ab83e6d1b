// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 DC. Do not edit: change annotations.yaml, or the importer.
import { namespace } from '../../../wire/exi/notation.js';

export const dc = namespace('urn:iso:std:iso:15118:-20:DC', { elements: 'qualified', attributes: 'qualified' });
