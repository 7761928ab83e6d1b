/** SunSpec model 103, Inverter: measurements of a three-phase inverter. Notation: see model-layout.ts. */
export const model103 = `
  A:uint16/A_SF AphA:uint16/A_SF AphB:uint16/A_SF AphC:uint16/A_SF A_SF:sunssf PPVphAB:uint16/V_SF
  PPVphBC:uint16/V_SF PPVphCA:uint16/V_SF PhVphA:uint16/V_SF PhVphB:uint16/V_SF PhVphC:uint16/V_SF V_SF:sunssf
  W:int16/W_SF W_SF:sunssf Hz:uint16/Hz_SF Hz_SF:sunssf VA:int16/VA_SF VA_SF:sunssf VAr:int16/VAr_SF VAr_SF:sunssf
  PF:int16/PF_SF PF_SF:sunssf WH:acc32/WH_SF WH_SF:sunssf DCA:uint16/DCA_SF DCA_SF:sunssf DCV:uint16/DCV_SF
  DCV_SF:sunssf DCW:int16/DCW_SF DCW_SF:sunssf TmpCab:int16/Tmp_SF TmpSnk:int16/Tmp_SF TmpTrns:int16/Tmp_SF
  TmpOt:int16/Tmp_SF Tmp_SF:sunssf St:enum16 StVnd:enum16 Evt1:bitfield32 Evt2:bitfield32 EvtVnd1:bitfield32
  EvtVnd2:bitfield32 EvtVnd3:bitfield32 EvtVnd4:bitfield32`;

/** SunSpec model 120, Nameplate: ratings. Notation: see model-layout.ts. */
export const model120 = `
  DERTyp:enum16 WRtg:uint16/WRtg_SF WRtg_SF:sunssf VARtg:uint16/VARtg_SF VARtg_SF:sunssf VArRtgQ1:int16/VArRtg_SF
  VArRtgQ2:int16/VArRtg_SF VArRtgQ3:int16/VArRtg_SF VArRtgQ4:int16/VArRtg_SF VArRtg_SF:sunssf ARtg:uint16/ARtg_SF
  ARtg_SF:sunssf PFRtgQ1:int16/PFRtg_SF PFRtgQ2:int16/PFRtg_SF PFRtgQ3:int16/PFRtg_SF PFRtgQ4:int16/PFRtg_SF
  PFRtg_SF:sunssf WHRtg:uint16/WHRtg_SF WHRtg_SF:sunssf AhrRtg:uint16/AhrRtg_SF AhrRtg_SF:sunssf
  MaxChaRte:uint16/MaxChaRte_SF MaxChaRte_SF:sunssf MaxDisChaRte:uint16/MaxDisChaRte_SF MaxDisChaRte_SF:sunssf
  Pad:pad`;

/** SunSpec model 121, BasicSettings: settings. Notation: see model-layout.ts. */
export const model121 = `
  WMax:uint16/WMax_SF! VRef:uint16/VRef_SF! VRefOfs:int16/VRefOfs_SF! VMax:uint16/VMinMax_SF!
  VMin:uint16/VMinMax_SF! VAMax:uint16/VAMax_SF! VArMaxQ1:int16/VArMax_SF! VArMaxQ2:int16/VArMax_SF!
  VArMaxQ3:int16/VArMax_SF! VArMaxQ4:int16/VArMax_SF! WGra:uint16/WGra_SF! PFMinQ1:int16/PFMin_SF!
  PFMinQ2:int16/PFMin_SF! PFMinQ3:int16/PFMin_SF! PFMinQ4:int16/PFMin_SF! VArAct:enum16=1..2!
  ClcTotVA:enum16=1..2! MaxRmpRte:uint16/MaxRmpRte_SF! ECPNomHz:uint16/ECPNomHz_SF! ConnPh:enum16=1..3!
  WMax_SF:sunssf VRef_SF:sunssf VRefOfs_SF:sunssf VMinMax_SF:sunssf VAMax_SF:sunssf VArMax_SF:sunssf
  WGra_SF:sunssf PFMin_SF:sunssf MaxRmpRte_SF:sunssf ECPNomHz_SF:sunssf`;

/** SunSpec model 122, ExtendedMeasurements: measurements and status. Notation: see model-layout.ts. */
export const model122 = `
  PVConn:bitfield16 StorConn:bitfield16 ECPConn:bitfield16 ActWh:acc64 ActVAh:acc64 ActVArhQ1:acc64
  ActVArhQ2:acc64 ActVArhQ3:acc64 ActVArhQ4:acc64 VArAval:int16/VArAval_SF VArAval_SF:sunssf WAval:uint16/WAval_SF
  WAval_SF:sunssf StSetLimMsk:bitfield32 StActCtl:bitfield32 TmSrc:string4 Tms:uint32 RtSt:bitfield16
  Ris:uint16/Ris_SF Ris_SF:sunssf`;

/** SunSpec model 123, ImmediateControls: connect switch, limit of active power, power factor, reactive power. Notation: see model-layout.ts. */
export const model123 = `
  Conn_WinTms:uint16! Conn_RvrtTms:uint16! Conn:enum16=0..1! WMaxLimPct:uint16/WMaxLimPct_SF!
  WMaxLimPct_WinTms:uint16! WMaxLimPct_RvrtTms:uint16! WMaxLimPct_RmpTms:uint16! WMaxLim_Ena:enum16=0..1!
  OutPFSet:int16/OutPFSet_SF! OutPFSet_WinTms:uint16! OutPFSet_RvrtTms:uint16! OutPFSet_RmpTms:uint16!
  OutPFSet_Ena:enum16=0..1! VArWMaxPct:int16/VArPct_SF! VArMaxPct:int16/VArPct_SF! VArAvalPct:int16/VArPct_SF!
  VArPct_WinTms:uint16! VArPct_RvrtTms:uint16! VArPct_RmpTms:uint16! VArPct_Mod:enum16=0..3!
  VArPct_Ena:enum16=0..1! WMaxLimPct_SF:sunssf OutPFSet_SF:sunssf VArPct_SF:sunssf`;
