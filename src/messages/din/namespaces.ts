// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { namespace } from '../../wire/exi/notation.js';

export const msgBody = namespace('urn:din:70121:2012:MsgBody', { elements: 'qualified' });
export const msgDataTypes = namespace('urn:din:70121:2012:MsgDataTypes', { elements: 'qualified' });
export const msgDef = namespace('urn:din:70121:2012:MsgDef', { elements: 'qualified' });
export const msgHeader = namespace('urn:din:70121:2012:MsgHeader', { elements: 'qualified' });
