/** Charging mode under test. */
export const ac = { PICS_CMN_CMN_ChargingMode: 'aC' } as const;
export const dc = { PICS_CMN_CMN_ChargingMode: 'dC' } as const;
/** What the vehicle asks for in SDP. */
export const plain = { PIXIT_SECC_CMN_TLS: false } as const;
export const secured = { PIXIT_SECC_CMN_TLS: true } as const;
