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
 * Asks the modem at an interface for firmware, network, rates and tone maps. An interface that vanishes under way, or that
 * takes no frames, is a finding, and what was not told by then is not measured.
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
    onUnsent: (detail) => {
      lost ??= `${options.interface} did not take a request: ${detail}`;
    },
  });
  const talk: ModemConversation = new ModemConversation(port.mac, options.clock ?? systemClock, (frame) =>
    port.send(frame),
  );
  try {
    const link = await inspectModem(talk, options);
    return lost === undefined ? link : brokenOff(link, lost);
  } finally {
    await port.close();
  }
}

/** What was found out until the interface went: its silence afterwards is not the modem's. */
export function brokenOff(link: PlcLink, detail: string): PlcLink {
  const findings = [...link.findings, { rule: 'interface-lost', detail }];
  return { ...link, cause: detail, unasked: detail, findings };
}
