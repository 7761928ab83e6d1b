import type { MmeOf } from '../../wire/homeplug/define-mme.js';
import { validateCnf, type validateReq, validateResult } from '../../wire/homeplug/messages/cm-validate.js';
import type { Faults } from '../faults/faults.js';
import { StationDesk } from './station-desk.js';
import type { VehicleSession } from './vehicle-session.js';

/** The charger's part of CM_VALIDATE (ISO 15118-3:2015, A.9.3): one vehicle at a time may toggle its control pilot. */
export class ValidationDesk extends StationDesk {
  answer(session: VehicleSession | undefined, value: MmeOf<typeof validateReq>): void {
    if (session === undefined || !['sounded', 'validating', 'validated'].includes(session.step)) return;
    const reason = problem(value, session, this.faults);
    if (reason !== undefined) {
      this.care.tell({ kind: 'refused', vehicle: session.vehicle, message: 'CM_VALIDATE.REQ', reason });
    } else if (value.Timer > 0) this.#countToggles(session, value.Timer);
    else this.#stepOne(session);
  }

  #stepOne(session: VehicleSession): void {
    const result = this.#readiness(session);
    this.link.send(session.vehicle, validateCnf, { SignalType: 0, ToggleNum: 0, Result: result });
    if (result === validateResult.notReady || result === validateResult.failure) return;
    session.step = 'validating';
    const { TT_match_sequence } = this.link.timers;
    this.care.limit(session, TT_match_sequence, 'nothing after step 1 of CM_VALIDATE within TT_match_sequence');
  }

  #readiness(session: VehicleSession): number {
    const toggling = (other: VehicleSession) => other !== session && ['validating', 'toggling'].includes(other.step);
    const busy = this.care.sessions().some(toggling) && !this.faults.has('slac-parallel-validation');
    if (busy) return validateResult.notReady;
    const { validation } = this.options;
    if (validation === 'ready') return validateResult.ready;
    return validation === 'impossible' ? validateResult.failure : validateResult.notRequired;
  }

  #countToggles(session: VehicleSession, timer: number): void {
    session.cancelTimer();
    session.step = 'toggling';
    session.toggles = 0;
    session.cancelTimer = this.link.clock.after((timer + 1) * 100, () => this.#tellToggles(session));
  }

  #tellToggles(session: VehicleSession): void {
    const { vehicle } = session;
    const toggles = session.toggles + (this.faults.has('slac-wrong-toggles') ? 1 : 0);
    const success = toggles > 0;
    session.step = 'validated';
    const Result = success ? validateResult.success : validateResult.failure;
    this.link.send(vehicle, validateCnf, { SignalType: 0, ToggleNum: toggles, Result });
    this.care.tell({ kind: 'validation', vehicle, toggles, success });
    if (!success) this.care.end(session, 'no toggle of the control pilot was seen');
    else this.care.limit(session, this.link.timers.TT_match_sequence, 'no CM_SLAC_MATCH.REQ after the validation');
  }
}

function problem(value: MmeOf<typeof validateReq>, session: VehicleSession, faults: Faults): string | undefined {
  if (value.SignalType !== 0) return `signal type ${value.SignalType} is not 0`;
  const anyResult = faults.has('slac-any-validation-result');
  if (value.Result !== validateResult.ready && !anyResult) return `result ${value.Result} is not 1 (ready)`;
  if (value.Timer > 0 && session.step !== 'validating') return 'step 2 came without step 1';
  return undefined;
}
