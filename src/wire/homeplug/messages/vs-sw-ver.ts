import { defineMme } from '../define-mme.js';
import { reserved, text, u8, u32 } from '../mme-field.js';

/** Qualcomm: which chip and firmware. The header has version 0. */
export const swVerReq = defineMme('VS_SW_VER.REQ', 0xa000, { Cookie: u32() }, 0);

/** `Status` 0 is success; `Ident` is the strap of the chip (0x001B589C is a QCA7000). `VersionLength` counts the final zero. */
export const swVerCnf = defineMme(
  'VS_SW_VER.CNF',
  0xa000,
  {
    Status: u8(),
    DeviceClass: u8(),
    VersionLength: u8(),
    Version: text(64),
    Reserved: reserved(1),
    Ident: u32(),
    Stepping: u32(),
    Cookie: u32(),
  },
  0,
);
