import type { AuthorizationReq } from '../../../messages/iso20/common-messages/authorization.js';
import { type Iso20Handler, ongoing, ongoingExpired, respond } from '../handler.js';
import { bodyOf } from '../messages.js';

/** AuthorizationSetup: external payment only, so the EIM mode is set (V2G20-2567) and no certificate is installed. */
export const authorizationSetup: Iso20Handler = {
  request: 'AuthorizationSetupReq',
  failedBody: () => externalPayment,
  handle: (session) =>
    respond('OK', externalPayment, { ...session, phase: 'authorization', ongoingSinceMs: undefined }, [
      { kind: 'request-authorization', joined: false },
    ]),
};

const externalPayment = {
  AuthorizationServices: ['EIM'],
  CertificateInstallationService: false,
  EIM_ASResAuthorizationMode: {},
};

/**
 * Authorization with external payment: a refusal, and a customer who does not come within V2G_SECC_Ongoing_Performance_Time,
 * is WARNING_EIMAuthorizationFailure with Finished at once; the vehicle may ask again (V2G20-2219, V2G20-2230). A service
 * that was not offered is WARNING_AuthorizationSelectionInvalid.
 */
export const authorization: Iso20Handler = {
  request: 'AuthorizationReq',
  failedBody: () => ({ EVSEProcessing: 'Finished' }),
  handle(session, request, station) {
    const finished = { EVSEProcessing: 'Finished' };
    const again = { ...session, ongoingSinceMs: undefined };
    if (bodyOf<AuthorizationReq>(request).SelectedAuthorizationService !== 'EIM') {
      return respond('WARNING_AuthorizationSelectionInvalid', finished, again);
    }
    if (station.authorization === 'granted') {
      return respond('OK', finished, { ...again, phase: 'service-discovery' });
    }
    if (station.authorizationRefused || ongoingExpired(session, station, station.config.timers.ongoing_s)) {
      return respond('WARNING_EIMAuthorizationFailure', finished, again, [
        { kind: 'request-authorization', joined: false },
      ]);
    }
    const body = { EVSEProcessing: 'Ongoing_WaitingForCustomerInteraction' };
    return respond('OK', body, ongoing(session, station));
  },
};
