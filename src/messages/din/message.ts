// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { anyOf, type Static } from '../../wire/exi/notation.js';
import { BodyElement } from './body-element.js';
import { CableCheckReq, CableCheckRes } from './cable-check.js';
import { CertificateInstallationReq, CertificateInstallationRes } from './certificate-installation.js';
import { CertificateUpdateReq, CertificateUpdateRes } from './certificate-update.js';
import { ChargeParameterDiscoveryReq, ChargeParameterDiscoveryRes } from './charge-parameter-discovery.js';
import { ChargingStatusReq, ChargingStatusRes } from './charging-status.js';
import { ContractAuthenticationReq, ContractAuthenticationRes } from './contract-authentication.js';
import { CurrentDemandReq, CurrentDemandRes } from './current-demand.js';
import { MessageHeaderType } from './header.js';
import { MeteringReceiptReq, MeteringReceiptRes } from './metering-receipt.js';
import { msgDef } from './namespaces.js';
import { PaymentDetailsReq, PaymentDetailsRes } from './payment-details.js';
import { PowerDeliveryReq, PowerDeliveryRes } from './power-delivery.js';
import { PreChargeReq, PreChargeRes } from './pre-charge.js';
import { ServiceDetailReq, ServiceDetailRes } from './service-detail.js';
import { ServiceDiscoveryReq, ServiceDiscoveryRes } from './service-discovery.js';
import { ServicePaymentSelectionReq, ServicePaymentSelectionRes } from './service-payment-selection.js';
import { SessionSetupReq, SessionSetupRes } from './session-setup.js';
import { SessionStopReq, SessionStopRes } from './session-stop.js';
import { WeldingDetectionReq, WeldingDetectionRes } from './welding-detection.js';

export const BodyType = msgDef.complexType('BodyType', {
  sequence: [
    anyOf(
      BodyElement,
      [
        CableCheckReq,
        CableCheckRes,
        CertificateInstallationReq,
        CertificateInstallationRes,
        CertificateUpdateReq,
        CertificateUpdateRes,
        ChargeParameterDiscoveryReq,
        ChargeParameterDiscoveryRes,
        ChargingStatusReq,
        ChargingStatusRes,
        ContractAuthenticationReq,
        ContractAuthenticationRes,
        CurrentDemandReq,
        CurrentDemandRes,
        MeteringReceiptReq,
        MeteringReceiptRes,
        PaymentDetailsReq,
        PaymentDetailsRes,
        PowerDeliveryReq,
        PowerDeliveryRes,
        PreChargeReq,
        PreChargeRes,
        ServiceDetailReq,
        ServiceDetailRes,
        ServiceDiscoveryReq,
        ServiceDiscoveryRes,
        ServicePaymentSelectionReq,
        ServicePaymentSelectionRes,
        SessionSetupReq,
        SessionSetupRes,
        SessionStopReq,
        SessionStopRes,
        WeldingDetectionReq,
        WeldingDetectionRes,
      ],
      { minOccurs: 0 },
    ),
  ],
});
export type BodyType = Static<typeof BodyType>;

/** Envelope of every message after the protocol handshake: one header and one body element. */
export const V2G_Message = msgDef.globalElement(
  'V2G_Message',
  msgDef.anonymousType({ sequence: [msgDef.element('Header', MessageHeaderType), msgDef.element('Body', BodyType)] }),
);
export type V2G_Message = Static<typeof V2G_Message>;
