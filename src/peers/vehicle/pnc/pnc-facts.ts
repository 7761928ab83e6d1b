import type { Credentials } from './pnc-options.js';

/** What a session with Plug & Charge has told so far. */
export interface PncFacts {
  /** ServiceIDs of the ServiceList. */
  services?: readonly number[];
  /** Of these, those whose details were read. */
  detailsRead?: readonly number[];
  /** The contract that was installed or updated in this vehicle's life; goes before the one of the options. */
  contract?: Credentials;
  /** Challenge of PaymentDetailsRes, or of AuthorizationSetupRes. */
  challenge?: Uint8Array;
  /** The signed AuthorizationReq has been answered: those that follow are empty. */
  authorizing?: boolean;
  /** Contract chain as it was presented, DER, leaf first: its second certificate signs tariffs. */
  presented?: readonly Uint8Array[];
  /** The SECC wants the meter reading signed. */
  receiptDue?: boolean;
}
