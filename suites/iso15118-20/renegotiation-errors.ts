import type { RequestName } from '../../src/peers/vehicle/message-names.js';
import type { RequestOptions } from '../../src/peers/vehicle/request-options.js';
import type { VehicleState } from '../../src/peers/vehicle/vehicle-state.js';
import type { Evcc } from '../iso15118-2/evcc.js';
import { iso20Case } from './iso20-case.js';

/** One request that is wrong in, or after, a renegotiation. */
export interface RenegotiationError {
  readonly id: string;
  readonly mode: 'CMN' | 'AC' | 'DC';
  readonly group: 'schedule renegotiation' | 'service renegotiation';
  readonly clause: string;
  readonly what: string;
  readonly state: VehicleState;
  /** From the state to where the tested request is wrong; every answer must be positive. */
  readonly before?: (evcc: Evcc) => Promise<void>;
  readonly request: RequestName;
  readonly options?: (evcc: Evcc) => RequestOptions;
  readonly code: string | readonly string[];
  readonly requirements: readonly string[];
}

/** A request on the way to the tested one; where it is refused the case is inconclusive. */
export async function positive(evcc: Evcc, name: RequestName, options: RequestOptions = {}): Promise<void> {
  const exchange = await evcc.request(name, options);
  evcc.run.require(exchange.responseCode?.startsWith('OK') === true, {
    text: `${name} is accepted`,
    expected: 'OK',
    observed: exchange.responseCode ?? exchange.outcome,
    ...evcc.at(exchange),
  });
}

/** Declares the cases of a table. */
export function renegotiationErrors(rows: readonly RenegotiationError[]): void {
  for (const { id, mode, group, clause, what, state, before, request, options, code, requirements } of rows) {
    iso20Case(
      `TC20_SECC_${mode}_${id}`,
      {
        title: what,
        purpose: `An SECC answers ${what} with ${[code].flat().join(' or ')} in the response that pairs with it and in its stream, and ends the session.`,
        group,
        clause,
        requirements,
        kind: 'invalid',
        likelyCauses: [
          'the table of the allowed sequence has no row for a renegotiation',
          'what was agreed on before is checked in place of what was offered anew',
        ],
      },
      async (evcc) => {
        await evcc.given(state);
        await before?.(evcc);
        evcc.when(`When it sends ${what}`);
        const exchange = await evcc.request(request, options?.(evcc) ?? {});
        await evcc.expectAnswer(exchange, { code });
        await evcc.expectCloseAfterFailure(exchange);
        await evcc.controlBySession();
      },
    );
  }
}
