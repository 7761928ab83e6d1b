// Made by `plumbline schema import`. Schema: XML Signature. Do not edit: change annotations.yaml, or the importer.
import { namespace } from '../../wire/exi/notation.js';

export const xmldsigNamespace = namespace('http://www.w3.org/2000/09/xmldsig#', { elements: 'qualified' });
