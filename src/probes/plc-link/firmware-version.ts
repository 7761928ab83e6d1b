/** What VS_SW_VER tells in one line: `MAC-QCA7000-1.1.0.730-04-20140815-FINAL`. */
export interface ModemFirmware {
  readonly text: string;
  /** By the strap, as Qualcomm's tools name it; by the text where the strap is not known. */
  readonly chip: string;
  /** `1.1.0.730-04`, comparable part `1.1.0.730`; undefined where the text has none. */
  readonly version: string | undefined;
  /** ISO date in the text. */
  readonly built: string | undefined;
}

/** Straps of chips as the maker's tools list them (chipset.c, open-plc-utils). */
const straps: ReadonlyMap<number, string> = new Map([
  [0x001b587c, 'QCA7005'],
  [0x001b589c, 'QCA7000'],
  [0x001b58ac, 'QCA7006AQ'],
  [0x001b58bc, 'QCA6411'],
  [0x001b58dc, 'QCA7000'],
  [0x001b58ec, 'QCA6410'],
  [0x001cfc00, 'QCA7420'],
  [0x001cfcfc, 'QCA7420'],
  [0x001d4c00, 'QCA7500'],
  [0x001d4c0f, 'QCA7500'],
  [0x00007400, 'AR7400'],
  [0x00006300, 'INT6300'],
  [0x00000042, 'INT6000'],
]);

/** Reads version and date out of the text of the modem. `ident` is the strap. */
export function readFirmware(text: string, ident: number): ModemFirmware {
  const version = /-(\d+\.\d+\.\d+(?:\.\d+)?)(?:-|$)/.exec(text)?.[1];
  const date = /-(20\d\d)(\d\d)(\d\d)(?:-|$)/.exec(text);
  return {
    text,
    chip: straps.get(ident) ?? /^MAC-([A-Z]+\d+)/.exec(text)?.[1] ?? 'unknown',
    version,
    built: date === null ? undefined : `${date[1]}-${date[2]}-${date[3]}`,
  };
}
