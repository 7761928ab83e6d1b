import { slacCounts } from '../../transport/slac/slac-timers.js';
import type { MmeDefinition, MmeOf } from '../../wire/homeplug/define-mme.js';
import { attenCharInd, attenCharRsp } from '../../wire/homeplug/messages/cm-atten-char.js';
import { startAttenCharInd } from '../../wire/homeplug/messages/cm-start-atten-char.js';
import { responseProblem, startProblem } from './check-request.js';
import { StationDesk } from './station-desk.js';
import { reportFor, soundingTimeOut } from './station-messages.js';
import type { VehicleSession } from './vehicle-session.js';

/** With the fault `slac-report-forever`. */
const tooManyReports = 6;

/** The charger's part of the attenuation characterisation (ISO 15118-3:2015, A.9.2), any number of vehicles at once. */
export class SoundingDesk extends StationDesk {
  start(session: VehicleSession | undefined, value: MmeOf<typeof startAttenCharInd>): void {
    // The vehicle announces three times; the first one counts.
    if (session?.step !== 'parameters') return;
    const problem = startProblem(value, session.vehicle, session.runId, soundingTimeOut, this.faults);
    if (problem !== undefined) {
      this.#refuse(session, startAttenCharInd, problem);
      return;
    }
    session.step = 'sounding';
    session.cancelTimer();
    session.cancelTimer = this.link.clock.after(this.link.timers.TT_EVSE_match_MNBC, () => this.#report(session));
  }

  /** CM_ATTEN_PROFILE.IND of the charger's own modem: one sound. */
  heard(session: VehicleSession | undefined, attenuationDb: readonly number[]): void {
    if (session?.step !== 'sounding' || !session.addProfile(attenuationDb)) return;
    const wanted = this.faults.has('slac-first-sound') ? 1 : slacCounts.C_EV_match_MNBC;
    if (session.sounds === wanted) this.#report(session);
  }

  confirmed(session: VehicleSession | undefined, value: MmeOf<typeof attenCharRsp>): void {
    if (session?.step !== 'reported') return;
    const problem = responseProblem(value, session.vehicle, session.runId, this.faults);
    if (problem !== undefined) {
      this.#refuse(session, attenCharRsp, problem);
      return;
    }
    session.step = 'sounded';
    this.care.tell({ kind: 'attenuation-confirmed', vehicle: session.vehicle });
    const { TT_EVSE_match_session } = this.link.timers;
    if (this.faults.has('slac-session-never-ends')) session.cancelTimer();
    else {
      this.care.limit(
        session,
        TT_EVSE_match_session,
        'no CM_VALIDATE.REQ or CM_SLAC_MATCH.REQ within TT_EVSE_match_session',
      );
    }
  }

  /** CM_ATTEN_CHAR.IND, again while it is not confirmed. */
  #report(session: VehicleSession): void {
    session.cancelTimer();
    if (session.sounds === 0) {
      this.care.end(session, 'no sound was heard within TT_EVSE_match_MNBC');
      return;
    }
    const most = this.faults.has('slac-report-forever') ? tooManyReports : 1 + slacCounts.C_EV_match_retry;
    if (session.reports >= most) {
      this.care.end(session, `no good CM_ATTEN_CHAR.RSP to ${session.reports} reports`);
      return;
    }
    const receiverDb = this.options.receiverDb ?? 0;
    const average = this.faults.has('slac-not-averaged') ? session.lastDb(receiverDb) : session.averageDb(receiverDb);
    session.step = 'reported';
    session.reports += 1;
    this.link.send(session.vehicle, attenCharInd, reportFor(session, average));
    if (session.reports === 1) {
      const meanDb = average.reduce((sum, db) => sum + db, 0) / average.length;
      this.care.tell({ kind: 'attenuation', vehicle: session.vehicle, sounds: session.sounds, meanDb });
    }
    session.cancelTimer = this.link.clock.after(this.link.timers.TT_match_response, () => this.#report(session));
  }

  #refuse({ vehicle }: VehicleSession, { label }: MmeDefinition, reason: string): void {
    this.care.tell({ kind: 'refused', vehicle, message: label, reason });
  }
}
