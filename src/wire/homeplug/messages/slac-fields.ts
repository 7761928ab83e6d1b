import { hex, mac, reserved, text, u8, u16 } from '../mme-field.js';

/** ISO 15118-3:2015, A.9: both are 0x00 for the matching of a vehicle to a charger without security. */
export const slacTypes = { ApplicationType: u8(), SecurityType: u8() };
export const runId = { RunID: hex(8) };
export const matchFields = {
  ...slacTypes,
  /** Bytes after this field: 0x3E in the request, 0x56 in the confirmation. */
  MVFLength: u16(),
  PevId: text(17),
  PevMac: mac(),
  EvseId: text(17),
  EvseMac: mac(),
  ...runId,
  Reserved: reserved(8),
};
export const attenuationFields = {
  ...slacTypes,
  SourceAddress: mac(),
  ...runId,
  SourceId: text(17),
  ResponderId: text(17),
};
