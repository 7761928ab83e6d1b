import type { ExiObject } from '../../src/wire/exi/notation/values.js';
import { withFields } from '../iso15118-2/evcc.js';
import { iso20Case } from './iso20-case.js';

const neverOffered = 65_535;

iso20Case(
  'TC20_SECC_CMN_ServiceDetail_ServiceIdInvalid',
  {
    title: 'ServiceDetailReq for a service that was not offered',
    purpose: 'An SECC refuses the details of a service that is not in its list with FAILED_ServiceIDInvalid.',
    group: 'ServiceDetail',
    clause: '8.3.4.3.5',
    requirements: ['V2G20-425', 'V2G20-464', 'V2G20-734'],
    kind: 'invalid',
  },
  async (evcc) => {
    await evcc.given('services-known');
    evcc.when(`When it asks for the details of service ${neverOffered}`);
    const exchange = await evcc.request('ServiceDetailReq', { body: withFields({ ServiceID: neverOffered }) });
    await evcc.expectAnswer(exchange, { code: 'FAILED_ServiceIDInvalid' });
    await evcc.expectCloseAfterFailure(exchange);
  },
);

for (const [name, field, what] of [
  ['UnknownParameterSet', 'ParameterSetID', 'a ParameterSetID that was never offered'],
  ['UnknownService', 'ServiceID', 'a ServiceID that was never offered'],
] as const) {
  iso20Case(
    `TC20_SECC_CMN_ServiceSelection_${name}`,
    {
      title: `ServiceSelectionReq with ${what}`,
      purpose: `An SECC refuses a selection with ${what}.`,
      group: 'ServiceSelection',
      clause: '8.3.4.3.6',
      requirements: ['V2G20-433', 'V2G20-467', 'V2G20-1618', 'V2G20-734'],
      kind: 'invalid',
    },
    async (evcc) => {
      await evcc.given('service-detailed');
      evcc.when(`When it selects ${what}`);
      const body = (correct: ExiObject): ExiObject => {
        const selected = correct['SelectedEnergyTransferService'] as ExiObject;
        return { ...correct, SelectedEnergyTransferService: { ...selected, [field]: neverOffered } };
      };
      const exchange = await evcc.request('ServiceSelectionReq', { body });
      // A service that is not an energy transfer service leaves none selected: the standard allows either name.
      await evcc.expectAnswer(exchange, {
        code: ['FAILED_ServiceSelectionInvalid', 'FAILED_NoEnergyTransferServiceSelected'],
      });
      await evcc.expectCloseAfterFailure(exchange);
    },
  );
}
