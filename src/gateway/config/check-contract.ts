import { certificateServiceId } from '../session/offered-services.js';
import type { Contradiction } from './cross-check.js';
import type { GatewayConfig } from './gateway-config.js';

/** What contradicts the section `contract`: it needs TLS, roots for each protocol, and a meter for receipts. */
export function checkContract(config: GatewayConfig): readonly Contradiction[] {
  const { contract, security, protocols } = config;
  if (contract === undefined) return [];
  const found: Contradiction[] = [];
  const add = (path: readonly string[], text: string) => found.push({ path, text });
  if (security.tls === 'off') add(['contract'], 'Plug & Charge lives on TLS, so security.tls must not be off');
  const iso20 = protocols.some((name) => name.startsWith('iso15118-20'));
  if (contract.mo_roots.length === 0 && (protocols.includes('iso15118-2') || contract.iso20 === undefined)) {
    add(['contract'], 'ISO 15118-2 is spoken, so contract.mo_roots must name who may pay');
  }
  if (contract.iso20 !== undefined && !iso20) {
    add(['contract', 'iso20'], 'protocols has no ISO 15118-20, so contract.iso20 has no use');
  }
  for (const [path, chains] of [
    [['contract'], contract],
    [['contract', 'iso20'], contract.iso20],
  ] as const) {
    if (chains === undefined) continue;
    if (path.length === 2 && chains.mo_roots.length === 0) add(path, 'contract.iso20.mo_roots must name who may pay');
    if (chains.provisioning !== undefined && chains.oem_roots.length === 0) {
      add([...path, 'provisioning'], `provisioning needs ${path.join('.')}.oem_roots`);
    }
  }
  if (contract.receipts !== undefined && config.evse.meter_id === undefined) {
    add(['contract', 'receipts'], 'receipts need evse.meter_id');
  }
  config.services.forEach((service, index) => {
    if (contract.provisioning !== undefined && service.id === certificateServiceId) {
      add(
        ['services', String(index), 'id'],
        `the service id ${certificateServiceId} is that of the certificate service`,
      );
    }
  });
  return found;
}
