import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RequestName } from '../../../src/gateway/messages.js';
import type { Phase } from '../../../src/gateway/session/phase.js';
import type { Effect, StationAction } from '../../../src/gateway/session/plan.js';
import type { Session } from '../../../src/gateway/session/session.js';
import type { Station } from '../../../src/gateway/session/station.js';
import type { ExiObject } from '../../../src/messages/codec.js';
import { type AskOptions, answerOf, sessionIn, stationOf } from './core.js';
import { requests } from './requests.js';

/** One request to the session core and what must become of it. */
export interface HandlerRow {
  readonly name: string;
  readonly phase: Phase;
  readonly request: RequestName;
  readonly body?: ExiObject;
  readonly station?: Partial<Station>;
  readonly session?: Partial<Session>;
  readonly outcome?: AskOptions['outcome'];
  readonly code: string;
  readonly next?: Phase;
  readonly action?: StationAction;
  readonly effects?: readonly Effect[];
}

/** Makes a test of each row. */
export function testHandlers(rows: readonly HandlerRow[]): void {
  for (const row of rows) {
    test(`${row.request}: ${row.name}: ${row.code}`, () => {
      const session = sessionIn(row.phase, row.session);
      let action: StationAction | undefined;
      const answer = answerOf(session, row.request, row.body ?? requests[row.request], {
        station: stationOf(row.station),
        ...(row.outcome === undefined ? {} : { outcome: row.outcome }),
        onAction: (needed) => {
          action = needed;
        },
      });
      assert.equal(answer.code, row.code);
      if (row.next !== undefined) assert.equal(answer.session.phase, row.next);
      if (row.effects !== undefined) assert.deepEqual(answer.effects, row.effects);
      assert.deepEqual(action, row.action ?? action);
      if (row.action !== undefined) assert.notEqual(action, undefined);
    });
  }
}
