/** What the vehicle under test may lack of Plug & Charge. */
export const installs = 'PICS_PLUMBLINE_EVCC_CertificateInstallation = true';
export const updates = 'PICS_PLUMBLINE_EVCC_CertificateUpdate = true';
/** It signs meter readings: PICS_EVCC_CMN_ReceiptRequired of the published lists. */
export const receipts = 'PICS_EVCC_CMN_ReceiptRequired = true';
/** Its receipts name the schedule. */
export const namesTuple = 'PIXIT_EVCC_CMN_SAScheduleTupleIDMR = sAScheduleTupleID';
