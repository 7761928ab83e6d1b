// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { xs } from '../../wire/exi/notation.js';
import { msgDataTypes } from './namespaces.js';

export const evccIDType = msgDataTypes.simpleType('evccIDType', xs.hexBinary, { maxLength: 8 });

export const evseIDType = msgDataTypes.simpleType('evseIDType', xs.hexBinary, { maxLength: 32 });

export const serviceIDType = msgDataTypes.simpleType('serviceIDType', xs.unsignedShort);

export const contractIDType = msgDataTypes.simpleType('contractIDType', xs.string, { maxLength: 24 });

export const SAIDType = msgDataTypes.simpleType('SAIDType', xs.short);

export const meterIDType = msgDataTypes.simpleType('meterIDType', xs.string, { maxLength: 32 });

export const sessionIDType = msgDataTypes.simpleType('sessionIDType', xs.hexBinary, { maxLength: 8 });

export const rootCertificateIDType = msgDataTypes.simpleType('rootCertificateIDType', xs.string, { maxLength: 40 });
