import type { ExiObject } from '../../src/wire/exi/notation/values.js';
import type { Evcc } from '../iso15118-2/evcc.js';
import { positive, type RenegotiationError, renegotiationErrors } from './renegotiation-errors.js';

const neverOffered = 250;

const turned = (evcc: Evcc) => positive(evcc, 'SessionStopReq', { stop: 'ServiceRenegotiation' });
const service = { group: 'service renegotiation', clause: '8.3.4.3.12', mode: 'DC', state: 'welding-checked' } as const;
const sequence = { code: 'FAILED_SequenceError', requirements: ['V2G20-459', 'V2G20-734', 'V2G20-735'] } as const;

const rows: readonly RenegotiationError[] = [
  {
    ...service,
    ...sequence,
    id: 'ServiceRenegotiation_AuthorizationAgain',
    what: 'AuthorizationSetupReq after SessionStop ServiceRenegotiation',
    before: turned,
    request: 'AuthorizationSetupReq',
    requirements: ['V2G20-1477', 'V2G20-459'],
  },
  {
    ...service,
    ...sequence,
    id: 'ServiceRenegotiation_SelectionAtOnce',
    what: 'ServiceSelectionReq without a second ServiceDiscovery',
    before: turned,
    request: 'ServiceSelectionReq',
    requirements: ['V2G20-1477', 'V2G20-459'],
  },
  {
    ...service,
    ...sequence,
    id: 'ServiceRenegotiation_ChargeLoopAtOnce',
    what: 'DC_ChargeLoopReq after SessionStop ServiceRenegotiation',
    before: turned,
    request: 'DC_ChargeLoopReq',
    requirements: ['V2G20-1477', 'V2G20-459'],
  },
  {
    ...service,
    id: 'ServiceRenegotiation_UnknownSession',
    what: 'ServiceDiscoveryReq with a foreign SessionID after the renegotiation',
    before: turned,
    request: 'ServiceDiscoveryReq',
    options: (evcc) => ({ sessionId: evcc.foreignSessionId() }),
    code: 'FAILED_UnknownSession',
    requirements: ['V2G20-460', 'V2G20-735'],
  },
  {
    ...service,
    ...sequence,
    id: 'ServiceRenegotiation_WhileEnergyFlows',
    what: 'SessionStopReq ServiceRenegotiation in the charge loop',
    state: 'one-loop',
    request: 'SessionStopReq',
    options: () => ({ stop: 'ServiceRenegotiation' }),
  },
  {
    ...service,
    id: 'ServiceRenegotiation_OldParameterSet',
    what: 'a parameter set that was never offered, after the renegotiation',
    before: async (evcc) => {
      await turned(evcc);
      await positive(evcc, 'ServiceDiscoveryReq');
      await positive(evcc, 'ServiceDetailReq');
    },
    request: 'ServiceSelectionReq',
    options: () => ({
      body: (correct) => ({
        ...correct,
        SelectedEnergyTransferService: {
          ...(correct['SelectedEnergyTransferService'] as ExiObject),
          ParameterSetID: neverOffered,
        },
      }),
    }),
    code: 'FAILED_ServiceSelectionInvalid',
    requirements: ['V2G20-433', 'V2G20-467', 'V2G20-735'],
  },
];

renegotiationErrors(rows);
