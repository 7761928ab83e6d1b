/** Block type codes (draft-ietf-opsawg-pcapng, section 11.1). */
export const blockTypes = {
  sectionHeader: 0x0a0d0d0a,
  interfaceDescription: 0x00000001,
  /** Obsolete, still written by old tools. */
  packet: 0x00000002,
  simplePacket: 0x00000003,
  nameResolution: 0x00000004,
  interfaceStatistics: 0x00000005,
  enhancedPacket: 0x00000006,
  decryptionSecrets: 0x0000000a,
  custom: 0x00000bad,
  customNotCopied: 0x40000bad,
} as const;

/** Value of the byte-order field when read in the section's own order. */
export const byteOrderMagic = 0x1a2b3c4d;
/** The section header block's type reads the same in both byte orders. */
export const sectionMagic = blockTypes.sectionHeader;
