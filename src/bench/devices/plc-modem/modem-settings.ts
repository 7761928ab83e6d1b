/** One station on the simulated power line: its modem and how its host hears the others. Every field can be set live. */
export interface ModemSettings {
  /** Address of the modem itself. */
  readonly mac: string;
  /** As `MVERSION` of VS_SW_VER.CNF has it. */
  readonly firmware: string;
  /** Strap of the chip; 0x001B589C is a QCA7000, 0x001B587C a QCA7005. */
  readonly ident: number;
  readonly deviceClass: number;
  /** Network identifier and membership key, hexadecimal of 7 and 16 bytes. CM_SET_KEY changes them. */
  readonly nid: string;
  readonly nmk: string;
  /** Average PHY rates to every other station, Mbit/s, 0..65535. */
  readonly txMbps: number;
  readonly rxMbps: number;
  /** SNR of each carrier as received, dB; the modem loads each with the highest modulation that fits. Slot by slot. */
  readonly toneMapSnrDb: readonly (readonly number[])[];
  /** AGC gain as the tone map tells it, dB. */
  readonly gain: number;
  /** What its modem hears of sounds: attenuation of each carrier group, dB, 0..255. */
  readonly attenuationDb: readonly number[];
  /** Standard deviation of each report of a sound, dB: what averaging is for. */
  readonly attenuationNoiseDb: number;
  /** Settings of the firmware that VS_GET_PROPERTY tells: number to bytes in hexadecimal. Others are refused. */
  readonly properties: Readonly<Record<number, string>>;
  /** Faults that hold: `NAME` or `NAME:parameter=value,...`. */
  readonly faults: readonly string[];
}

/** Carrier groups of SLAC (ISO 15118-3:2015, A.9: 0x3A). */
export const carrierGroups = 58;

/** A QCA7000 of 2014 on a good line. `index` tells the stations apart, 0..253. */
export function defaultModem(index: number): ModemSettings {
  return {
    mac: `00:b0:52:00:00:${(index + 2).toString(16).padStart(2, '0')}`,
    firmware: 'MAC-QCA7000-1.1.0.730-04-20140815-FINAL',
    ident: 0x001b589c,
    deviceClass: 0x22,
    nid: '026BCBA5354E08',
    nmk: 'B59319D7E8157BA001B018669CCEE30D',
    txMbps: 9,
    rxMbps: 8,
    toneMapSnrDb: [goodLine(), goodLine()],
    gain: 10,
    attenuationDb: Array.from({ length: carrierGroups }, (_, group) => 7 + (group % 3)),
    attenuationNoiseDb: 0,
    properties: {},
    faults: [],
  };
}

/** 29 dB, 24 dB on every seventh carrier, and a notch of ten carriers. */
function goodLine(): readonly number[] {
  return Array.from({ length: 1155 }, (_, carrier) => {
    if (carrier >= 400 && carrier < 410) return 0;
    return carrier % 7 === 0 ? 24 : 29;
  });
}
