import {
  any,
  anyOf,
  choice,
  messageSet,
  namespace,
  restriction,
  type Static,
  xs,
} from '../../../src/wire/exi/notation.js';

const s = namespace('urn:sample', { elements: 'qualified' });

export const Colour = s.enumeration('Colour', ['red', 'green', 'blue']);
export const Level = s.simpleType('Level', xs.byte, { minInclusive: -3, maxInclusive: 3 });
export const Short = s.simpleType('Short', xs.string, { minLength: 2, maxLength: 4 });

export const ShapeType = s.complexType('ShapeType', { abstract: true, sequence: [s.element('Colour', Colour)] });
export const Shape = s.globalElement('Shape', ShapeType, { abstract: true });
export const CircleType = s.complexType('CircleType', {
  extends: ShapeType,
  sequence: [s.element('Radius', xs.unsignedShort)],
});
export const Circle = s.globalElement('Circle', CircleType, { substitutionGroup: Shape });
export const SquareType = s.complexType('SquareType', { extends: ShapeType, sequence: [s.element('Side', xs.short)] });
export const Square = s.globalElement('Square', SquareType, { substitutionGroup: Shape });

export const NoteType = s.complexType('NoteType', {
  mixed: true,
  sequence: [any('##any', 'lax', { minOccurs: 0, maxOccurs: 'unbounded' })],
  attributes: [s.attribute('Lang', xs.string)],
});

export const RootType = s.complexType('RootType', {
  attributes: [s.requiredAttribute('Id', xs.ID), s.attribute('Age', Level)],
  sequence: [
    s.element('Name', Short),
    anyOf(Shape, [Circle, Square], { minOccurs: 0 }),
    s.element('Item', xs.unsignedByte, { minOccurs: 2, maxOccurs: 2000 }),
    choice([s.element('Yes', xs.boolean), s.element('Blob', restriction(xs.hexBinary, { length: 2 }))]),
    s.element('Note', NoteType, { minOccurs: 0 }),
    s.element('Big', xs.unsignedLong, { minOccurs: 0 }),
  ],
});
export const Root = s.globalElement('Root', RootType);

/** A set with everything that the notation has, and no message of any standard. */
export const sample = messageSet('sample', {
  namespaces: [s],
  elements: [Root, Shape, Circle, Square],
  types: [Colour, Level, Short, ShapeType, CircleType, SquareType, NoteType, RootType],
});

export type RootValue = Static<typeof RootType>;

export const good: RootValue = {
  Id: 'a',
  Name: 'abc',
  Circle: { Colour: 'blue', Radius: 500 },
  Item: [7, 8, 9],
  Yes: true,
};
