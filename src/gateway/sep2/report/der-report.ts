import type { Sep2Config } from '../../config/sep2-config.js';
import type { Ratings } from '../control/merge-controls.js';
import type { StationView } from '../station-view.js';
import { scaledPower } from './active-power.js';

export interface DerFacts {
  readonly config: Sep2Config;
  readonly ratings: Ratings;
  readonly station: StationView;
  /** Server's time, s. */
  readonly nowS: number;
  /** Ramp in force, hundredths of a percent a second. */
  readonly gradW: number;
  readonly softGradW: number | undefined;
  readonly namespace: 'published' | 'draft';
}

/** Bits of DERControlType that the station supports: charge, discharge, connect, energize, FixedW, MaxLimW, TargetW. */
const modeBits = (dischargeW: number) =>
  (1 << 0) | (dischargeW > 0 ? 1 << 1 : 0) | (1 << 2) | (1 << 3) | (1 << 7) | (1 << 20) | (1 << 22);

/** Bits of DOEControlType (CSIP-AUS): export, import, generation, load. */
const doeBits = Uint8Array.of(0x0f);
/** Bits of VPPControlType: opModStorageTargetW. */
const vppBits = Uint8Array.of(0x01);

/** Three phases of 230 V: the draft schema wants the rated current, which no configuration names. */
const phaseVolts = 3 * 230;

function scaledCurrent(amperes: number): object {
  return { multiplier: -1, value: Math.min(65_535, Math.round(10 * amperes)) };
}

/** DERCapability: what the station is built for. */
export function derCapability({ ratings, config, namespace }: DerFacts): object {
  const published = namespace === 'published';
  const rating = { [published ? 'rtgMaxW' : 'rtgW']: scaledPower(ratings.maxW) };
  return {
    modesSupported: hex32(modeBits(ratings.maxDischargeW)),
    ...(published ? { rtgMaxChargeRateVA: scaledPower(ratings.maxChargeW) } : {}),
    rtgMaxChargeRateW: scaledPower(ratings.maxChargeW),
    ...(published ? { rtgMaxDischargeRateVA: scaledPower(ratings.maxDischargeW) } : {}),
    rtgMaxDischargeRateW: scaledPower(ratings.maxDischargeW),
    ...(published ? { rtgMaxVA: scaledPower(ratings.maxW) } : { rtgA: scaledCurrent(ratings.maxW / phaseVolts) }),
    ...rating,
    type: config.der.type,
    ...(published ? { doeModesSupported: doeBits, vppModesSupported: vppBits } : {}),
  };
}

/** DERSettings: what is set; setGradW follows the default control. */
export function derSettings({ ratings, nowS, gradW, softGradW, namespace }: DerFacts): object {
  return {
    modesEnabled: hex32(modeBits(ratings.maxDischargeW)),
    setGradW: gradW,
    setMaxChargeRateVA: scaledPower(ratings.maxChargeW),
    setMaxChargeRateW: scaledPower(ratings.maxChargeW),
    setMaxDischargeRateVA: scaledPower(ratings.maxDischargeW),
    setMaxDischargeRateW: scaledPower(ratings.maxDischargeW),
    setMaxVA: scaledPower(ratings.maxW),
    setMaxW: scaledPower(ratings.maxW),
    ...(softGradW === undefined ? {} : { setSoftGradW: softGradW }),
    updatedTime: Math.floor(nowS),
    ...(namespace === 'published' ? { doeModesEnabled: doeBits, vppModesEnabled: vppBits } : {}),
  };
}

/**
 * DERStatus as it is measured and not as it was commanded: connected and operating are what the inverter shows (ConnectStatus
 * bits 0 connected, 1 available, 2 operating, 4 fault; InverterStatus 1 off, 4 running, 5 forced reduction, 7 fault).
 */
export function derStatus({ station, nowS }: DerFacts): object {
  const dateTime = Math.floor(nowS);
  const at = <T>(value: T) => ({ dateTime, value });
  const fault = station.powerState === 'stop-not-verified';
  const on = station.powerState === 'on';
  const limited = !station.allowance.stop && on && isBounded(station);
  const bits = (on || fault ? 1 : 0) | (station.allowance.stop ? 0 : 2) | (on ? 4 : 0) | (fault ? 16 : 0);
  return {
    genConnectStatus: at(Uint8Array.of(bits)),
    inverterStatus: at(fault ? 7 : on ? (limited ? 5 : 4) : station.powerState === 'off' ? 1 : 3),
    localControlModeStatus: at(0),
    operationalModeStatus: at(on ? 2 : 1),
    readingTime: dateTime,
    storageModeStatus: at(station.powerW > 50 ? 0 : station.powerW < -50 ? 1 : 2),
    storConnectStatus: at(Uint8Array.of(bits)),
  };
}

/** DERAvailability: what a bidirectional vehicle could give now. */
export function derAvailability({ station, nowS, ratings }: DerFacts): object {
  const { wish, allowance } = station;
  const able =
    wish === undefined || allowance.stop
      ? 0
      : Math.min(ratings.maxDischargeW, wish.maxDischargeW, allowance.maxDischargeW);
  return { readingTime: Math.floor(nowS), statWAvail: scaledPower(able) };
}

/** What a change of makes a new DERStatus worth sending before its time. */
export function statusKey(station: StationView): string {
  return [station.powerState, station.allowance.stop, isBounded(station), station.occupied].join();
}

function isBounded({ allowance }: StationView): boolean {
  return Number.isFinite(allowance.maxChargeW) || Number.isFinite(allowance.maxDischargeW);
}

function hex32(bits: number): Uint8Array {
  return Uint8Array.of((bits >>> 24) & 0xff, (bits >>> 16) & 0xff, (bits >>> 8) & 0xff, bits & 0xff);
}
