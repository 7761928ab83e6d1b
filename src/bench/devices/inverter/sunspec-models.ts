/**
 * The SunSpec models that the simulated devices show, in our own notation: one string a model, its points in their
 * order after ID and L, each `name:type`, with `!` when it can be written and `/SF` naming its scale factor. Numbers as
 * in the SunSpec Device Information Model specification.
 */
export const modelText = {
  1: 'Mn:string16 Md:string16 Opt:string8 Vr:string8 SN:string16 DA:uint16! Pad:pad',
  103:
    'A:uint16/A_SF AphA:uint16/A_SF AphB:uint16/A_SF AphC:uint16/A_SF A_SF:sunssf PPVphAB:uint16/V_SF PPVphBC:uint16/V_SF ' +
    'PPVphCA:uint16/V_SF PhVphA:uint16/V_SF PhVphB:uint16/V_SF PhVphC:uint16/V_SF V_SF:sunssf W:int16/W_SF W_SF:sunssf ' +
    'Hz:uint16/Hz_SF Hz_SF:sunssf VA:int16/VA_SF VA_SF:sunssf VAr:int16/VAr_SF VAr_SF:sunssf PF:int16/PF_SF PF_SF:sunssf ' +
    'WH:acc32/WH_SF WH_SF:sunssf DCA:uint16/DCA_SF DCA_SF:sunssf DCV:uint16/DCV_SF DCV_SF:sunssf DCW:int16/DCW_SF ' +
    'DCW_SF:sunssf TmpCab:int16/Tmp_SF TmpSnk:int16/Tmp_SF TmpTrns:int16/Tmp_SF TmpOt:int16/Tmp_SF Tmp_SF:sunssf ' +
    'St:enum16 StVnd:enum16 Evt1:bitfield32 Evt2:bitfield32 EvtVnd1:bitfield32 EvtVnd2:bitfield32 EvtVnd3:bitfield32 ' +
    'EvtVnd4:bitfield32',
  120:
    'DERTyp:enum16 WRtg:uint16/WRtg_SF WRtg_SF:sunssf VARtg:uint16/VARtg_SF VARtg_SF:sunssf VArRtgQ1:int16/VArRtg_SF ' +
    'VArRtgQ2:int16/VArRtg_SF VArRtgQ3:int16/VArRtg_SF VArRtgQ4:int16/VArRtg_SF VArRtg_SF:sunssf ARtg:uint16/ARtg_SF ' +
    'ARtg_SF:sunssf PFRtgQ1:int16/PFRtg_SF PFRtgQ2:int16/PFRtg_SF PFRtgQ3:int16/PFRtg_SF PFRtgQ4:int16/PFRtg_SF ' +
    'PFRtg_SF:sunssf WHRtg:uint16/WHRtg_SF WHRtg_SF:sunssf AhrRtg:uint16/AhrRtg_SF AhrRtg_SF:sunssf ' +
    'MaxChaRte:uint16/MaxChaRte_SF MaxChaRte_SF:sunssf MaxDisChaRte:uint16/MaxDisChaRte_SF MaxDisChaRte_SF:sunssf Pad:pad',
  121:
    'WMax:uint16/WMax_SF! VRef:uint16/VRef_SF! VRefOfs:int16/VRefOfs_SF! VMax:uint16/VMinMax_SF! VMin:uint16/VMinMax_SF! ' +
    'VAMax:uint16/VAMax_SF! VArMaxQ1:int16/VArMax_SF! VArMaxQ2:int16/VArMax_SF! VArMaxQ3:int16/VArMax_SF! ' +
    'VArMaxQ4:int16/VArMax_SF! WGra:uint16/WGra_SF! PFMinQ1:int16/PFMin_SF! PFMinQ2:int16/PFMin_SF! ' +
    'PFMinQ3:int16/PFMin_SF! PFMinQ4:int16/PFMin_SF! VArAct:enum16! ClcTotVA:enum16! MaxRmpRte:uint16/MaxRmpRte_SF! ' +
    'ECPNomHz:uint16/ECPNomHz_SF! ConnPh:enum16! WMax_SF:sunssf VRef_SF:sunssf VRefOfs_SF:sunssf VMinMax_SF:sunssf ' +
    'VAMax_SF:sunssf VArMax_SF:sunssf WGra_SF:sunssf PFMin_SF:sunssf MaxRmpRte_SF:sunssf ECPNomHz_SF:sunssf',
  122:
    'PVConn:bitfield16 StorConn:bitfield16 ECPConn:bitfield16 ActWh:acc64 ActVAh:acc64 ActVArhQ1:acc64 ActVArhQ2:acc64 ' +
    'ActVArhQ3:acc64 ActVArhQ4:acc64 VArAval:int16/VArAval_SF VArAval_SF:sunssf WAval:uint16/WAval_SF WAval_SF:sunssf ' +
    'StSetLimMsk:bitfield32 StActCtl:bitfield32 TmSrc:string4 Tms:uint32 RtSt:bitfield16 Ris:uint16/Ris_SF Ris_SF:sunssf',
  123:
    'Conn_WinTms:uint16! Conn_RvrtTms:uint16! Conn:enum16! WMaxLimPct:uint16/WMaxLimPct_SF! WMaxLimPct_WinTms:uint16! ' +
    'WMaxLimPct_RvrtTms:uint16! WMaxLimPct_RmpTms:uint16! WMaxLim_Ena:enum16! OutPFSet:int16/OutPFSet_SF! ' +
    'OutPFSet_WinTms:uint16! OutPFSet_RvrtTms:uint16! OutPFSet_RmpTms:uint16! OutPFSet_Ena:enum16! ' +
    'VArWMaxPct:int16/VArPct_SF! VArMaxPct:int16/VArPct_SF! VArAvalPct:int16/VArPct_SF! VArPct_WinTms:uint16! ' +
    'VArPct_RvrtTms:uint16! VArPct_RmpTms:uint16! VArPct_Mod:enum16! VArPct_Ena:enum16! WMaxLimPct_SF:sunssf ' +
    'OutPFSet_SF:sunssf VArPct_SF:sunssf',
  203:
    'A:int16/A_SF AphA:int16/A_SF AphB:int16/A_SF AphC:int16/A_SF A_SF:sunssf PhV:int16/V_SF PhVphA:int16/V_SF ' +
    'PhVphB:int16/V_SF PhVphC:int16/V_SF PPV:int16/V_SF PhVphAB:int16/V_SF PhVphBC:int16/V_SF PhVphCA:int16/V_SF ' +
    'V_SF:sunssf Hz:int16/Hz_SF Hz_SF:sunssf W:int16/W_SF WphA:int16/W_SF WphB:int16/W_SF WphC:int16/W_SF W_SF:sunssf ' +
    'VA:int16/VA_SF VAphA:int16/VA_SF VAphB:int16/VA_SF VAphC:int16/VA_SF VA_SF:sunssf VAR:int16/VAR_SF ' +
    'VARphA:int16/VAR_SF VARphB:int16/VAR_SF VARphC:int16/VAR_SF VAR_SF:sunssf PF:int16/PF_SF PFphA:int16/PF_SF ' +
    'PFphB:int16/PF_SF PFphC:int16/PF_SF PF_SF:sunssf TotWhExp:acc32/TotWh_SF TotWhExpPhA:acc32/TotWh_SF ' +
    'TotWhExpPhB:acc32/TotWh_SF TotWhExpPhC:acc32/TotWh_SF TotWhImp:acc32/TotWh_SF TotWhImpPhA:acc32/TotWh_SF ' +
    'TotWhImpPhB:acc32/TotWh_SF TotWhImpPhC:acc32/TotWh_SF TotWh_SF:sunssf TotVAhExp:acc32/TotVAh_SF TotVAhExpPhA:acc32/TotVAh_SF ' +
    'TotVAhExpPhB:acc32/TotVAh_SF TotVAhExpPhC:acc32/TotVAh_SF TotVAhImp:acc32/TotVAh_SF TotVAhImpPhA:acc32/TotVAh_SF TotVAhImpPhB:acc32/TotVAh_SF TotVAhImpPhC:acc32/TotVAh_SF ' +
    'TotVAh_SF:sunssf TotVArhImpQ1:acc32/TotVArh_SF TotVArhImpQ1PhA:acc32/TotVArh_SF TotVArhImpQ1PhB:acc32/TotVArh_SF TotVArhImpQ1PhC:acc32/TotVArh_SF ' +
    'TotVArhImpQ2:acc32/TotVArh_SF TotVArhImpQ2PhA:acc32/TotVArh_SF TotVArhImpQ2PhB:acc32/TotVArh_SF TotVArhImpQ2PhC:acc32/TotVArh_SF TotVArhExpQ3:acc32/TotVArh_SF ' +
    'TotVArhExpQ3PhA:acc32/TotVArh_SF TotVArhExpQ3PhB:acc32/TotVArh_SF TotVArhExpQ3PhC:acc32/TotVArh_SF TotVArhExpQ4:acc32/TotVArh_SF TotVArhExpQ4PhA:acc32/TotVArh_SF ' +
    'TotVArhExpQ4PhB:acc32/TotVArh_SF TotVArhExpQ4PhC:acc32/TotVArh_SF TotVArh_SF:sunssf Evt:bitfield32',
  701:
    'ACType:enum16 St:enum16 InvSt:enum16 ConnSt:enum16 Alrm:bitfield32 DERMode:bitfield32 W:int16/W_SF VA:int16/VA_SF ' +
    'Var:int16/Var_SF PF:int16/PF_SF A:int16/A_SF LLV:uint16/V_SF LNV:uint16/V_SF Hz:uint32/Hz_SF TotWhInj:uint64/TotWh_SF ' +
    'TotWhAbs:uint64/TotWh_SF TotVarhInj:uint64/TotVarh_SF TotVarhAbs:uint64/TotVarh_SF TmpAmb:int16/Tmp_SF ' +
    'TmpCab:int16/Tmp_SF TmpSnk:int16/Tmp_SF TmpTrns:int16/Tmp_SF TmpSw:int16/Tmp_SF TmpOt:int16/Tmp_SF ' +
    ['L1:VL1L2', 'L2:VL2L3', 'L3:VL3L1']
      .map((phase) => {
        const [l, ll] = phase.split(':');
        return (
          `W${l}:int16/W_SF VA${l}:int16/VA_SF Var${l}:int16/Var_SF PF${l}:int16/PF_SF A${l}:int16/A_SF ${ll}:uint16/V_SF ` +
          `V${l}:uint16/V_SF TotWhInj${l}:uint64/TotWh_SF TotWhAbs${l}:uint64/TotWh_SF TotVarhInj${l}:uint64/TotVarh_SF ` +
          `TotVarhAbs${l}:uint64/TotVarh_SF`
        );
      })
      .join(' ') +
    ' ThrotPct:uint16 ThrotSrc:bitfield32 A_SF:sunssf V_SF:sunssf Hz_SF:sunssf W_SF:sunssf PF_SF:sunssf VA_SF:sunssf ' +
    'Var_SF:sunssf TotWh_SF:sunssf TotVarh_SF:sunssf Tmp_SF:sunssf MnAlrmInfo:string32',
  702:
    'WMaxRtg:uint16/W_SF WOvrExtRtg:uint16/W_SF WOvrExtRtgPF:uint16/PF_SF WUndExtRtg:uint16/W_SF WUndExtRtgPF:uint16/PF_SF ' +
    'VAMaxRtg:uint16/VA_SF VarMaxInjRtg:uint16/Var_SF VarMaxAbsRtg:uint16/Var_SF WChaRteMaxRtg:uint16/W_SF ' +
    'WDisChaRteMaxRtg:uint16/W_SF VAChaRteMaxRtg:uint16/VA_SF VADisChaRteMaxRtg:uint16/VA_SF VNomRtg:uint16/V_SF ' +
    'VMaxRtg:uint16/V_SF VMinRtg:uint16/V_SF AMaxRtg:uint16/A_SF PFOvrExtRtg:uint16/PF_SF PFUndExtRtg:uint16/PF_SF ' +
    'ReactSusceptRtg:uint16/S_SF NorOpCatRtg:enum16 AbnOpCatRtg:enum16 CtrlModes:bitfield32 IntIslandCatRtg:bitfield16 ' +
    'WMax:uint16/W_SF! WMaxOvrExt:uint16/W_SF! WOvrExtPF:uint16/PF_SF! WMaxUndExt:uint16/W_SF! WUndExtPF:uint16/PF_SF! ' +
    'VAMax:uint16/VA_SF! VarMaxInj:uint16/Var_SF! VarMaxAbs:uint16/Var_SF! WChaRteMax:uint16/W_SF! ' +
    'WDisChaRteMax:uint16/W_SF! VAChaRteMax:uint16/VA_SF! VADisChaRteMax:uint16/VA_SF! VNom:uint16/V_SF! VMax:uint16/V_SF! ' +
    'VMin:uint16/V_SF! AMax:uint16/A_SF! PFOvrExt:uint16/PF_SF! PFUndExt:uint16/PF_SF! IntIslandCat:bitfield16! ' +
    'W_SF:sunssf PF_SF:sunssf VA_SF:sunssf Var_SF:sunssf V_SF:sunssf A_SF:sunssf S_SF:sunssf',
  703:
    'ES:enum16! ESVHi:uint16/V_SF! ESVLo:uint16/V_SF! ESHzHi:uint32/Hz_SF! ESHzLo:uint32/Hz_SF! ESDlyTms:uint32! ' +
    'ESRndTms:uint32! ESRmpTms:uint32! ESDlyRemTms:uint32 V_SF:sunssf Hz_SF:sunssf',
  704:
    'PFWInjEna:enum16! PFWInjEnaRvrt:enum16! PFWInjRvrtTms:uint32! PFWInjRvrtRem:uint32 PFWAbsEna:enum16! ' +
    'PFWAbsEnaRvrt:enum16! PFWAbsRvrtTms:uint32! PFWAbsRvrtRem:uint32 WMaxLimPctEna:enum16! WMaxLimPct:uint16/WMaxLimPct_SF! ' +
    'WMaxLimPctRvrt:uint16/WMaxLimPct_SF! WMaxLimPctEnaRvrt:enum16! WMaxLimPctRvrtTms:uint32! WMaxLimPctRvrtRem:uint32 ' +
    'WSetEna:enum16! WSetMod:enum16! WSet:int32/WSet_SF! WSetRvrt:int32/WSet_SF! WSetPct:int16/WSetPct_SF! ' +
    'WSetPctRvrt:int16/WSetPct_SF! WSetEnaRvrt:enum16! WSetRvrtTms:uint32! WSetRvrtRem:uint32 VarSetEna:enum16! ' +
    'VarSetMod:enum16! VarSetPri:enum16! VarSet:int32/VarSet_SF! VarSetRvrt:int32/VarSet_SF! VarSetPct:int16/VarSetPct_SF! ' +
    'VarSetPctRvrt:int16/VarSetPct_SF! VarSetEnaRvrt:enum16! VarSetRvrtTms:uint32! VarSetRvrtRem:uint32 WRmp:uint16! ' +
    'WRmpRef:enum16! VarRmp:uint16! AntiIslEna:enum16! PF_SF:sunssf WMaxLimPct_SF:sunssf WSet_SF:sunssf WSetPct_SF:sunssf ' +
    'VarSet_SF:sunssf VarSetPct_SF:sunssf PFWInj.PF:uint16/PF_SF! PFWInj.Ext:enum16! PFWInjRvrt.PF:uint16/PF_SF! ' +
    'PFWInjRvrt.Ext:enum16! PFWAbs.PF:uint16/PF_SF! PFWAbs.Ext:enum16! PFWAbsRvrt.PF:uint16/PF_SF! PFWAbsRvrt.Ext:enum16!',
} as const;

export type ModelId = keyof typeof modelText;

export type PointType =
  | 'int16'
  | 'uint16'
  | 'enum16'
  | 'bitfield16'
  | 'sunssf'
  | 'pad'
  | 'int32'
  | 'uint32'
  | 'bitfield32'
  | 'acc32'
  | 'uint64'
  | 'acc64'
  | 'string';

export interface Point {
  readonly name: string;
  readonly type: PointType;
  /** Offset from the ID register of its model. */
  readonly offset: number;
  /** Registers. */
  readonly size: number;
  readonly scale: string | undefined;
  readonly writable: boolean;
}

export interface ModelLayout {
  readonly id: ModelId;
  /** Registers after ID and L. */
  readonly length: number;
  readonly points: ReadonlyMap<string, Point>;
}

const sizes: Readonly<Record<Exclude<PointType, 'string'>, number>> = {
  int16: 1,
  uint16: 1,
  enum16: 1,
  bitfield16: 1,
  sunssf: 1,
  pad: 1,
  int32: 2,
  uint32: 2,
  bitfield32: 2,
  acc32: 2,
  uint64: 4,
  acc64: 4,
};

/** The layout of a model, read from its text. */
export function modelLayout(id: ModelId): ModelLayout {
  const points = new Map<string, Point>();
  let offset = 2;
  for (const word of modelText[id].split(' ')) {
    const match = /^([\w.]+):([a-z]+\d*?)(\d+)?(?:\/(\w+))?(!)?$/.exec(word);
    if (match === null) throw new Error(`model ${id}: ${word}`);
    const [, name = '', kind = '', digits = '', scale, write] = match;
    const type = (kind === 'string' ? 'string' : `${kind}${digits}`) as PointType;
    const size = type === 'string' ? Number(digits) : sizes[type];
    points.set(name, { name, type, offset, size, scale, writable: write !== undefined });
    offset += size;
  }
  return { id, length: offset - 2, points };
}
