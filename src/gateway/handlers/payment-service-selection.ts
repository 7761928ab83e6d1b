import type { PaymentServiceSelectionReq } from '../../messages/iso2/payment-service-selection.js';
import { isSeeded } from '../faults/faults.js';
import { bodyOf } from '../messages.js';
import { fail } from '../session/fail.js';
import type { Handler } from '../session/handler.js';
import { offeredServices, paymentOptions } from '../session/offered-services.js';
import { answer } from '../session/plan.js';
import type { Session } from '../session/session.js';

/**
 * PaymentServiceSelection (ISO 15118-2, 8.4.3.5): the payment option must have been offered (V2G2-465), the charge service
 * must be selected (V2G2-804), and nothing that was not offered (V2G2-467).
 */
export const paymentServiceSelection: Handler = {
  request: 'PaymentServiceSelectionReq',
  failedBody: () => ({}),
  handle(session, request, station) {
    const body = bodyOf<PaymentServiceSelectionReq>(request);
    const refuse = (code: Parameters<typeof fail>[1]) => fail(paymentServiceSelection, code, session, request, station);
    const payment = body.SelectedPaymentOption;
    const known = paymentOptions(session, station).includes(payment);
    if (!known && !isSeeded(station, 'iso2-any-payment-option')) return refuse('FAILED_PaymentSelectionInvalid');
    const selected = body.SelectedServiceList.SelectedService;
    const chargeId = station.config.evse.charge_service_id;
    const charges = selected.some((service) => service.ServiceID === chargeId);
    if (!charges && !isSeeded(station, 'iso2-no-charge-service')) return refuse('FAILED_NoChargeServiceSelected');
    const offered = offeredServices(session, station);
    for (const { ServiceID, ParameterSetID } of selected) {
      if (ServiceID === chargeId) continue;
      const service = offered.find((candidate) => candidate.id === ServiceID);
      const setKnown = ParameterSetID === undefined || service?.parameter_sets.some((set) => set.id === ParameterSetID);
      if (isSeeded(station, 'iso2-any-service')) continue;
      if (service === undefined || !setKnown) return refuse('FAILED_ServiceSelectionInvalid');
    }
    const chosen: Session = { ...session, payment, contract: undefined };
    if (payment === 'Contract') return answer('OK', {}, { ...chosen, phase: 'contract' });
    return answer('OK', {}, { ...chosen, phase: 'authorization' }, [
      { kind: 'request-authorization', joined: session.joined },
    ]);
  },
};
