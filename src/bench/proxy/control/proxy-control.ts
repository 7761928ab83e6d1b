import type { ProxyAccess } from '../../capabilities/proxy-access.js';
import { RpcClient } from '../../rpc/rpc-client.js';
import type { RecordedEvent } from '../record/proxy-event.js';
import type { ProxyStatistics } from '../record/proxy-record.js';

/** The proxy of the embedded bench, steered over its socket. */
export class ProxyControl implements ProxyAccess {
  readonly driver = 'embedded-proxy';
  readonly description = 'a man in the middle between vehicle and station, in a namespace of its own';
  readonly #client: RpcClient;

  constructor(socket: string) {
    this.#client = new RpcClient(socket);
  }

  async rules(script: string): Promise<readonly string[]> {
    return ((await this.#client.call('rules', { script })) as { readonly rules: readonly string[] }).rules;
  }

  async clear(): Promise<void> {
    await this.#client.call('clear');
  }

  async recorded(after: number, timeoutMs: number): Promise<readonly RecordedEvent[]> {
    const result = await this.#client.call('recorded', { after, timeoutMs });
    return (result as { readonly events: readonly RecordedEvent[] }).events;
  }

  async statistics(): Promise<ProxyStatistics> {
    return (await this.#client.call('statistics')) as ProxyStatistics;
  }

  async release(hold: string): Promise<number> {
    return ((await this.#client.call('release', { hold })) as { readonly released: number }).released;
  }

  close(): Promise<void> {
    return this.#client.close();
  }
}
