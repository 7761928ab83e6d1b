import type { RequestName } from '../../src/peers/vehicle/message-names.js';
import type { RequestOptions } from '../../src/peers/vehicle/request-options.js';
import type { VehicleState } from '../../src/peers/vehicle/vehicle-state.js';
import type { Evcc } from '../iso15118-2/evcc.js';
import { iso20Case } from './iso20-case.js';

type Row = readonly [mode: 'CMN' | 'AC' | 'DC', request: RequestName, state: VehicleState, options?: RequestOptions];

const rows: readonly Row[] = [
  ['CMN', 'AuthorizationSetupReq', 'session-open'],
  ['CMN', 'AuthorizationReq', 'authorization-set-up'],
  ['CMN', 'ServiceDiscoveryReq', 'authorized'],
  ['CMN', 'ServiceDetailReq', 'services-known'],
  ['CMN', 'ServiceSelectionReq', 'service-detailed'],
  ['CMN', 'ScheduleExchangeReq', 'params-agreed'],
  ['DC', 'DC_ChargeParameterDiscoveryReq', 'service-selected'],
  ['DC', 'DC_CableCheckReq', 'schedule-agreed'],
  ['DC', 'DC_PreChargeReq', 'cable-ok'],
  ['DC', 'PowerDeliveryReq', 'precharged', { progress: 'Start' }],
  ['DC', 'DC_ChargeLoopReq', 'energy-on'],
  ['DC', 'DC_WeldingDetectionReq', 'energy-off'],
  ['DC', 'SessionStopReq', 'welding-checked'],
  ['AC', 'AC_ChargeParameterDiscoveryReq', 'service-selected'],
  ['AC', 'AC_ChargeLoopReq', 'energy-on'],
];

/** Kinds of SessionID that are not the session's own. */
const kinds: readonly (readonly [name: string, id: (evcc: Evcc) => Uint8Array])[] = [
  ['Foreign', (evcc) => evcc.foreignSessionId()],
  ['Zero', () => new Uint8Array(8)],
  ['Empty', () => new Uint8Array(0)],
];

for (const [mode, request, state, options] of rows) {
  for (const [kind, idOf] of kinds) {
    iso20Case(
      `TC20_SECC_${mode}_${request.replace(/^[AD]C_|Req$/g, '')}_UnknownSession${kind}`,
      {
        title: `${request} with a SessionID that is ${kind.toLowerCase()}`,
        purpose: `An SECC refuses ${request} whose SessionID is not that of the session with FAILED_UnknownSession${kind === 'Empty' ? ' (or FAILED, as the schema has eight octets)' : ''}, keeps its own in the header, and ends the session.`,
        group: request.replace(/^[AD]C_|Req$/g, ''),
        clause: '8.3.3',
        requirements: ['V2G20-460', 'V2G20-734', 'V2G20-735'],
        kind: 'invalid',
        likelyCauses: ['the SECC never compares the SessionID of a request with the one that it issued'],
      },
      async (evcc) => {
        await evcc.given(state);
        const sessionId = idOf(evcc);
        evcc.when(
          `When it sends ${request} with the SessionID ${Buffer.from(sessionId).toString('hex') || 'of no octets'}`,
        );
        // Only with the schema's rule broken on purpose can a SessionID be empty.
        const faults = kind === 'Empty' ? [{ kind: 'length', path: 'Header.SessionID', length: 0 } as const] : [];
        const exchange = await evcc.request(request, {
          ...options,
          ...(kind === 'Empty' ? { faults } : { sessionId }),
        });
        const code = kind === 'Empty' ? ['FAILED_UnknownSession', 'FAILED'] : 'FAILED_UnknownSession';
        await evcc.expectAnswer(exchange, { code });
        await evcc.expectCloseAfterFailure(exchange);
      },
    );
  }
}
