// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
import { namespace } from '../../../wire/exi/notation.js';

export const commonMessages = namespace('urn:iso:std:iso:15118:-20:CommonMessages', {
  elements: 'qualified',
  attributes: 'qualified',
});
