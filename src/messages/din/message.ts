// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { anyOf, ref, type Static, xs } from '../../wire/exi/notation.js';
import { Signature } from '../xmldsig/index.js';
import { BodyElement } from './body-element.js';
import { CableCheckReq, CableCheckRes } from './cable-check.js';
import { CertificateInstallationReq, CertificateInstallationRes } from './certificate-installation.js';
import { CertificateUpdateReq, CertificateUpdateRes } from './certificate-update.js';
import { ChargeParameterDiscoveryReq, ChargeParameterDiscoveryRes } from './charge-parameter-discovery.js';
import { ChargingStatusReq, ChargingStatusRes } from './charging-status.js';
import { ContractAuthenticationReq, ContractAuthenticationRes } from './contract-authentication.js';
import { CurrentDemandReq, CurrentDemandRes } from './current-demand.js';
import { sessionIDType } from './datatypes.js';
import { MeteringReceiptReq, MeteringReceiptRes } from './metering-receipt.js';
import { msgDataTypes, msgDef, msgHeader } from './namespaces.js';
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

export const faultCodeType = msgDataTypes.enumeration('faultCodeType', [
  'ParsingError',
  'NoTLSRootCertificatAvailable',
  'UnknownError',
]);
export type faultCodeType = Static<typeof faultCodeType>;

export const faultMsgType = msgDataTypes.simpleType('faultMsgType', xs.string, { maxLength: 64 });

export const NotificationType = msgDataTypes.complexType('NotificationType', {
  sequence: [
    msgDataTypes.element('FaultCode', faultCodeType),
    msgDataTypes.element('FaultMsg', faultMsgType, { minOccurs: 0 }),
  ],
});
export type NotificationType = Static<typeof NotificationType>;

export const MessageHeaderType = msgHeader.complexType('MessageHeaderType', {
  sequence: [
    msgHeader.element('SessionID', sessionIDType),
    msgHeader.element('Notification', NotificationType, { minOccurs: 0 }),
    ref(Signature, { minOccurs: 0 }),
  ],
});
export type MessageHeaderType = Static<typeof MessageHeaderType>;

export const V2G_Message = msgDef.globalElement(
  'V2G_Message',
  msgDef.anonymousType({ sequence: [msgDef.element('Header', MessageHeaderType), msgDef.element('Body', BodyType)] }),
);
export type V2G_Message = Static<typeof V2G_Message>;
