// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common types. Do not edit: change annotations.yaml, or the importer.
import { namespace } from '../../../wire/exi/notation.js';

export const commonTypes = namespace('urn:iso:std:iso:15118:-20:CommonTypes', {
  elements: 'qualified',
  attributes: 'qualified',
});
