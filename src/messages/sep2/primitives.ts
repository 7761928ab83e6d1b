// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import { xs } from '../../wire/exi/notation.js';
import { sep } from './namespaces.js';

export const UInt32 = sep.simpleType('UInt32', xs.unsignedInt);

export const UInt8 = sep.simpleType('UInt8', xs.unsignedByte);

export const HexBinary32 = sep.simpleType('HexBinary32', xs.hexBinary, { maxLength: 4 });

export const HexBinary160 = sep.simpleType('HexBinary160', xs.hexBinary, { maxLength: 20 });

export const UInt40 = sep.simpleType('UInt40', xs.unsignedLong, { maxInclusive: 281474976710655 });

export const Int64 = sep.simpleType('Int64', xs.long);

export const UInt16 = sep.simpleType('UInt16', xs.unsignedShort);

export const Int8 = sep.simpleType('Int8', xs.byte);

export const Int16 = sep.simpleType('Int16', xs.short);

export const HexBinary128 = sep.simpleType('HexBinary128', xs.hexBinary, { maxLength: 16 });

export const String32 = sep.simpleType('String32', xs.string, { maxLength: 32 });

export const Int48 = sep.simpleType('Int48', xs.long, {
  minInclusive: -140737488355328,
  maxInclusive: 140737488355328,
});

export const String16 = sep.simpleType('String16', xs.string, { maxLength: 16 });

export const Int32 = sep.simpleType('Int32', xs.int);

export const UInt48 = sep.simpleType('UInt48', xs.unsignedLong, { maxInclusive: 281474976710655 });

export const HexBinary64 = sep.simpleType('HexBinary64', xs.hexBinary, { maxLength: 8 });

export const String42 = sep.simpleType('String42', xs.string, { maxLength: 42 });

export const HexBinary8 = sep.simpleType('HexBinary8', xs.hexBinary, { maxLength: 1 });

export const String192 = sep.simpleType('String192', xs.string, { maxLength: 192 });

export const HexBinary16 = sep.simpleType('HexBinary16', xs.hexBinary, { maxLength: 2 });

export const String20 = sep.simpleType('String20', xs.string, { maxLength: 20 });

export const String6 = sep.simpleType('String6', xs.string, { maxLength: 6 });

export const HexBinary48 = sep.simpleType('HexBinary48', xs.hexBinary, { maxLength: 6 });

export const UInt64 = sep.simpleType('UInt64', xs.unsignedLong);
