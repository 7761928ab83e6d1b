import type { VehiclePlan } from '../../src/bench/capabilities/vehicle-under-test.js';
import type { SeccHook, StandIn } from '../../src/peers/station/secc-script.js';
import type { Iso2RequestName } from '../../src/peers/vehicle/message-names.js';

/** What the SECC does wrong at one request of a session, and how the vehicle must take it. */
export interface ErrorCase {
  /** End of its id, `CMN SessionSetup_002`. */
  readonly id: string;
  readonly hook: SeccHook;
  /** What the SECC does, as a clause: `the SECC answers SessionSetupReq with FAILED`. */
  readonly stimulus: string;
  /**
   * `at-once`: the vehicle ends from the wrong answer on. `after-timeout`: it waits as if nothing had come, so long. `ongoing`:
   * it repeats the request so long. Seconds from the request (`after-timeout`) or the first such request (`ongoing`).
   */
  readonly ends:
    | { readonly when: 'at-once' }
    | { readonly when: 'after-timeout' | 'ongoing'; readonly least: number; readonly most: number };
  readonly pics?: string | undefined;
  /** What the vehicle does with certificates, where it pays by contract. */
  readonly contract?: VehiclePlan['contract'];
  /** CP state that the charger shows while it holds its answer. */
  readonly pilot?: 'E' | 'F';
}

/** A place in a session: the request, and for PowerDeliveryReq which. */
export type ErrorPlace = readonly [request: Iso2RequestName, progress?: 'Start' | 'Stop'];

/** V2G_EVCC_Msg_Timeout, s; 2 s where none is named. Sources disagree on PowerDelivery, 5 s or 2 s: either is right. */
const timeouts: Readonly<Record<string, readonly [least: number, most: number]>> = {
  ServiceDetailReq: [5, 5],
  PaymentDetailsReq: [5, 5],
  CertificateInstallationReq: [5, 5],
  CertificateUpdateReq: [5, 5],
  PowerDeliveryReq: [2, 5],
  CurrentDemandReq: [0.25, 0.25],
};
const atOnce = { when: 'at-once' } as const;

/** End of the id of a case: `CMN SessionSetup`, 2 is `CMN SessionSetup_002`. */
export function caseId(group: string, number: number): string {
  return `${group}_${String(number).padStart(3, '0')}`;
}

export type ErrorCaseMaker = ReturnType<typeof errorCaseMaker>;

/**
 * Makes the cases of the families that every group of the list has. `places`: where a group errs; `pics`: what the vehicle must
 * have for a group.
 */
export function errorCaseMaker(
  places: Readonly<Record<string, ErrorPlace>>,
  pics: Readonly<Record<string, string>>,
  contract: Readonly<Record<string, VehiclePlan['contract']>> = {},
) {
  function at(group: string): Pick<SeccHook, 'at' | 'progress'> {
    const place = places[group];
    if (place === undefined) throw new Error(`no place for ${group}`);
    const [request, progress] = place;
    return { at: request, ...(progress === undefined ? {} : { progress }) };
  }

  function nameOf(group: string): string {
    const { at: request, progress } = at(group);
    return progress === undefined ? request : `${request} ${progress}`;
  }

  function make(
    group: string,
    number: number,
    rest: Pick<ErrorCase, 'hook' | 'stimulus' | 'ends' | 'pilot'>,
  ): ErrorCase {
    const handling = contract[group];
    const own = handling === undefined ? {} : { contract: handling };
    return { id: caseId(group, number), pics: pics[group], ...own, ...rest };
  }

  /** The right response with a negative code. */
  function refused(group: string, number: number, code: string): ErrorCase {
    return make(group, number, {
      hook: { ...at(group), does: { kind: 'code', code }, thenSilent: true },
      stimulus: `the SECC answers ${nameOf(group)} with ${code}`,
      ends: atOnce,
    });
  }

  /** Another response in place of the right one. */
  function mistaken(group: string, number: number, by: StandIn): ErrorCase {
    return make(group, number, {
      hook: { ...at(group), does: { kind: 'replace', by }, thenSilent: true },
      stimulus: `the SECC answers ${nameOf(group)} with ${by}`,
      ends: atOnce,
    });
  }

  function unanswered(group: string, number: number): ErrorCase {
    const [least, most] = timeouts[at(group).at] ?? [2, 2];
    return make(group, number, {
      hook: { ...at(group), does: { kind: 'silence' }, thenSilent: true },
      stimulus: `the SECC leaves ${nameOf(group)} without an answer`,
      ends: { when: 'after-timeout', least, most },
    });
  }

  /** Pilot states E and F before the answer. */
  function withPilots(group: string, e: number, f: number): readonly ErrorCase[] {
    return (
      [
        ['E', e],
        ['F', f],
      ] as const
    ).map(([pilot, number]) =>
      make(group, number, {
        hook: { ...at(group), does: { kind: 'hold' }, thenSilent: true },
        stimulus: `the charger shows state ${pilot} before it answers ${nameOf(group)}`,
        ends: atOnce,
        pilot,
      }),
    );
  }

  return { at, nameOf, refused, mistaken, unanswered, withPilots };
}
