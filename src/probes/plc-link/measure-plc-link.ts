import { type Clock, systemClock } from '../../base/clock.js';
import { startRawPort } from '../../transport/raw/start-raw-port.js';
import { type InspectOptions, inspectModem } from './inspect-modem.js';
import { ModemConversation } from './modem-conversation.js';
import type { PlcLink } from './plc-link.js';

export interface MeasurePlcLinkOptions extends InspectOptions {
  /** Words that enter the interface's namespace: `['ip', 'netns', 'exec', 'station']`. */
  readonly enter?: readonly string[];
  readonly clock?: Clock;
}

/**
 * Asks the modem at an interface for firmware, network, rates and tone maps. An interface that vanishes under way leaves
 * silent questions, which are findings.
 * @throws PlumblineError TRANSPORT-070 to -073 when the interface cannot be opened
 */
export async function measurePlcLink(options: MeasurePlcLinkOptions): Promise<PlcLink> {
  let lost: string | undefined;
  const port = await startRawPort({
    interface: options.interface,
    ...(options.enter === undefined ? {} : { enter: options.enter }),
    onFrame: (frame) => talk.receive(frame),
    onLost: (detail) => {
      lost = detail;
    },
  });
  const talk: ModemConversation = new ModemConversation(port.mac, options.clock ?? systemClock, (frame) =>
    port.send(frame),
  );
  try {
    const link = await inspectModem(talk, options);
    if (lost === undefined) return link;
    return { ...link, findings: [...link.findings, { rule: 'interface-lost', detail: lost }] };
  } finally {
    await port.close();
  }
}
