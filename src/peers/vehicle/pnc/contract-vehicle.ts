import type { KeyObject } from 'node:crypto';
import { systemClock } from '../../../base/clock.js';
import { presentedContractChain } from '../../../messages/signature/signed-parts.js';
import type { Exchange } from '../exchange.js';
import { iso2Vehicle } from '../iso2-protocol.js';
import { isIso2Request, type RequestName } from '../message-names.js';
import { at, bytesAt, listAt, numberAt, textAt } from '../read-value.js';
import type { VehicleOptions } from '../vehicle-options.js';
import type { Step, VehicleProtocol, VehicleView } from '../vehicle-protocol.js';
import { contractPath, type VehicleState } from '../vehicle-state.js';
import { contractBody, contractOf, unreadServices } from './contract-bodies.js';
import { fault, observeContract } from './observe-contract.js';
import { signRequest } from './sign-request.js';
import { takeContract } from './take-contract.js';

/** ISO 15118-2, AC and DC, with Plug & Charge: external payment's vehicle with the messages of contracts between. */
export function iso2ContractVehicle(options: VehicleOptions): VehicleProtocol {
  const pnc = options.pnc ?? {};
  const clock = options.clock ?? systemClock;
  return {
    ...iso2Vehicle,
    path: (energy) => contractPath(energy, pnc),
    body: (request, view, requestOptions) =>
      (isIso2Request(request) ? contractBody(request, view) : undefined) ??
      iso2Vehicle.body(request, view, requestOptions),
    message: (request, header, body, view, requestOptions) => {
      const message = iso2Vehicle.message(request, header, body, view, requestOptions);
      // A signature that a test brings along stays.
      if (header['Signature'] !== undefined) return message;
      return signRequest('iso2', message, signerOf(request, view), requestOptions?.signature);
    },
    nextStep: (view) => contractStep(view) ?? iso2Vehicle.nextStep(view),
    stateReached: (view, exchange) => contractState(view, exchange) ?? baseState(view, exchange),
    learn: (view, exchange, loopSeconds) => {
      iso2Vehicle.learn(view, exchange, loopSeconds);
      learnContract(view, exchange);
    },
    observe: (answer, facts) => {
      const found = [
        ...iso2Vehicle.observe(answer, facts),
        ...observeContract(answer, { facts: facts.pnc, pnc, at: new Date(Number(clock.wallNs() / 1_000_000n)) }),
      ];
      const hands = answer.message === 'CertificateInstallationRes' || answer.message === 'CertificateUpdateRes';
      if (!hands || textAt(answer.body, 'ResponseCode')?.startsWith('OK') !== true) return found;
      const receiver =
        answer.message === 'CertificateInstallationRes' ? pnc.provisioning : (facts.pnc.contract ?? pnc.contract);
      const taken = takeContract(answer.body ?? {}, receiver?.key);
      return taken.kind === 'contract'
        ? found
        : [...found, fault('contract-key', 'the private key of the contract', taken.why)];
    },
    interlude: ({ facts }) => (facts.pnc.receiptDue === true ? 'MeteringReceiptReq' : undefined),
  };
}

function signerOf(request: RequestName, view: VehicleView): KeyObject | undefined {
  return request === 'CertificateInstallationReq' ? view.options.pnc?.provisioning?.key : contractOf(view)?.key;
}

function contractStep(view: VehicleView): Step | undefined {
  switch (view.state) {
    case 'services-known':
      return unreadServices(view).length > 0
        ? { request: 'ServiceDetailReq' }
        : { request: 'PaymentServiceSelectionReq' };
    case 'details-read':
      return { request: 'PaymentServiceSelectionReq' };
    case 'payment-selected': {
      const handling = view.options.pnc?.certificateHandling ?? 'none';
      if (handling === 'none') return { request: 'PaymentDetailsReq' };
      return { request: handling === 'install' ? 'CertificateInstallationReq' : 'CertificateUpdateReq' };
    }
    case 'contract-installed':
    case 'contract-updated':
      return { request: 'PaymentDetailsReq' };
    case 'contract-presented':
      return { request: 'AuthorizationReq' };
    default:
      return undefined;
  }
}

const reached: Partial<Readonly<Record<RequestName, VehicleState>>> = {
  PaymentServiceSelectionReq: 'payment-selected',
  CertificateInstallationReq: 'contract-installed',
  CertificateUpdateReq: 'contract-updated',
  PaymentDetailsReq: 'contract-presented',
};

function contractState(view: VehicleView, exchange: Exchange): VehicleState | undefined {
  const request = exchange.sent.message as RequestName | undefined;
  if (!isPaired(exchange) || request === undefined || request !== contractStep(view)?.request) return undefined;
  if (request === 'ServiceDetailReq') {
    const id = numberAt(exchange.answer?.body, 'ServiceID');
    return unreadServices(view).every((unread) => unread === id) ? 'details-read' : undefined;
  }
  if (request === 'AuthorizationReq') {
    return textAt(exchange.answer?.body, 'EVSEProcessing') === 'Finished' ? 'authorized' : undefined;
  }
  return reached[request];
}

/** What the base knows of states that Plug & Charge passes otherwise does not count. */
function baseState(view: VehicleView, exchange: Exchange): VehicleState | undefined {
  const own = view.state === 'payment-selected' || view.state === 'services-known';
  const ends = exchange.sent.message === 'SessionStopReq';
  return own && !ends ? undefined : iso2Vehicle.stateReached(view, exchange);
}

/** A positive answer of the kind that belongs to its request. */
function isPaired({ answer, responseCode, sent }: Exchange): boolean {
  return responseCode?.startsWith('OK') === true && answer?.message === sent.message?.replace(/Req$/, 'Res');
}

function learnContract(view: VehicleView, exchange: Exchange): void {
  const { pnc } = view.facts;
  const body = exchange.answer?.body;
  if (!isPaired(exchange) || body === undefined) return;
  switch (exchange.sent.message) {
    case 'SessionSetupReq':
      // A joined session presents its contract again; what was installed stays.
      for (const name of ['services', 'detailsRead', 'authorizing', 'presented', 'receiptDue'] as const)
        delete pnc[name];
      return;
    case 'ServiceDiscoveryReq':
      pnc.services = listAt(body, 'ServiceList', 'Service')
        .map((service) => numberAt(service, 'ServiceID'))
        .filter((id) => id !== undefined);
      return;
    case 'ServiceDetailReq':
      pnc.detailsRead = [...(pnc.detailsRead ?? []), numberAt(body, 'ServiceID') ?? 0];
      return;
    case 'CertificateInstallationReq':
    case 'CertificateUpdateReq': {
      const installs = exchange.sent.message === 'CertificateInstallationReq';
      const taken = takeContract(body, (installs ? view.options.pnc?.provisioning : contractOf(view))?.key);
      if (taken.kind === 'contract') pnc.contract = taken.contract;
      return;
    }
    case 'PaymentDetailsReq': {
      const challenge = bytesAt(body, 'GenChallenge');
      if (challenge !== undefined) pnc.challenge = challenge;
      delete pnc.authorizing;
      pnc.presented = presentedContractChain(exchange.sent.value ?? {});
      return;
    }
    case 'AuthorizationReq':
      pnc.authorizing = true;
      return;
    case 'ChargingStatusReq':
    case 'CurrentDemandReq':
      pnc.receiptDue = at(body, 'ReceiptRequired') === true;
      return;
    case 'MeteringReceiptReq':
      pnc.receiptDue = false;
      return;
    default:
      return;
  }
}
