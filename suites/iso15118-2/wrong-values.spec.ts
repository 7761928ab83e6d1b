import type { RequestName } from '../../src/peers/vehicle/message-names.js';
import type { RequestOptions } from '../../src/peers/vehicle/request-options.js';
import { type Evcc, withFields } from './evcc.js';
import { evccCase, startOf } from './evcc-case.js';
import { offeredService, requireNotOffered } from './not-offered.js';

interface Row {
  readonly id: string;
  /** What is wrong with the request, as the title says it. */
  readonly what: string;
  readonly request: RequestName;
  readonly code: string;
  /** Looks whether the request is wrong to this SECC, and stops the case where it is not. */
  readonly isWrong?: (evcc: Evcc) => void;
  readonly options: (evcc: Evcc) => RequestOptions;
  readonly likelyCauses?: readonly string[];
}

const unofferedId = 65535;
/** ServiceID of the certificate service, which the list names where nothing but the charge service is offered. */
const unselected = 2;

/** A profile whose first entry asks for more than the first PMax that the SECC offered. */
function aboveOffer(evcc: Evcc): RequestOptions {
  const first = evcc.vehicle.facts.pMaxSchedule?.[0] as { PMax?: { Multiplier: number; Value: number } } | undefined;
  const offered = first?.PMax ?? { Multiplier: 0, Value: 0 };
  // One unit of the offer's own resolution above it; where the number has no room left, ten times the unit.
  const above =
    offered.Value < 32767
      ? { ...offered, Value: offered.Value + 1 }
      : { Multiplier: offered.Multiplier + 1, Value: 4000 };
  return {
    progress: 'Start',
    body: withFields({
      ChargingProfile: {
        ProfileEntry: [{ ChargingProfileEntryStart: 0, ChargingProfileEntryMaxPower: { ...above, Unit: 'W' } }],
      },
    }),
  };
}

function negativeCurrent(parameter: string, field: string) {
  return (correct: Readonly<Record<string, unknown>>) => {
    const inner = correct[parameter] as object;
    return { ...correct, [parameter]: { ...inner, [field]: { Multiplier: 0, Unit: 'A', Value: -100 } } };
  };
}

const rows: readonly Row[] = [
  {
    id: 'TC_SECC_CMN_VTB_PaymentServiceSelection_006',
    what: 'the charge service and a service that was never offered',
    request: 'PaymentServiceSelectionReq',
    code: 'FAILED_ServiceSelectionInvalid',
    options: () => ({
      body: withFields({ SelectedServiceList: { SelectedService: [{ ServiceID: 1 }, { ServiceID: unofferedId }] } }),
    }),
  },
  {
    id: 'TC_SECC_CMN_VTB_PaymentServiceSelection_009',
    what: 'a payment option that was not offered',
    request: 'PaymentServiceSelectionReq',
    code: 'FAILED_PaymentSelectionInvalid',
    isWrong: (evcc) => requireNotOffered(evcc, 'Contract'),
    options: () => ({ body: withFields({ SelectedPaymentOption: 'Contract' }) }),
  },
  {
    id: 'TC_SECC_AC_VTB_ChargeParameterDiscovery_004',
    what: 'an energy transfer mode that an AC SECC does not offer',
    request: 'ChargeParameterDiscoveryReq',
    code: 'FAILED_WrongEnergyTransferMode',
    options: () => ({ body: withFields({ RequestedEnergyTransferMode: 'DC_extended' }) }),
  },
  {
    id: 'TC_SECC_AC_VTB_ChargeParameterDiscovery_005',
    what: 'an EVMaxCurrent of -100 A',
    request: 'ChargeParameterDiscoveryReq',
    code: 'FAILED_WrongChargeParameter',
    options: () => ({
      body: negativeCurrent('AC_EVChargeParameter', 'EVMaxCurrent') as RequestOptions['body'] & object,
    }),
  },
  {
    id: 'TC_SECC_DC_VTB_ChargeParameterDiscovery_003',
    what: 'an energy transfer mode that a DC SECC does not offer',
    request: 'ChargeParameterDiscoveryReq',
    code: 'FAILED_WrongEnergyTransferMode',
    options: () => ({ body: withFields({ RequestedEnergyTransferMode: 'AC_three_phase_core' }) }),
  },
  {
    id: 'TC_SECC_DC_VTB_ChargeParameterDiscovery_004',
    what: 'an EVMaximumCurrentLimit of -100 A',
    request: 'ChargeParameterDiscoveryReq',
    code: 'FAILED_WrongChargeParameter',
    options: () => ({
      body: negativeCurrent('DC_EVChargeParameter', 'EVMaximumCurrentLimit') as RequestOptions['body'] & object,
    }),
  },
  ...(['AC', 'DC'] as const).flatMap((mode): Row[] => [
    {
      id: `TC_SECC_${mode}_VTB_PowerDelivery_${mode === 'AC' ? '010' : '007'}`,
      what: 'a charging profile above the offered PMax',
      request: 'PowerDeliveryReq',
      code: 'FAILED_ChargingProfileInvalid',
      options: aboveOffer,
      likelyCauses: ['the SECC does not compare the profile with the schedule that it offered'],
    },
    {
      id: `TC_SECC_${mode}_VTB_PowerDelivery_${mode === 'AC' ? '011' : '008'}`,
      what: 'SAScheduleTupleID 255, which was not offered',
      request: 'PowerDeliveryReq',
      code: 'FAILED_TariffSelectionInvalid',
      options: () => ({ progress: 'Start', body: withFields({ SAScheduleTupleID: 255 }) }),
    },
    {
      id: `TC_SECC_${mode}_VTB_PowerDelivery_${mode === 'AC' ? '014' : '013'}`,
      what: 'ChargeProgress Renegotiate before any Start',
      request: 'PowerDeliveryReq',
      code: 'FAILED',
      options: () => ({ progress: 'Renegotiate' }),
    },
  ]),
];

for (const { id, what, request, code, isWrong, options, likelyCauses } of rows) {
  const state = startOf(id);
  evccCase(
    id,
    {
      title: `${request} with ${what}`,
      purpose: `The SECC refuses ${request} with ${what} by ${code} and ends the session.`,
      likelyCauses: likelyCauses ?? ['the SECC does not check this field', 'the SECC answers with a general FAILED'],
      nextStep: 'see ISO 15118-2:2014, 8.6.2 for the response codes of the message',
    },
    async (evcc) => {
      await evcc.given(state);
      isWrong?.(evcc);
      evcc.when(`When it sends ${request} with ${what}`);
      const exchange = await evcc.request(request, options(evcc));
      await evcc.expectAnswer(exchange, { code });
      await evcc.expectCloseAfterFailure(exchange);
    },
  );
}

evccCase(
  'TC_SECC_CMN_VTB_ServiceDetail_007',
  {
    title: 'ServiceDetailReq with a ServiceID that was not offered',
    purpose: 'The SECC refuses ServiceDetailReq for a service that is not in its list by FAILED_ServiceIDInvalid.',
  },
  async (evcc) => {
    await evcc.given('services-known');
    evcc.when(`When it asks for the details of service ${unofferedId}`);
    const exchange = await evcc.request('ServiceDetailReq', { body: withFields({ ServiceID: unofferedId }) });
    await evcc.expectAnswer(exchange, { code: 'FAILED_ServiceIDInvalid' });
    await evcc.expectCloseAfterFailure(exchange);
  },
);

evccCase(
  'TC_SECC_CMN_VTB_PaymentServiceSelection_007',
  {
    title: 'PaymentServiceSelectionReq without the charge service',
    purpose:
      'The SECC refuses a selection without its charge service by FAILED_NoChargeServiceSelected, and ends the session.',
    likelyCauses: ['the SECC looks at the services that are selected, and not for the one that must be'],
    nextStep: 'see ISO 15118-2:2014, 8.6.2 for the response codes of the message',
  },
  async (evcc) => {
    await evcc.given(startOf('TC_SECC_CMN_VTB_PaymentServiceSelection_007'));
    // Unambiguous where the SECC offers another service; without one it is the list's own choice, and so is the code.
    const other = offeredService(evcc) ?? unselected;
    evcc.when('When it sends PaymentServiceSelectionReq with another service alone');
    const exchange = await evcc.request('PaymentServiceSelectionReq', {
      body: withFields({ SelectedServiceList: { SelectedService: [{ ServiceID: other }] } }),
    });
    await evcc.expectAnswer(exchange, { code: 'FAILED_NoChargeServiceSelected' });
    await evcc.expectCloseAfterFailure(exchange);
  },
);
