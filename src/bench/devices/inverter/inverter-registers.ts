import type { GridState } from '../../capabilities/inverter-control.js';
import type { ModelId } from '../sunspec/model-table.js';
import type { RegisterImage } from '../sunspec/register-image.js';
import { nominalV } from './grid-protection.js';
import type { Storage } from './storage.js';
import { fillCurves, wattVar } from './stored-curves.js';

const phases = 3;

/** Scale factor with which a value fits into a signed register, and the resolution stays as fine as it can. */
export function scaleFor(largest: number): number {
  return Math.max(0, Math.ceil(Math.log10(largest / 32_000)));
}

type Values = readonly (readonly [ModelId, Readonly<Record<string, number>>])[];

/** Who it is, what it can do, and where its controls stand after power-up: disconnected, without a limit. */
export function fillNameplate(image: RegisterImage, ratedW: number, storedWh: number, enterDelayS: number): void {
  const scale = scaleFor(ratedW * 1.5);
  if (image.has(1)) {
    image.setText(1, 'Mn', 'plumbline');
    image.setText(1, 'Md', 'simulated inverter');
    image.setText(1, 'Vr', '2');
    image.setText(1, 'SN', 'SIM-0001');
    image.setRaw(1, 'DA', 1);
  }
  const scales: Values = [
    [103, { A_SF: -1, V_SF: -1, W_SF: scale, Hz_SF: -2, VA_SF: scale, VAr_SF: scale, WH_SF: 0, Tmp_SF: -1 }],
    [120, { WRtg_SF: scale, VARtg_SF: scale, VArRtg_SF: scale, ARtg_SF: -1, PFRtg_SF: -2, WHRtg_SF: 1 }],
    [121, { WMax_SF: scale, VRef_SF: -1, VRefOfs_SF: -1, WGra_SF: 0 }],
    [123, { WMaxLimPct_SF: -2, OutPFSet_SF: -2, VArPct_SF: 0 }],
    [701, { A_SF: -1, V_SF: -1, Hz_SF: -3, W_SF: scale, VA_SF: scale, Var_SF: scale, TotWh_SF: 0, Tmp_SF: -1 }],
    [702, { W_SF: scale, VA_SF: scale, Var_SF: scale, V_SF: -1, A_SF: -1, PF_SF: -3 }],
    [703, { V_SF: -1, Hz_SF: -2 }],
    [704, { WMaxLimPct_SF: -1, WSet_SF: 0, WSetPct_SF: -1, PF_SF: -3, VarSet_SF: 0, VarSetPct_SF: -1 }],
    [713, { WH_SF: 1, Pct_SF: -1 }],
  ];
  for (const [model, factors] of scales) {
    if (image.has(model)) for (const [name, factor] of Object.entries(factors)) image.setRaw(model, name, factor);
  }
  const amperes = ratedW / (phases * nominalV);
  const rated = { WMaxRtg: ratedW, VAMaxRtg: ratedW, WChaRteMaxRtg: ratedW, WDisChaRteMaxRtg: ratedW };
  const values: Values = [
    [120, { DERTyp: 82, WRtg: ratedW, VARtg: ratedW, ARtg: amperes, WHRtg: storedWh }],
    [121, { WMax: ratedW, VRef: nominalV, VRefOfs: 0 }],
    [123, { Conn: 0, WMaxLimPct: 100, WMaxLim_Ena: 0, OutPFSet: 1, OutPFSet_Ena: 0, VArPct_Ena: 0 }],
    [123, { WMaxLimPct_WinTms: 0, WMaxLimPct_RvrtTms: 0, WMaxLimPct_RmpTms: 0, Conn_WinTms: 0, Conn_RvrtTms: 0 }],
    [701, { ACType: 2 }],
    // CtrlModes: limit (0), set power (1), watt-var (9), volt-watt (10).
    [702, { ...rated, WMax: ratedW, VarMaxInjRtg: ratedW, VarMaxInj: ratedW, CtrlModes: 0b110_0000_0011 }],
    [702, { VNomRtg: nominalV, VNom: nominalV, AMaxRtg: amperes, AMax: amperes }],
    // A device with the older connect switch leaves the newer one on, so that either alone controls it.
    [703, { ES: image.has(123) ? 1 : 0, ESVHi: 110, ESVLo: 85, ESHzHi: 50.2, ESHzLo: 49.5 }],
    [703, { ESDlyTms: enterDelayS, ESRndTms: 0, ESRmpTms: 0, ESDlyRemTms: 0 }],
    [704, { WMaxLimPctEna: 0, WMaxLimPct: 100, WMaxLimPctRvrtTms: 0, WSetEna: 0, WSetMod: 1, WSetRvrtTms: 0 }],
    [704, { WMaxLimPctRvrt: 100, WMaxLimPctEnaRvrt: 0, WSetRvrt: 0, WSetEnaRvrt: 0 }],
    [704, { PFWInjEna: 0, PFWAbsEna: 0, VarSetEna: 0, AntiIslEna: 1 }],
    [713, { WHRtg: storedWh, SoH: 100, Sta: 0 }],
  ];
  setAll(image, values);
  fillCurves(image);
}

/** What the inverter shows of itself. */
export interface ShownState {
  /** Its own measurement of power, W; exact, the meter has an error. */
  readonly watts: number;
  readonly connected: boolean;
  /** Throttled by a limit. */
  readonly limited: boolean;
  readonly limitEnabled: boolean;
  readonly setEnabled: boolean;
  readonly grid: GridState;
  readonly tripped: string | undefined;
  readonly enterServiceSeconds: number;
  readonly energy: { readonly injectedWh: number; readonly absorbedWh: number };
  readonly storage: Storage;
}

/** Alarm bits that models 103 (Evt1) and 701 (Alrm) share. */
const alarms: Readonly<Record<string, number>> = {
  island: 1 << 4,
  'over-frequency': 1 << 8,
  'under-frequency': 1 << 9,
  'over-voltage': 1 << 10,
  'under-voltage': 1 << 11,
};

/** Brings the measurements up to this moment. */
export function showMeasurements(image: RegisterImage, state: ShownState, ratedW: number): void {
  const { watts, connected, limited, grid, energy, storage } = state;
  const volts = grid.voltageV;
  const vars = connected ? (wattVar(image, (watts / ratedW) * 100) / 100) * ratedW : 0;
  const apparent = Math.hypot(watts, vars);
  const amperes = volts > 0 ? apparent / (phases * volts) : 0;
  const alarm = state.tripped === undefined ? 0 : (alarms[state.tripped] ?? 0);
  const limitBit = state.limitEnabled || state.setEnabled ? 1 : 0;
  const percent = storage.percent(energy.injectedWh - energy.absorbedWh);
  setAll(image, [
    [103, { PhVphA: volts, PhVphB: volts, PhVphC: volts, AphA: amperes, AphB: amperes, AphC: amperes }],
    [103, { A: amperes * phases, W: watts, VA: apparent, VAr: vars, Hz: grid.frequencyHz, WH: energy.injectedWh }],
    // St: 1 off, 4 tracking, 5 throttled, 7 fault (SunSpec model 103).
    [103, { TmpCab: 35, St: alarm !== 0 ? 7 : connected ? (limited ? 5 : 4) : 1, Evt1: alarm, Evt2: 0 }],
    [122, { PVConn: 0, StorConn: connected ? 0b111 : 0b010, ECPConn: connected ? 1 : 0, ActWh: energy.injectedWh }],
    [122, { StSetLimMsk: limited ? 1 : 0, StActCtl: limitBit }],
    // St 0 off, 1 on; InvSt 0 off, 3 running, 4 throttled, 6 fault; ConnSt 0 disconnected, 1 connected (SunSpec model 701).
    [
      701,
      { St: connected ? 1 : 0, InvSt: alarm !== 0 ? 6 : connected ? (limited ? 4 : 3) : 0, ConnSt: connected ? 1 : 0 },
    ],
    [701, { W: watts, VA: apparent, Var: vars, A: amperes * phases, LNV: volts, LLV: volts * Math.sqrt(3) }],
    [701, { Hz: grid.frequencyHz, Alrm: alarm, ThrotSrc: limited ? 1 : 0, TmpCab: 35 }],
    [701, { TotWhInj: energy.injectedWh, TotWhAbs: energy.absorbedWh }],
    [703, { ESDlyRemTms: Math.ceil(state.enterServiceSeconds) }],
    [713, { SoC: percent, WHAvail: (percent / 100) * storage.ratedWh }],
  ]);
}

function setAll(image: RegisterImage, values: Values): void {
  for (const [model, points] of values) {
    if (image.has(model)) for (const [name, value] of Object.entries(points)) image.setValue(model, name, value);
  }
}
