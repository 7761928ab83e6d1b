import { defineMme } from '../define-mme.js';
import { hex, list, mac, reserved, u8, u16 } from '../mme-field.js';

/** Qualcomm: the networks that the modem is a member of. */
export const nwInfoReq = defineMme('VS_NW_INFO.REQ', 0xa038, {});

/** A station in the network: MAC of its modem, address of a host behind it, average PHY rates in Mbit/s. */
export const nwInfoStation = {
  Mac: mac(),
  Tei: u8(),
  Reserved: reserved(3),
  BridgedAddress: mac(),
  AverageTx: u16('Mbit/s'),
  /** Low nibble sending, high nibble receiving; 0 is the primary coupling. */
  Coupling: u8(),
  Reserved2: reserved(1),
  AverageRx: u16('Mbit/s'),
  Reserved3: reserved(2),
};

export const nwInfoNetwork = {
  Nid: hex(7),
  Reserved: reserved(2),
  Snid: u8(),
  Tei: u8(),
  Reserved2: reserved(4),
  /** 0 station, 1 proxy coordinator, 2 central coordinator. */
  Role: u8(),
  CcoMac: mac(),
  CcoTei: u8(),
  Reserved3: reserved(3),
  StationCount: u8(),
  Reserved4: reserved(5),
  Stations: list('StationCount', nwInfoStation),
};

/** `DataLength` counts the bytes after it. */
export const nwInfoCnf = defineMme('VS_NW_INFO.CNF', 0xa038, {
  SubVersion: u8(),
  Reserved: reserved(1),
  DataLength: u16(),
  Reserved2: reserved(1),
  NetworkCount: u8(),
  Networks: list('NetworkCount', nwInfoNetwork),
});
