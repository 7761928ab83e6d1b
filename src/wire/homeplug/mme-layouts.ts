/**
 * Fixed layouts of the SLAC messages: ISO 15118-3:2015, annex A.9 (HomePlug Green PHY 1.1, 11.5). Multi-byte numbers are
 * little-endian. `rest` takes what is left.
 */
export type MmeFieldKind = 'u8' | 'u16' | 'u32' | 'mac' | 'hex' | 'text' | 'attenuation' | 'skip';

export interface MmeFieldLayout {
  readonly name: string;
  readonly kind: MmeFieldKind;
  /** Bytes; for `attenuation` the count byte is included in the field and the length is free. */
  readonly length: number;
  readonly unit?: string;
}

function f(name: string, kind: MmeFieldKind, length: number, unit?: string): MmeFieldLayout {
  return unit === undefined ? { name, kind, length } : { name, kind, length, unit };
}

const types = [f('ApplicationType', 'u8', 1), f('SecurityType', 'u8', 1)];
const runId = f('RunID', 'hex', 8);
const matchBody = [
  ...types,
  f('MVFLength', 'u16', 2),
  f('PevId', 'text', 17),
  f('PevMac', 'mac', 6),
  f('EvseId', 'text', 17),
  f('EvseMac', 'mac', 6),
  runId,
  f('Reserved', 'skip', 8),
];
const attenuationBody = [
  ...types,
  f('SourceAddress', 'mac', 6),
  runId,
  f('SourceId', 'text', 17),
  f('ResponderId', 'text', 17),
];
const setKeyBody = [
  f('MyNonce', 'hex', 4),
  f('YourNonce', 'hex', 4),
  f('Pid', 'u8', 1),
  f('Prn', 'u16', 2),
  f('Pmn', 'u8', 1),
  f('CcoCapability', 'u8', 1),
];

/** Layouts by message name and operation. */
export const mmeLayouts: Readonly<Record<string, readonly MmeFieldLayout[]>> = {
  'CM_SLAC_PARM.REQ': [...types, runId],
  'CM_SLAC_PARM.CNF': [
    f('MSoundTarget', 'mac', 6),
    f('NumSounds', 'u8', 1),
    f('TimeOut', 'u8', 1, 'x 100 ms'),
    f('ResponseType', 'u8', 1),
    f('ForwardingSta', 'mac', 6),
    ...types,
    runId,
  ],
  'CM_START_ATTEN_CHAR.IND': [
    ...types,
    f('NumSounds', 'u8', 1),
    f('TimeOut', 'u8', 1, 'x 100 ms'),
    f('ResponseType', 'u8', 1),
    f('ForwardingSta', 'mac', 6),
    runId,
  ],
  'CM_MNBC_SOUND.IND': [...types, f('SenderId', 'text', 17), f('Count', 'u8', 1), runId],
  'CM_ATTEN_PROFILE.IND': [f('PevMac', 'mac', 6), f('Attenuation', 'attenuation', 2, 'dB')],
  'CM_ATTEN_CHAR.IND': [...attenuationBody, f('NumSounds', 'u8', 1), f('Attenuation', 'attenuation', 1, 'dB')],
  'CM_ATTEN_CHAR.RSP': [...attenuationBody, f('Result', 'u8', 1)],
  'CM_VALIDATE.REQ': [f('SignalType', 'u8', 1), f('Timer', 'u8', 1, 'x 100 ms'), f('Result', 'u8', 1)],
  'CM_VALIDATE.CNF': [f('SignalType', 'u8', 1), f('ToggleNum', 'u8', 1), f('Result', 'u8', 1)],
  'CM_SLAC_MATCH.REQ': matchBody,
  'CM_SLAC_MATCH.CNF': [...matchBody, f('Nid', 'hex', 7), f('Reserved2', 'skip', 1), f('Nmk', 'hex', 16)],
  'CM_SET_KEY.REQ': [
    f('KeyType', 'u8', 1),
    ...setKeyBody,
    f('Nid', 'hex', 7),
    f('NewEks', 'u8', 1),
    f('NewKey', 'hex', 16),
  ],
  'CM_SET_KEY.CNF': [f('Result', 'u8', 1), ...setKeyBody],
};
