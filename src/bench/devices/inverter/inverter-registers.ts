import type { InverterState } from '../../capabilities.js';
import type { InverterPhysics } from './inverter-physics.js';
import type { RegisterImage } from './register-image.js';
import type { ModelId } from './sunspec-models.js';

const nominalV = 230;
const nominalHz = 50;
const phases = 3;

/** Scale factor with which a value fits into a signed register, and the resolution stays as fine as it can. */
export function scaleFor(largest: number): number {
  return Math.max(0, Math.ceil(Math.log10(largest / 32_000)));
}

/** Who it is, what it can do, and where its controls stand after power-up: disconnected, without a limit. */
export function fillNameplate(image: RegisterImage, ratedW: number): void {
  const scale = scaleFor(ratedW * 1.5);
  if (image.has(1)) {
    image.setText(1, 'Mn', 'plumbline');
    image.setText(1, 'Md', 'simulated inverter');
    image.setText(1, 'Vr', '1');
    image.setText(1, 'SN', 'SIM-0001');
    image.setRaw(1, 'DA', 1);
  }
  const scales: readonly (readonly [ModelId, Readonly<Record<string, number>>])[] = [
    [103, { A_SF: -1, V_SF: -1, W_SF: scale, Hz_SF: -2, VA_SF: scale, WH_SF: 0, Tmp_SF: -1 }],
    [120, { WRtg_SF: scale, VARtg_SF: scale, VArRtg_SF: scale, ARtg_SF: -1, PFRtg_SF: -2 }],
    [121, { WMax_SF: scale, VRef_SF: -1, VRefOfs_SF: -1 }],
    [123, { WMaxLimPct_SF: -2, OutPFSet_SF: -2, VArPct_SF: 0 }],
    [701, { A_SF: -1, V_SF: -1, Hz_SF: -3, W_SF: scale, VA_SF: scale, TotWh_SF: 0, Tmp_SF: -1 }],
    [702, { W_SF: scale, VA_SF: scale, V_SF: -1, A_SF: -1, PF_SF: -3 }],
    [703, { V_SF: -1, Hz_SF: -2 }],
    [704, { WMaxLimPct_SF: -1, WSet_SF: 0, WSetPct_SF: -1 }],
  ];
  for (const [model, factors] of scales) {
    if (image.has(model)) for (const [name, factor] of Object.entries(factors)) image.setRaw(model, name, factor);
  }
  const amperes = ratedW / (phases * nominalV);
  const values: readonly (readonly [ModelId, Readonly<Record<string, number>>])[] = [
    [120, { DERTyp: 82, WRtg: ratedW, VARtg: ratedW, ARtg: amperes }],
    [121, { WMax: ratedW, VRef: nominalV, VRefOfs: 0 }],
    [123, { Conn: 0, WMaxLimPct: 100, WMaxLim_Ena: 0, OutPFSet: 1, OutPFSet_Ena: 0, VArPct_Ena: 0 }],
    [123, { WMaxLimPct_WinTms: 0, WMaxLimPct_RvrtTms: 0, WMaxLimPct_RmpTms: 0, Conn_WinTms: 0, Conn_RvrtTms: 0 }],
    [701, { ACType: 2 }],
    [702, { WMaxRtg: ratedW, VAMaxRtg: ratedW, WChaRteMaxRtg: ratedW, WDisChaRteMaxRtg: ratedW, WMax: ratedW }],
    [702, { VNomRtg: nominalV, VNom: nominalV, AMaxRtg: amperes, AMax: amperes }],
    // A device with the older connect switch leaves the newer one on, so that either alone controls it.
    [703, { ES: image.has(123) ? 1 : 0 }],
    [704, { WMaxLimPctEna: 0, WMaxLimPct: 100, WMaxLimPctRvrtTms: 0, WSetEna: 0 }],
  ];
  for (const [model, points] of values) {
    if (image.has(model)) for (const [name, value] of Object.entries(points)) image.setValue(model, name, value);
  }
}

/** Brings the measurements up to this moment. The inverter's own measurement is exact; the meter has an error. */
export function showMeasurements(
  image: RegisterImage,
  physics: InverterPhysics,
  now: bigint,
  state: InverterState,
): void {
  const watts = state.trueW;
  const amperes = Math.abs(watts) / (phases * nominalV);
  const { injectedWh, absorbedWh } = physics.energy;
  const connected = physics.isConnectedAt(now);
  const limited = state.limitEnabled && Math.abs(state.targetW) > Math.abs(watts) + 1;
  if (image.has(103)) {
    const volts = Object.fromEntries(['PhVphA', 'PhVphB', 'PhVphC'].map((name) => [name, nominalV]));
    const currents = Object.fromEntries(['AphA', 'AphB', 'AphC'].map((name) => [name, amperes]));
    setAll(image, 103, { ...volts, ...currents, A: amperes * phases, W: watts, VA: Math.abs(watts), Hz: nominalHz });
    // St: 1 off, 4 tracking, 5 throttled (SunSpec model 103).
    setAll(image, 103, { WH: injectedWh, TmpCab: 35, St: connected ? (limited ? 5 : 4) : 1, Evt1: 0, Evt2: 0 });
  }
  if (image.has(122)) {
    setAll(image, 122, {
      PVConn: 0,
      StorConn: connected ? 0b111 : 0b010,
      ECPConn: connected ? 1 : 0,
      ActWh: injectedWh,
    });
    setAll(image, 122, { StSetLimMsk: 0, StActCtl: state.limitEnabled ? 1 : 0 });
  }
  if (image.has(701)) {
    // St 0 off, 1 on; InvSt 0 off, 3 running, 4 throttled; ConnSt 0 disconnected, 1 connected (SunSpec model 701).
    setAll(image, 701, { St: connected ? 1 : 0, InvSt: connected ? (limited ? 4 : 3) : 0, ConnSt: connected ? 1 : 0 });
    setAll(image, 701, { W: watts, VA: Math.abs(watts), A: amperes * phases, LNV: nominalV, Hz: nominalHz, Alrm: 0 });
    setAll(image, 701, { TotWhInj: injectedWh, TotWhAbs: absorbedWh, TmpCab: 35 });
  }
}

function setAll(image: RegisterImage, model: ModelId, values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values)) image.setValue(model, name, value);
}
