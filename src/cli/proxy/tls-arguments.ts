import { PlumblineError } from '../../base/errors.js';
import { labSigners, labTls, type ProxyTlsChoice } from '../../bench/proxy/lab-tls.js';
import type { ProxyOptions } from '../../bench/proxy/proxy-options.js';

/** How the proxy is to end TLS, as the command line has it. */
export interface TlsArguments {
  readonly tls: ProxyTlsChoice | undefined;
  readonly pki: string | undefined;
  readonly pki20: string | undefined;
  readonly 'trust-any-station': boolean;
}

/**
 * TLS and signers' keys from the folders of lab PKIs; nothing without `--tls`: then TLS passes unread.
 * @throws PlumblineError BENCH-035 no folder is given, TRANSPORT-005 a file is missing
 */
export function proxyTlsOf(args: TlsArguments): Pick<ProxyOptions, 'tls' | 'keys'> {
  const { tls, pki, pki20 } = args;
  if (tls === undefined) return {};
  if (pki === undefined) {
    const detail = '--tls needs --pki FOLDER';
    throw new PlumblineError('BENCH-035', { place: tls, detail, cure: 'make one: plumbline pki mint --out lab-pki' });
  }
  const options = { pki, choice: tls, verifyStation: !args['trust-any-station'] };
  return {
    tls: labTls(pki20 === undefined ? options : { ...options, pki20 }),
    keys: labSigners(pki20 === undefined ? [pki] : [pki, pki20]),
  };
}
