// Made by `plumbline schema import`. Schema: ISO 15118-2:2014. Do not edit: change annotations.yaml, or the importer.
import { namespace } from '../../wire/exi/notation.js';

export const msgBody = namespace('urn:iso:15118:2:2013:MsgBody', { elements: 'qualified', attributes: 'qualified' });
export const msgDataTypes = namespace('urn:iso:15118:2:2013:MsgDataTypes', {
  elements: 'qualified',
  attributes: 'qualified',
});
export const msgDef = namespace('urn:iso:15118:2:2013:MsgDef', { elements: 'qualified', attributes: 'qualified' });
export const msgHeader = namespace('urn:iso:15118:2:2013:MsgHeader', {
  elements: 'qualified',
  attributes: 'qualified',
});
