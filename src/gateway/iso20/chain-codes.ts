import type { ChainFault } from '../contract/check-chain.js';
import type { Iso20Code } from './handler.js';

/** What an answer says of a chain that does not hold (ISO 15118-20:2022, 8.4.3.3): warnings, after which the vehicle may try again. */
export const chainCodes: Readonly<Record<ChainFault, Iso20Code>> = {
  chain: 'WARNING_CertificateValidationError',
  'not-yet-valid': 'WARNING_CertificateNotYetValid',
  expired: 'WARNING_CertificateExpired',
  revoked: 'WARNING_CertificateRevoked',
  'ca-expired': 'WARNING_CertificateValidationError',
  content: 'WARNING_CertificateValidationError',
};
