import { defineMme } from '../define-mme.js';
import { bytes, reserved, u8, u32 } from '../mme-field.js';

/** Qualcomm: a setting of the firmware by its number (`plcget`). */
export const getPropertyReq = defineMme(
  'VS_GET_PROPERTY.REQ',
  0xa0f8,
  {
    Cookie: u32(),
    DataFormat: u8(),
    PropertyFormat: u8(),
    Reserved: reserved(2),
    Version: u32(),
    Length: u32(),
    Property: u32(),
  },
  0,
);

/** `Status` 0 is success; `Data` are as many bytes as `DataLength` says. */
export const getPropertyCnf = defineMme(
  'VS_GET_PROPERTY.CNF',
  0xa0f8,
  {
    Status: u32(),
    Cookie: u32(),
    DataFormat: u8(),
    Reserved: reserved(3),
    DataLength: u32(),
    Data: bytes('DataLength', 0),
  },
  0,
);
