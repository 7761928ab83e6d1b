import { defineMme } from '../define-mme.js';
import { reserved, text, u8, u16, u32 } from '../mme-field.js';

/** Qualcomm: what the firmware says of itself, in parts (`plctool -a`). */
export const opAttributesReq = defineMme('VS_OP_ATTRIBUTES.REQ', 0xa068, { Cookie: u32(), ReportType: u8() }, 0);

/** `Length` counts what follows it. `DramMegabytes` and what lies behind it changed between firmware generations. */
export const opAttributesCnf = defineMme(
  'VS_OP_ATTRIBUTES.CNF',
  0xa068,
  {
    Status: u16(),
    Cookie: u32(),
    ReportType: u8(),
    Length: u16(),
    DeviceFamily: text(16),
    DeviceType: text(16),
    Major: u32(),
    Minor: u32(),
    Composite: u32(),
    Sustaining: u32(),
    Build: u32(),
    BuildDate: text(8),
    ReleaseType: text(12),
    DramType: u8(),
    Reserved: reserved(1),
    LineFrequency: u8(),
    DramMegabytes: u32(),
  },
  0,
);

/** Bytes of VS_OP_ATTRIBUTES.CNF after its length field. */
export const attributesBytes = 79;
