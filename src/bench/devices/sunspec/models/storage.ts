/** SunSpec model 713, DERStorageCapacity: energy and state of charge. */
export const model713 = `
  WHRtg:uint16/WH_SF WHAvail:uint16/WH_SF SoC:uint16/Pct_SF SoH:uint16/Pct_SF Sta:enum16 WH_SF:sunssf Pct_SF:sunssf`;
