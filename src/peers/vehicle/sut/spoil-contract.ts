import type { ExiObject } from '../../../wire/exi/notation/values.js';
import type { RequestName } from '../message-names.js';
import { isObject } from '../physical-value.js';
import { at } from '../read-value.js';
import type { RequestOptions } from '../request-options.js';
import type { VehicleOptions } from '../vehicle-options.js';
import type { VehicleFaultName } from './sut-faults.js';

const otherReadingWh = 4_242_424;
const absent = { signature: { absent: true } } as const;

/** What a vehicle with faults of Plug & Charge sends in place of a correct request; the options as they were where it has none. */
export function spoilContract(
  name: RequestName,
  options: RequestOptions,
  faults: ReadonlySet<VehicleFaultName>,
  { pnc }: VehicleOptions,
): RequestOptions {
  const has = (fault: VehicleFaultName) => faults.has(fault);
  const other = pnc?.provisioning?.key;
  const otherKey = other === undefined ? {} : { signature: { key: other } };
  switch (name) {
    case 'PaymentServiceSelectionReq':
      return has('ev-pays-externally')
        ? { ...options, body: (correct) => ({ ...correct, SelectedPaymentOption: 'ExternalPayment' }) }
        : options;
    case 'CertificateInstallationReq':
      return has('ev-unsigned-installation') ? { ...options, ...absent } : options;
    case 'CertificateUpdateReq':
      return has('ev-update-signed-by-another-key') ? { ...options, ...otherKey } : options;
    case 'PaymentDetailsReq':
      if (has('ev-presents-leaf-alone')) return { ...options, body: leafAlone };
      if (has('ev-wrong-emaid')) return { ...options, body: (correct) => ({ ...correct, eMAID: 'DEXYZC98765432' }) };
      return options;
    case 'AuthorizationReq':
      if (has('ev-unsigned-authorization')) return { ...options, ...absent };
      if (has('ev-authorizes-with-another-key')) return { ...options, ...otherKey };
      if (has('ev-wrong-challenge')) return { ...options, body: withOwnChallenge };
      return options;
    case 'MeteringReceiptReq':
      if (has('ev-unsigned-receipt')) return { ...options, ...absent };
      if (has('ev-signs-other-reading')) return { ...options, body: withOtherReading };
      return options;
    default:
      return options;
  }
}

function leafAlone(correct: ExiObject): ExiObject {
  const chain = at(correct, 'ContractSignatureCertChain');
  const { SubCertificates: _above, ...leaf } = isObject(chain) ? chain : {};
  return { ...correct, ContractSignatureCertChain: leaf };
}

function withOwnChallenge(correct: ExiObject): ExiObject {
  return correct['GenChallenge'] === undefined ? correct : { ...correct, GenChallenge: new Uint8Array(16).fill(7) };
}

function withOtherReading(correct: ExiObject): ExiObject {
  const meter = at(correct, 'MeterInfo');
  if (!isObject(meter)) return correct;
  return { ...correct, MeterInfo: { ...meter, MeterReading: otherReadingWh } };
}
