import { choice, messageSet, namespace, ref, xs } from '../../../src/wire/exi/notation.js';
import { readXml, type XmlReading, type XmlReadOptions } from '../../../src/wire/xml/read-xml.js';
import { SetXml } from '../../../src/wire/xml/set-xml.js';

// A set of its own, so that these tests depend on no standard.
export const ns = namespace('urn:a', { elements: 'qualified' });
export const ext = namespace('urn:x', { elements: 'qualified' });

export const Hex4 = ns.simpleType('Hex4', xs.hexBinary, { maxLength: 4 });
export const PlainType = ns.complexType('PlainType', { simpleContent: Hex4 });
export const UnitType = ns.complexType('UnitType', {
  simpleContent: xs.short,
  attributes: [ns.attribute('unit', xs.string)],
});
export const Base = ns.complexType('Base', {
  attributes: [ns.attribute('href', xs.anyURI)],
  sequence: [ns.element('id', PlainType)],
});
export const Item = ns.complexType('Item', {
  extends: Base,
  sequence: [
    ns.element('name', ns.simpleType('Name', xs.string, { maxLength: 5 }), { minOccurs: 0 }),
    ns.element('count', xs.unsignedByte),
    ns.element('big', xs.long, { minOccurs: 0 }),
    ns.element('on', xs.boolean, { minOccurs: 0 }),
    ns.element('power', UnitType, { minOccurs: 0 }),
  ],
});
export const List = ns.complexType('List', {
  attributes: [ns.requiredAttribute('all', xs.unsignedShort)],
  sequence: [ns.element('Item', Item, { minOccurs: 0, maxOccurs: 3 }), ns.element('Any', Base, { minOccurs: 0 })],
});
export const Either = ns.complexType('Either', {
  sequence: [choice([ns.element('left', xs.byte), ns.element('right', xs.byte)]), ns.element('last', xs.byte)],
});
export const limit = ext.globalElement('limit', xs.int);
const ItemExtended = ns.complexType('Item', { extends: Item, sequence: [ref(limit, { minOccurs: 0 })] });

const elements = [
  ns.globalElement('Item', Item),
  ns.globalElement('List', List),
  ns.globalElement('Either', Either),
  limit,
];
const types = [Hex4, PlainType, UnitType, Base, Item, List, Either];
const sampleSet = messageSet('sample', { namespaces: [ns, ext], elements, types, redefinitions: [ItemExtended] });
export const sampleXml = new SetXml(sampleSet);

export function read(text: string, options?: XmlReadOptions): XmlReading {
  return readXml(sampleXml, new TextEncoder().encode(text), options);
}

/** `rule path line:column` of each violation. */
export function brokenRules(reading: XmlReading): readonly string[] {
  return reading.violations.map(({ rule, path, line, column }) => `${rule} ${path} ${line}:${column}`);
}
