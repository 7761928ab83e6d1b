import { sep2Profiles } from '../../transport/sep2/sep2-profiles.js';
import { type TlsProfile, tlsProfiles } from '../../transport/tls-profiles.js';

/** Every TLS profile that vehicles and devices can be played with, by name: ISO 15118-2, -20, and IEEE 2030.5. */
export const loadProfiles: Readonly<Record<string, TlsProfile>> = { ...tlsProfiles, ...sep2Profiles };
