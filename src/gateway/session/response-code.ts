/** Response codes of ISO 15118-2 that this SECC sends (responseCodeType). */
export type OkCode = 'OK' | 'OK_NewSessionEstablished' | 'OK_OldSessionJoined' | 'OK_CertificateExpiresSoon';

export type FailedCode =
  | 'FAILED'
  | 'FAILED_SequenceError'
  | 'FAILED_UnknownSession'
  | 'FAILED_ServiceIDInvalid'
  | 'FAILED_ServiceSelectionInvalid'
  | 'FAILED_PaymentSelectionInvalid'
  | 'FAILED_NoChargeServiceSelected'
  | 'FAILED_WrongEnergyTransferMode'
  | 'FAILED_WrongChargeParameter'
  | 'FAILED_ChargingProfileInvalid'
  | 'FAILED_TariffSelectionInvalid'
  | 'FAILED_PowerDeliveryNotApplied'
  | 'FAILED_ContactorError'
  | 'FAILED_CertificateExpired'
  | 'FAILED_CertificateRevoked'
  | 'FAILED_CertificateNotAllowedAtThisEVSE'
  | 'FAILED_CertChainError'
  | 'FAILED_SignatureError'
  | 'FAILED_NoCertificateAvailable'
  | 'FAILED_ContractCanceled'
  | 'FAILED_ChallengeInvalid'
  | 'FAILED_MeteringSignatureNotValid';

export type ResponseCode = OkCode | FailedCode;

/** Whether a code tells the vehicle that its request failed. */
export function isFailed(code: ResponseCode): code is FailedCode {
  return code.startsWith('FAILED');
}
