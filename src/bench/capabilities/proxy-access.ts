import type { RecordedEvent } from '../proxy/record/proxy-event.js';
import type { ProxyStatistics } from '../proxy/record/proxy-record.js';
import type { CapabilityFacts } from './capability-facts.js';

/** A man in the middle between vehicle and station. Without rules it passes everything on byte for byte. */
export interface ProxyAccess extends CapabilityFacts {
  /** Rules (a script, YAML) that hold from the next message on; resolves to their names. @throws PlumblineError BENCH-033 */
  rules(script: string): Promise<readonly string[]>;
  /** No rules from the next message on. */
  clear(): Promise<void>;
  /** What was told after event number `after`, oldest first; waits up to `timeoutMs` (60 000 at most) while there is nothing. */
  recorded(after: number, timeoutMs: number): Promise<readonly RecordedEvent[]>;
  statistics(): Promise<ProxyStatistics>;
  /** Lets go what waits for this name; how many messages. @throws PlumblineError BENCH-034 none waits */
  release(hold: string): Promise<number>;
  close(): Promise<void>;
}
