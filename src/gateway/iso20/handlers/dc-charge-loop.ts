import type {
  BPT_Dynamic_DC_CLReqControlModeType,
  BPT_Scheduled_DC_CLReqControlModeType,
  DC_ChargeLoopReq,
  Dynamic_DC_CLReqControlModeType,
  Scheduled_DC_CLReqControlModeType,
} from '../../../messages/iso20/dc/dc-charge-loop.js';
import type { ExiObject } from '../../../wire/exi/notation/values.js';
import { pilotTakesEnergy } from '../../session/dc-request.js';
import type { Station } from '../../session/station.js';
import { allowedChargeW, allowedDischargeW, wantedPowerW } from '../allowed-power.js';
import { loopMeterInfo, loopStatus } from '../evse-status.js';
import { explain, type Iso20Handler, refuse, respond } from '../handler.js';
import { bodyOf } from '../messages.js';
import { profileViolation } from '../power-profile.js';
import { rational, rationalAtMost, toNumber } from '../rational.js';
import type { Iso20SessionState } from '../session.js';
import { outputLimits } from '../station-limits.js';

/** What the output is set to; currents below 0 flow out of the vehicle. */
interface Setting {
  readonly voltageV: number;
  readonly currentA: number;
  readonly powerLimited: boolean;
  readonly currentLimited: boolean;
  readonly voltageLimited: boolean;
}

/**
 * DC_ChargeLoop. Scheduled: the vehicle names voltage and current, the station serves them up to its limits (V2G20-2188).
 * Dynamic: the station follows its own setpoint within the vehicle's limits. The control mode must be the one selected. A
 * stop order and a pilot that shows no vehicle take the current to zero. A vehicle that asks for more than its profile is warned or refused, as configured.
 */
export const dcChargeLoop: Iso20Handler = {
  request: 'DC_ChargeLoopReq',
  failedBody: (session, _request, station) => ({
    ...present(station),
    EVSEPowerLimitAchieved: false,
    EVSECurrentLimitAchieved: false,
    EVSEVoltageLimitAchieved: false,
    ...controlMode(session, station),
  }),
  handle(session, request, station) {
    const body = bodyOf<DC_ChargeLoopReq>(request);
    const setting = settingOf(session, body, station);
    if (setting === undefined) return refuse(dcChargeLoop, 'FAILED', session, request, station);
    const violation = profileViolation(session, station, askedW(body));
    const flows = station.stopOrder === 'none' && pilotTakesEnergy(station);
    if (violation?.code === 'FAILED_EVPowerProfileViolation') {
      return explain(refuse(dcChargeLoop, violation.code, session, request, station), violation.why);
    }
    const plan = respond(
      violation?.code ?? 'OK',
      {
        ...loopStatus(session, station),
        ...loopMeterInfo(session, station, body.MeterInfoRequested),
        ...present(station),
        EVSEPowerLimitAchieved: setting.powerLimited,
        EVSECurrentLimitAchieved: setting.currentLimited,
        EVSEVoltageLimitAchieved: setting.voltageLimited,
        ...controlMode(session, station),
      },
      { ...session, loops: session.loops + 1 },
      [{ kind: 'set-output', voltageV: setting.voltageV, currentA: flows ? setting.currentA : 0 }],
    );
    return violation === undefined ? plan : explain(plan, violation.why);
  },
};

/** What a vehicle asks for in scheduled control, at the voltage of its battery, W. */
function askedW(body: DC_ChargeLoopReq): number {
  const mode = body.BPT_Scheduled_DC_CLReqControlMode ?? body.Scheduled_DC_CLReqControlMode;
  return mode === undefined ? 0 : toNumber(mode.EVTargetCurrent) * toNumber(body.EVPresentVoltage);
}

function settingOf(session: Iso20SessionState, body: DC_ChargeLoopReq, station: Station): Setting | undefined {
  const bidirectional = session.service?.bidirectional === true;
  if (session.service?.controlMode === 'dynamic') {
    const mode = bidirectional ? body.BPT_Dynamic_DC_CLReqControlMode : body.Dynamic_DC_CLReqControlMode;
    return mode === undefined ? undefined : dynamic(session, body, mode, station);
  }
  const mode = bidirectional ? body.BPT_Scheduled_DC_CLReqControlMode : body.Scheduled_DC_CLReqControlMode;
  return mode === undefined ? undefined : scheduled(session, mode, station);
}

/** undefined: a target that makes no sense. */
function scheduled(
  session: Iso20SessionState,
  mode: Scheduled_DC_CLReqControlModeType & BPT_Scheduled_DC_CLReqControlModeType,
  station: Station,
): Setting | undefined {
  const targetV = toNumber(mode.EVTargetVoltage);
  const targetA = toNumber(mode.EVTargetCurrent);
  if (targetV < 0 || (targetA < 0 && session.service?.bidirectional !== true)) return undefined;
  const limits = outputLimits(station.config, 'dc');
  const { evLimits } = session;
  const voltageV = Math.min(targetV, limits.maxVoltageV, limit(mode.EVMaximumVoltage, evLimits.maxVoltageV));
  const discharges = targetA < 0;
  const mostA = discharges
    ? Math.min(limits.maxDischargeCurrentA, limit(mode.EVMaximumDischargeCurrent, evLimits.maxDischargeCurrentA))
    : Math.min(limits.maxCurrentA, limit(mode.EVMaximumChargeCurrent, evLimits.maxCurrentA));
  const mostW = discharges
    ? Math.min(allowedDischargeW(session, station), limit(mode.EVMaximumDischargePower, Number.POSITIVE_INFINITY))
    : Math.min(allowedChargeW(session, station), limit(mode.EVMaximumChargePower, evLimits.maxPowerW));
  const byCurrent = Math.min(Math.abs(targetA), mostA);
  const byPower = voltageV > 0 ? Math.min(byCurrent, mostW / voltageV) : byCurrent;
  return {
    voltageV,
    currentA: discharges ? -byPower : byPower,
    powerLimited: byPower < byCurrent,
    currentLimited: Math.abs(targetA) >= (discharges ? limits.maxDischargeCurrentA : limits.maxCurrentA),
    voltageLimited: targetV >= limits.maxVoltageV,
  };
}

function dynamic(
  session: Iso20SessionState,
  body: DC_ChargeLoopReq,
  mode: Dynamic_DC_CLReqControlModeType & Partial<BPT_Dynamic_DC_CLReqControlModeType>,
  station: Station,
): Setting {
  const limits = outputLimits(station.config, 'dc');
  const wantedW = wantedPowerW(session, station);
  const presentV = Math.max(0, toNumber(body.EVPresentVoltage));
  const voltageV = Math.min(presentV, limits.maxVoltageV, toNumber(mode.EVMaximumVoltage));
  const discharges = wantedW < 0;
  const mostW = discharges ? toNumber(mode.EVMaximumDischargePower, 0) : toNumber(mode.EVMaximumChargePower);
  const mostA = discharges
    ? Math.min(limits.maxDischargeCurrentA, toNumber(mode.EVMaximumDischargeCurrent, 0))
    : Math.min(limits.maxCurrentA, toNumber(mode.EVMaximumChargeCurrent));
  // A vehicle that needs energy at once gives none back; one that takes no more is not charged.
  const needs = toNumber(mode.EVMinimumEnergyRequest) > 0;
  const full = toNumber(mode.EVMaximumEnergyRequest) <= 0;
  const mayFlow = discharges ? !needs : !full;
  const byPower = voltageV > 0 && mayFlow ? Math.max(0, Math.min(Math.abs(wantedW), mostW)) / voltageV : 0;
  const currentA = Math.max(0, Math.min(byPower, mostA));
  return {
    voltageV,
    currentA: discharges ? -currentA : currentA,
    powerLimited: Math.abs(wantedW) >= (discharges ? limits.maxDischargePowerW : limits.maxPowerW),
    currentLimited: byPower > mostA,
    voltageLimited: presentV >= limits.maxVoltageV,
  };
}

/** A limit of the vehicle: that of the loop, else the one of ChargeParameterDiscovery; negative ones count as none. */
function limit(value: Parameters<typeof toNumber>[0] | undefined, fallback: number): number {
  const given = toNumber(value, fallback);
  return given >= 0 ? Math.min(given, Math.max(fallback, given)) : fallback;
}

function present(station: Station): ExiObject {
  const { presentVoltageV, presentPowerW } = station;
  return {
    EVSEPresentCurrent: rational(round(presentVoltageV > 1 ? presentPowerW / presentVoltageV : 0)),
    EVSEPresentVoltage: rational(round(presentVoltageV)),
  };
}

/** The limits of this moment in the control mode of the session; never beyond those of ChargeParameterDiscovery (V2G20-2654). */
function controlMode(session: Iso20SessionState, station: Station): ExiObject {
  const limits = outputLimits(station.config, 'dc');
  const stopped = station.stopOrder !== 'none';
  const allowedW = allowedChargeW(session, station);
  const charge = {
    EVSEMaximumChargePower: rationalAtMost(stopped ? 0 : allowedW),
    EVSEMinimumChargePower: rational(stopped ? 0 : Math.min(allowedW, limits.minCurrentA * limits.minVoltageV)),
    EVSEMaximumChargeCurrent: rationalAtMost(limits.maxCurrentA),
    EVSEMaximumVoltage: rationalAtMost(limits.maxVoltageV),
  };
  const mode = session.service?.controlMode === 'dynamic' ? 'Dynamic' : 'Scheduled';
  if (session.service?.bidirectional !== true) return { [`${mode}_DC_CLResControlMode`]: charge };
  return {
    [`BPT_${mode}_DC_CLResControlMode`]: {
      ...charge,
      EVSEMaximumDischargePower: rationalAtMost(
        stopped ? 0 : Math.min(limits.maxDischargePowerW, station.grid?.maxDischargeW ?? Number.POSITIVE_INFINITY),
      ),
      EVSEMinimumDischargePower: rational(0),
      EVSEMaximumDischargeCurrent: rationalAtMost(limits.maxDischargeCurrentA),
      EVSEMinimumVoltage: rational(limits.minVoltageV),
    },
  };
}

/** To a hundredth. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
