import type {
  AC_ChargeParameterDiscoveryReq,
  BPT_AC_CPDReqEnergyTransferModeType,
} from '../../../messages/iso20/ac/ac-charge-parameter-discovery.js';
import type {
  BPT_DC_CPDReqEnergyTransferModeType,
  DC_ChargeParameterDiscoveryReq,
} from '../../../messages/iso20/dc/dc-charge-parameter-discovery.js';
import { type Iso20Handler, refuse, respond } from '../handler.js';
import { bodyOf } from '../messages.js';
import { type Rational, toNumber } from '../rational.js';
import { type EvLimits, noEvLimits } from '../session.js';
import { acParameters, dcParameters, outputLimits } from '../station-limits.js';

/**
 * DC_ChargeParameterDiscovery: the form (with or without BPT) must be that of the service selected, limits must make sense
 * and the battery must be within reach, else FAILED_WrongChargeParameter.
 */
export const dcChargeParameterDiscovery: Iso20Handler = {
  request: 'DC_ChargeParameterDiscoveryReq',
  failedBody: (session, _request, station) => dcParameters(station.config, session.service?.bidirectional ?? false),
  handle(session, request, station) {
    const body = bodyOf<Partial<DC_ChargeParameterDiscoveryReq>>(request);
    const bidirectional = session.service?.bidirectional === true;
    const charge = bidirectional ? body.BPT_DC_CPDReqEnergyTransferMode : body.DC_CPDReqEnergyTransferMode;
    const wrong = () => refuse(dcChargeParameterDiscovery, 'FAILED_WrongChargeParameter', session, request, station);
    if (charge === undefined || !inOrder(charge.EVMinimumChargePower, charge.EVMaximumChargePower)) return wrong();
    if (!inOrder(charge.EVMinimumChargeCurrent, charge.EVMaximumChargeCurrent)) return wrong();
    if (!inOrder(charge.EVMinimumVoltage, charge.EVMaximumVoltage)) return wrong();
    const limits = outputLimits(station.config, 'dc');
    const maxVoltageV = toNumber(charge.EVMaximumVoltage);
    if (maxVoltageV < limits.minVoltageV || toNumber(charge.EVMinimumVoltage) > limits.maxVoltageV) return wrong();
    let evLimits: EvLimits = {
      ...noEvLimits,
      maxVoltageV,
      maxCurrentA: toNumber(charge.EVMaximumChargeCurrent),
      maxPowerW: toNumber(charge.EVMaximumChargePower),
    };
    if (bidirectional) {
      const both = charge as BPT_DC_CPDReqEnergyTransferModeType;
      if (!inOrder(both.EVMinimumDischargePower, both.EVMaximumDischargePower)) return wrong();
      if (!inOrder(both.EVMinimumDischargeCurrent, both.EVMaximumDischargeCurrent)) return wrong();
      evLimits = {
        ...evLimits,
        maxDischargeCurrentA: toNumber(both.EVMaximumDischargeCurrent),
        maxDischargePowerW: toNumber(both.EVMaximumDischargePower),
      };
    }
    const next = { ...session, phase: 'schedule-exchange', evLimits, ongoingSinceMs: undefined } as const;
    return respond('OK', dcParameters(station.config, bidirectional), next, [{ kind: 'request-schedule' }]);
  },
};

/** AC_ChargeParameterDiscovery, by the same rules. */
export const acChargeParameterDiscovery: Iso20Handler = {
  request: 'AC_ChargeParameterDiscoveryReq',
  failedBody: (session, _request, station) => acParameters(station.config, session.service?.bidirectional ?? false),
  handle(session, request, station) {
    const body = bodyOf<Partial<AC_ChargeParameterDiscoveryReq>>(request);
    const bidirectional = session.service?.bidirectional === true;
    const charge = bidirectional ? body.BPT_AC_CPDReqEnergyTransferMode : body.AC_CPDReqEnergyTransferMode;
    const wrong = () => refuse(acChargeParameterDiscovery, 'FAILED_WrongChargeParameter', session, request, station);
    if (charge === undefined || !inOrder(charge.EVMinimumChargePower, charge.EVMaximumChargePower)) return wrong();
    let evLimits: EvLimits = {
      ...noEvLimits,
      maxPowerW: sum(charge.EVMaximumChargePower, charge.EVMaximumChargePower_L2, charge.EVMaximumChargePower_L3),
    };
    if (bidirectional) {
      const both = charge as BPT_AC_CPDReqEnergyTransferModeType;
      if (!inOrder(both.EVMinimumDischargePower, both.EVMaximumDischargePower)) return wrong();
      const maxDischargePowerW = sum(
        both.EVMaximumDischargePower,
        both.EVMaximumDischargePower_L2,
        both.EVMaximumDischargePower_L3,
      );
      evLimits = { ...evLimits, maxDischargePowerW };
    }
    const next = { ...session, phase: 'schedule-exchange', evLimits, ongoingSinceMs: undefined } as const;
    return respond('OK', acParameters(station.config, bidirectional), next, [{ kind: 'request-schedule' }]);
  },
};

/** Neither is negative and the least is not above the most. */
function inOrder(least: Rational, most: Rational): boolean {
  return toNumber(least) >= 0 && toNumber(least) <= toNumber(most);
}

function sum(...powers: readonly (Rational | undefined)[]): number {
  return powers.reduce((total, power) => total + toNumber(power, 0), 0);
}
