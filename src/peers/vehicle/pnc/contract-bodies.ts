import type { ExiObject } from '../../../messages/codec.js';
import { readCertificate } from '../../../pki/certificate-facts.js';
import type { Iso2RequestName } from '../message-names.js';
import type { VehicleView } from '../vehicle-protocol.js';
import type { Credentials, PncOptions } from './pnc-options.js';

/** The certificate service of ISO 15118-2 (table 105), and its parameter sets. */
const certificateServiceId = 2;
const parameterSets = { install: 1, update: 2 } as const;
const emptyCredentials: readonly Uint8Array[] = [];

/** The contract in use: the one that the session has brought, else the one of the options. */
export function contractOf({ facts, options }: VehicleView): Credentials | undefined {
  return facts.pnc.contract ?? options.pnc?.contract;
}

/** The bodies that Plug & Charge changes; undefined: as with external payment. */
export function contractBody(name: Iso2RequestName, view: VehicleView): ExiObject | undefined {
  const { facts, options } = view;
  const pnc = options.pnc ?? {};
  switch (name) {
    case 'ServiceDetailReq':
      return { ServiceID: unreadServices(view)[0] ?? facts.pnc.services?.[0] ?? facts.chargeServiceId ?? 1 };
    case 'PaymentServiceSelectionReq':
      return { SelectedPaymentOption: 'Contract', SelectedServiceList: { SelectedService: selected(view) } };
    case 'PaymentDetailsReq':
      return { eMAID: emaidOf(view), ContractSignatureCertChain: chainElement(contractOf(view)?.chain) };
    case 'AuthorizationReq':
      return facts.pnc.authorizing === true || facts.pnc.challenge === undefined
        ? {}
        : { Id: 'ID1', GenChallenge: facts.pnc.challenge };
    case 'CertificateInstallationReq':
      return {
        Id: 'ID1',
        OEMProvisioningCert: pnc.provisioning?.chain[0] ?? new Uint8Array(1),
        ListOfRootCertificateIDs: rootIds(pnc),
      };
    case 'CertificateUpdateReq':
      return {
        Id: 'ID1',
        ContractSignatureCertChain: chainElement(contractOf(view)?.chain),
        eMAID: emaidOf(view),
        ListOfRootCertificateIDs: rootIds(pnc),
      };
    case 'MeteringReceiptReq':
      return {
        Id: 'ID1',
        SessionID: facts.sessionId,
        SAScheduleTupleID: facts.saScheduleTupleId ?? 1,
        MeterInfo: facts.meterInfo ?? { MeterID: 'unknown' },
      };
    default:
      return undefined;
  }
}

/** Services whose details the vehicle wants and has not read. */
export function unreadServices({ facts, options }: VehicleView): readonly number[] {
  if (options.pnc?.serviceDetails !== true) return [];
  return (facts.pnc.services ?? []).filter((id) => facts.pnc.detailsRead?.includes(id) !== true);
}

/** CertificateChainType of a chain, DER. */
export function chainElement(chain: readonly Uint8Array[] = emptyCredentials): ExiObject {
  const [leaf = new Uint8Array(1), ...above] = chain;
  return { Certificate: leaf, ...(above.length === 0 ? {} : { SubCertificates: { Certificate: above } }) };
}

function selected({ facts, options }: VehicleView): ExiObject[] {
  const handling = options.pnc?.certificateHandling ?? 'none';
  const charging = { ServiceID: facts.chargeServiceId ?? 1 };
  if (handling === 'none' || facts.pnc.services?.includes(certificateServiceId) !== true) return [charging];
  return [charging, { ServiceID: certificateServiceId, ParameterSetID: parameterSets[handling] }];
}

/** 14 or 15 characters, without separators. */
function emaidOf(view: VehicleView): string {
  const [leaf] = contractOf(view)?.chain ?? [];
  const certificate = leaf === undefined ? undefined : readCertificate(leaf);
  const name = certificate?.kind === 'certificate' ? certificate.commonName : 'ZZ000000000000';
  return view.options.pnc?.emaid ?? name.replaceAll('-', '').slice(0, 15).padEnd(14, '0');
}

/** ListOfRootCertificateIDs of the roots that the vehicle trusts. */
export function rootIds({ v2gRoots = [] }: PncOptions): ExiObject {
  const known = v2gRoots.map(readCertificate).filter((root) => root.kind === 'certificate');
  const ids = known.map(({ issuer, serial }) => ({ X509IssuerName: issuer, X509SerialNumber: BigInt(`0x${serial}`) }));
  const fallback = { X509IssuerName: 'CN=V2G Root CA', X509SerialNumber: 1 };
  return { RootCertificateID: ids.length === 0 ? [fallback] : ids };
}
