import type { KeyObject } from 'node:crypto';
import { systemClock } from '../../../base/clock.js';
import type { ExiObject } from '../../../messages/codec.js';
import { objectAt } from '../../../messages/signature/read-value.js';
import type { Exchange, Observation, ReceivedMessage } from '../exchange.js';
import type { RequestName } from '../message-names.js';
import { chainElement, contractOf, rootIds } from '../pnc/contract-bodies.js';
import { observeProvisioningChain } from '../pnc/observe-contract.js';
import { signRequest } from '../pnc/sign-request.js';
import { chainIn } from '../pnc/take-contract.js';
import { bytesAt, textAt } from '../read-value.js';
import type { SessionFacts } from '../session-facts.js';
import type { VehicleOptions } from '../vehicle-options.js';
import type { Step, VehicleProtocol, VehicleView } from '../vehicle-protocol.js';
import { type ForwardState, iso20Path, type VehicleState } from '../vehicle-state.js';
import { iso20Vehicle } from './iso20-protocol.js';
import { observeSignature } from './observe-signature.js';
import { takeIso20Contract } from './take-contract.js';

/** ISO 15118-20 with Plug & Charge: external payment's vehicle that signs its authorization with a contract. */
export function iso20ContractVehicle(options: VehicleOptions): VehicleProtocol {
  const installs = options.pnc?.certificateHandling === 'install';
  return {
    ...iso20Vehicle,
    path: (energy) => (installs ? iso20Path(energy).flatMap(withInstallation) : iso20Path(energy)),
    body: (request, view, requestOptions) =>
      contractBody(request, view) ?? iso20Vehicle.body(request, view, requestOptions),
    message: (request, header, body, view, requestOptions) => {
      const message = iso20Vehicle.message(request, header, body, view, requestOptions);
      // A signature that a test brings along stays.
      if (header['Signature'] !== undefined) return message;
      return signRequest(iso20Vehicle.schemaOf(request), message, signerOf(request, view), requestOptions?.signature);
    },
    nextStep: (view) => contractStep(view) ?? iso20Vehicle.nextStep(view),
    stateReached: (view, exchange) => contractState(view, exchange) ?? iso20Vehicle.stateReached(view, exchange),
    learn: (view, exchange, loopSeconds) => {
      iso20Vehicle.learn(view, exchange, loopSeconds);
      learnContract(view, exchange);
    },
    observe: (answer, facts) => [...iso20Vehicle.observe(answer, facts), ...observeContract(answer, facts, options)],
  };
}

function withInstallation(state: ForwardState): readonly ForwardState[] {
  return state === 'authorization-set-up' ? [state, 'contract-installed'] : [state];
}

function contractStep({ state, options }: VehicleView): Step | undefined {
  if (state === 'authorization-set-up' && options.pnc?.certificateHandling === 'install') {
    return { request: 'CertificateInstallationReq' };
  }
  return state === 'contract-installed' ? { request: 'AuthorizationReq' } : undefined;
}

function contractState(view: VehicleView, exchange: Exchange): VehicleState | undefined {
  const { answer, responseCode, sent } = exchange;
  if (responseCode?.startsWith('OK') !== true || sent.message !== contractStep(view)?.request) return undefined;
  const finished = textAt(answer?.body, 'EVSEProcessing') === 'Finished';
  if (answer?.message === 'CertificateInstallationRes') return finished ? 'contract-installed' : undefined;
  return answer?.message === 'AuthorizationRes' && finished ? 'authorized' : undefined;
}

function contractBody(request: RequestName, view: VehicleView): ExiObject | undefined {
  const { facts, options } = view;
  switch (request) {
    case 'AuthorizationReq': {
      // An SECC without contracts gave no challenge: external payment is what is left.
      if (facts.pnc.challenge === undefined) return undefined;
      return {
        SelectedAuthorizationService: 'PnC',
        PnC_AReqAuthorizationMode: {
          Id: 'id1',
          GenChallenge: facts.pnc.challenge,
          ContractCertificateChain: chainElement(contractOf(view)?.chain),
        },
      };
    }
    case 'CertificateInstallationReq':
      return {
        OEMProvisioningCertificateChain: { Id: 'id1', ...chainElement(options.pnc?.provisioning?.chain) },
        ListOfRootCertificateIDs: rootIds(options.pnc ?? {}),
        MaximumContractCertificateChains: 1,
      };
    default:
      return undefined;
  }
}

function signerOf(request: RequestName, view: VehicleView): KeyObject | undefined {
  return request === 'CertificateInstallationReq' ? view.options.pnc?.provisioning?.key : contractOf(view)?.key;
}

function learnContract(view: VehicleView, exchange: Exchange): void {
  const { pnc } = view.facts;
  const body = exchange.answer?.body;
  if (body === undefined || exchange.responseCode?.startsWith('OK') !== true) return;
  switch (exchange.answer?.message) {
    case 'SessionSetupRes':
      delete pnc.challenge;
      delete pnc.presented;
      return;
    case 'AuthorizationSetupRes': {
      const challenge = bytesAt(body, 'PnC_ASResAuthorizationMode', 'GenChallenge');
      if (challenge === undefined) delete pnc.challenge;
      else pnc.challenge = challenge;
      return;
    }
    case 'CertificateInstallationRes': {
      const taken = takeIso20Contract(body, view.options.pnc?.provisioning);
      if (taken.kind === 'contract') pnc.contract = taken.contract;
      return;
    }
    case 'AuthorizationRes': {
      const contract = contractOf(view);
      if (contract !== undefined) pnc.presented = contract.chain;
      return;
    }
    default:
      return;
  }
}

/** Signatures of what the SECC hands over, and whether the vehicle can use it. */
function observeContract(answer: ReceivedMessage, facts: SessionFacts, options: VehicleOptions): Observation[] {
  if (textAt(answer.body, 'ResponseCode')?.startsWith('OK') !== true) return [];
  switch (answer.message) {
    case 'CertificateInstallationRes': {
      const taken = takeIso20Contract(answer.body ?? {}, options.pnc?.provisioning);
      const chain = chainIn(objectAt(answer.body, 'CPSCertificateChain'));
      const wallMs = Number((options.clock ?? systemClock).wallNs() / 1_000_000n);
      const found = [
        ...observeSignature(answer, chain[0]),
        ...observeProvisioningChain(chain, options.pnc?.v2gRoots, new Date(wallMs)),
      ];
      if (taken.kind === 'contract') return found;
      const expected = 'the private key of the contract';
      return [...found, { rule: 'contract-key', severity: 'fault', expected, observed: taken.why }];
    }
    case 'ScheduleExchangeRes':
      // MO sub-CA 2, the issuer of the contract, signs the prices (8.3.5.3.47).
      return facts.pnc.presented === undefined ? [] : observeSignature(answer, facts.pnc.presented[1], 'optional');
    default:
      return [];
  }
}
