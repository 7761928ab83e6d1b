import type { SdpOutcome } from '../../transport/sdp-client.js';
import type { Measured } from '../measured.js';

/** What was seen of SDP and of the port that it announces; the suite fills it from the capture and the transport. */
export interface SdpObservation {
  /** Whether an SDP response came to a request at ff02::1, UDP 15118. */
  readonly answered: boolean;
  /** Requests sent until the answer, or in all. */
  readonly attempts: number;
  /** What the response announced. */
  readonly announced?: { readonly address: string; readonly port: number };
  /** Whether a TCP connection to the announced address and port was accepted; absent when it was not tried. */
  readonly reachable?: boolean;
  /** Why it was not reachable. */
  readonly detail?: string;
  /** Why no request left this machine: silence then says nothing of the SECC. */
  readonly unsent?: string;
  /** What is wrong with what came, or worth telling of it. */
  readonly remarks?: readonly string[];
}

/** What a search shows. Only what an EVCC can use is an answer: a datagram that says nothing is none. */
export function sdpObservation({ requests, answers }: SdpOutcome): SdpObservation {
  const usable = answers.find((answer) => answer.usable);
  const told = usable ?? answers[0];
  const unsent =
    requests.length > 0 && requests.every(({ error }) => error !== undefined) ? requests[0]?.error : undefined;
  const useless =
    usable === undefined && answers.length > 0 ? [`${answers.length} datagrams came, none that an EVCC can use`] : [];
  return {
    answered: usable !== undefined,
    attempts: requests.length,
    ...(usable?.value === undefined ? {} : { announced: { address: usable.value.address, port: usable.value.port } }),
    ...(unsent === undefined || usable !== undefined ? {} : { unsent }),
    remarks: [...useless, ...(told?.violations ?? []), ...(told?.notes ?? [])],
  };
}

/**
 * The two claims about "port 15118": SDP is UDP 15118 (ISO 15118-2), and the manual's firewall accepts TCP 15118, while
 * the TCP port is the one that SDP announces. Both are measured, and the difference shows.
 */
export function sdpMeasurements(
  seen: SdpObservation,
  evidence: readonly string[],
  takenAt: string,
): readonly Measured[] {
  const common = { evidence, takenAt } as const;
  const announced = seen.announced === undefined ? 'nothing' : `[${seen.announced.address}]:${seen.announced.port}`;
  const labels = { announced, attempts: String(seen.attempts) };
  const silent =
    seen.unsent === undefined ? 'SDP was not answered, so no port was announced' : `no request left: ${seen.unsent}`;
  const { remarks = [] } = seen;
  return [
    {
      ...common,
      id: 'sdp-answered',
      unit: 'bool',
      value: seen.unsent === undefined ? seen.answered : undefined,
      ...(seen.unsent === undefined ? {} : { unavailable: silent }),
      ...(remarks.length === 0 ? {} : { caveats: remarks }),
      labels,
      method: 'SDP request to ff02::1, UDP port 15118, on the mesh interface',
    },
    {
      ...common,
      id: 'announced-port-reachable',
      unit: 'bool',
      value: seen.reachable,
      ...(seen.announced === undefined ? { unavailable: silent } : {}),
      labels,
      method: 'TCP connection to the announced address and port',
      ...(seen.detail === undefined ? {} : { caveats: [seen.detail] }),
    },
    {
      ...common,
      id: 'announced-tcp-port',
      unit: '1',
      value: seen.announced?.port,
      ...(seen.announced === undefined ? { unavailable: silent } : {}),
      labels,
      method: 'port of the SDP response',
    },
    {
      ...common,
      ...(seen.announced === undefined ? { value: undefined, unavailable: silent } : portClaim(seen.announced.port)),
      id: 'tcp-port-claim',
      unit: 'text',
      labels,
      method: 'port of the SDP response against both claims',
    },
  ];
}

/** TCP port that the deployment manual's firewall accepts. */
export const manualTcpPort = 15118;
/** First port of the dynamic range (RFC 6335), which ISO 15118-2 [V2G2-125] asks for. */
const firstDynamicPort = 49_152;

/** Which of the two claims a port keeps; none can keep both, so the other one is told as a difference. */
function portClaim(port: number): Pick<Measured, 'value' | 'caveats'> {
  if (port === manualTcpPort) {
    return {
      value: `${manualTcpPort}, as the manual says`,
      caveats: [`difference: ISO 15118-2 [V2G2-125] asks for a port of ${firstDynamicPort} to 65535`],
    };
  }
  if (port >= firstDynamicPort && port <= 65_535) {
    return {
      value: `${firstDynamicPort} to 65535, as ISO 15118-2 says`,
      caveats: [
        `difference: the manual's firewall accepts TCP ${manualTcpPort} and would drop TCP ${port}, which SDP announces`,
      ],
    };
  }
  return { value: `${port}, which neither says` };
}
