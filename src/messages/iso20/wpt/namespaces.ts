// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 WPT. Do not edit: change annotations.yaml, or the importer.
import { namespace } from '../../../wire/exi/notation.js';

export const wpt = namespace('urn:iso:std:iso:15118:-20:WPT', { elements: 'qualified', attributes: 'qualified' });
