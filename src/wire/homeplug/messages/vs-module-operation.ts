import { defineMme } from '../define-mme.js';
import { bytes, reserved, u8, u16, u32 } from '../mme-field.js';

/** Modules by their number: 0x7000 is the firmware, 0x7002 its parameters. */
export const parameterModule = 0x7002;

const read = {
  Operation: u16(),
  OperationLength: u16(),
  Reserved2: reserved(4),
  ModuleId: u16(),
  ModuleSubId: u16(),
  Length: u16(),
  Offset: u32(),
};

/** Qualcomm: reads a piece of a module, operation 0 (`plctool -I`, `plctool -p`). Other operations have another layout. */
export const moduleReadReq = defineMme(
  'VS_MODULE_OPERATION.REQ',
  0xa0b0,
  { Reserved: reserved(4), Operations: u8(), ...read },
  0,
);

export const moduleReadCnf = defineMme(
  'VS_MODULE_OPERATION.CNF',
  0xa0b0,
  {
    Status: u16(),
    ErrorCode: u16(),
    Reserved: reserved(4),
    Operations: u8(),
    ...read,
    Data: bytes('Length', 0),
  },
  0,
);

/** Length of the operation's own fields, as `OperationLength` has it. */
export const moduleReadBytes = 18;
