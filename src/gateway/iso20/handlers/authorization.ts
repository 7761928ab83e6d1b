import type { AuthorizationReq } from '../../../messages/iso20/common-messages/authorization.js';
import type { ExiObject } from '../../../wire/exi/notation/values.js';
import { isSeeded } from '../../faults/faults.js';
import { drawChallenge } from '../../faults/faulty-challenge.js';
import { authorizationServices, provides } from '../authorization-services.js';
import { type Iso20Handler, ongoing, ongoingExpired, respond } from '../handler.js';
import { bodyOf } from '../messages.js';
import { authorizeContract } from './contract-authorization.js';

/**
 * AuthorizationSetup: the services of the configuration. With contracts the PnC mode is set with a fresh challenge, else the
 * EIM mode (V2G20-2566 to V2G20-2568, V2G20-697).
 */
export const authorizationSetup: Iso20Handler = {
  request: 'AuthorizationSetupReq',
  failedBody: () => setup(['EIM'], undefined, false, []),
  handle(session, _request, station) {
    const services = authorizationServices(station);
    const challenge = services.includes('PnC') ? drawChallenge(station, challengeOctets) : undefined;
    const next = {
      ...session,
      phase: 'authorization',
      challenge,
      contract: undefined,
      ongoingSinceMs: undefined,
    } as const;
    const providers = station.config.contract?.providers ?? [];
    return respond('OK', setup(services, challenge, provides(station), providers), next, [
      { kind: 'request-authorization', joined: false },
    ]);
  },
};

const challengeOctets = 16;

function setup(
  services: readonly string[],
  challenge: Uint8Array | undefined,
  installs: boolean,
  providers: readonly string[],
): ExiObject {
  const SupportedProviders = { ProviderID: providers };
  return {
    AuthorizationServices: services,
    CertificateInstallationService: installs,
    ...(challenge === undefined
      ? { EIM_ASResAuthorizationMode: {} }
      : {
          PnC_ASResAuthorizationMode: {
            GenChallenge: challenge,
            ...(providers.length === 0 ? {} : { SupportedProviders }),
          },
        }),
  };
}

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
    const selected = bodyOf<AuthorizationReq>(request).SelectedAuthorizationService;
    const offered = authorizationServices(station).includes(selected);
    if (!offered && isSeeded(station, 'iso20-any-authorization')) {
      return respond('OK', finished, { ...again, phase: 'service-discovery' });
    }
    if (!offered) {
      return respond('WARNING_AuthorizationSelectionInvalid', finished, again);
    }
    if (selected === 'PnC') return authorizeContract(authorization, session, request, station);
    if (station.authorization === 'granted') {
      return respond('OK', finished, { ...again, phase: 'service-discovery' });
    }
    const refused = station.authorizationRefused && !isSeeded(station, 'iso20-rejection-ongoing');
    if (refused || ongoingExpired(session, station, station.config.timers.ongoing_s)) {
      return respond('WARNING_EIMAuthorizationFailure', finished, again, [
        { kind: 'request-authorization', joined: false },
      ]);
    }
    const body = { EVSEProcessing: 'Ongoing_WaitingForCustomerInteraction' };
    return respond('OK', body, ongoing(session, station));
  },
};
