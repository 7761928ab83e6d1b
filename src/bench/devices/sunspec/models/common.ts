/** SunSpec model 1, Common: identity of the device. Notation: see model-layout.ts. */
export const model1 = `
  Mn:string16 Md:string16 Opt:string8 Vr:string8 SN:string16 DA:uint16! Pad:pad`;
