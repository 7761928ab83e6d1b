/** Names of HomePlug management messages by the base of their type (the two lowest bits are the operation). */
const standardNames: Readonly<Record<number, string>> = {
  24576: 'CM_UNASSOCIATED_STA',
  24580: 'CM_ENCRYPTED_PAYLOAD',
  24584: 'CM_SET_KEY',
  24588: 'CM_GET_KEY',
  24592: 'CM_SC_JOIN',
  24596: 'CM_CHAN_EST',
  24600: 'CM_TM_UPDATE',
  24604: 'CM_AMP_MAP',
  24608: 'CM_BRG_INFO',
  24612: 'CM_CONN_NEW',
  24616: 'CM_CONN_REL',
  24620: 'CM_CONN_MOD',
  24624: 'CM_CONN_INFO',
  24628: 'CM_STA_CAP',
  24632: 'CM_NW_INFO',
  24636: 'CM_GET_BEACON',
  24640: 'CM_HFID',
  24644: 'CM_MME_ERROR',
  24648: 'CM_NW_STATS',
  24652: 'CM_LINK_STATS',
  24676: 'CM_SLAC_PARM',
  24680: 'CM_START_ATTEN_CHAR',
  24684: 'CM_ATTEN_CHAR',
  24688: 'CM_PKCS_CERT',
  24692: 'CM_MNBC_SOUND',
  24696: 'CM_VALIDATE',
  24700: 'CM_SLAC_MATCH',
  24704: 'CM_SLAC_USER_DATA',
  24708: 'CM_ATTEN_PROFILE',
};

/** Manufacturer messages of Qualcomm's modems (OUI 00:B0:52), as their open-source tools name them. */
const qualcommNames: Readonly<Record<number, string>> = {
  40960: 'VS_SW_VER',
  40964: 'VS_WR_MEM',
  40968: 'VS_RD_MEM',
  40972: 'VS_ST_MAC',
  40976: 'VS_GET_NVM',
  40988: 'VS_RS_DEV',
  40992: 'VS_WR_MOD',
  40996: 'VS_RD_MOD',
  41000: 'VS_MOD_NVM',
  41004: 'VS_WD_RPT',
  41008: 'VS_LNK_STATS',
  41012: 'VS_SNIFFER',
  41016: 'VS_NW_INFO',
  41032: 'VS_FR_LBK',
  41036: 'VS_LBK_STAT',
  41040: 'VS_SET_KEY',
  41044: 'VS_MFG_STRING',
  41048: 'VS_RD_CBLOCK',
  41056: 'VS_HOST_ACTION',
  41064: 'VS_OP_ATTRIBUTES',
  41068: 'VS_ENET_SETTINGS',
  41072: 'VS_TONE_MAP_CHAR',
  41076: 'VS_NW_INFO_STATS',
  41084: 'VS_FAC_DEFAULTS',
  41104: 'VS_RX_TONE_MAP_CHAR',
  41136: 'VS_MODULE_OPERATION',
  41144: 'VS_PL_LNK_STATUS',
  41208: 'VS_GET_PROPERTY',
};

export type MmeOperation = 'REQ' | 'CNF' | 'IND' | 'RSP';

const operations: readonly MmeOperation[] = ['REQ', 'CNF', 'IND', 'RSP'];

export interface MmeName {
  /** `CM_SLAC_PARM`, or `MME 0x6abc` where the number is not known. */
  readonly name: string;
  readonly operation: MmeOperation;
  readonly known: boolean;
}

/** Name and operation of an MMTYPE (0..0xffff). */
export function mmeName(type: number): MmeName {
  const base = type & 0xfffc;
  const name = standardNames[base] ?? qualcommNames[base];
  const operation = operations[type & 3]!;
  if (name === undefined) return { name: `MME 0x${base.toString(16).padStart(4, '0')}`, operation, known: false };
  return { name, operation, known: true };
}
