/** Curves and points a curve that the simulated inverter stores; NCrv and NPt say so on the wire. */
export const storedCurves = 3;
export const pointsOfCurve = 4;

/** SunSpec model 706, DERVoltWatt: active power limited by voltage. Curve 1 is the one in force and read-only. */
export const model706 = `
  Ena:enum16=0..1! AdptCrvReq:uint16! AdptCrvRslt:enum16 NPt:uint16 NCrv:uint16 RvrtTms:uint32! RvrtRem:uint32
  RvrtCrv:uint16! V_SF:sunssf DeptRef_SF:sunssf RspTms_SF:sunssf
  Crv*${storedCurves}( ActPt:uint16! DeptRef:enum16=0..1! RspTms:uint32/RspTms_SF! ReadOnly:enum16
    Pt*${pointsOfCurve}( V:uint16/V_SF! W:int16/DeptRef_SF! ) )`;

/** SunSpec model 712, DERWattVar: reactive power by active power. Curve 1 is the one in force and read-only. */
export const model712 = `
  Ena:enum16=0..1! AdptCrvReq:uint16! AdptCrvRslt:enum16 NPt:uint16 NCrv:uint16 RvrtTms:uint32! RvrtRem:uint32
  RvrtCrv:uint16! W_SF:sunssf DeptRef_SF:sunssf
  Crv*${storedCurves}( ActPt:uint16! DeptRef:enum16=0..3! Pri:enum16=0..1! ReadOnly:enum16
    Pt*${pointsOfCurve}( W:int16/W_SF! Var:int16/DeptRef_SF! ) )`;
