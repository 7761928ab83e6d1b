/** What was odd about a measurement of loss: the run went on, and this says why its figures are as they are. */
export type LossFindingKind =
  /** The interface or its route went away; probes due in that time never left. */
  | 'interface-gone'
  /** The kernel refused single probes: a full queue, a firewall on the way out. */
  | 'not-sent'
  /** The reflector's own sequence numbers contradict each other, the times or the probes that were sent. */
  | 'reflector-lies'
  /** The reflector began to count anew: it was started again, or forgot the session. */
  | 'reflector-restarted'
  /** It copies the sender's number (RFC 8762 clause 4, stateless): no word about directions. */
  | 'reflector-stateless'
  /** A node that was expected to answer never did. */
  | 'silent-responder'
  /** Packets of nobody's session arrived at the probing port. */
  | 'foreign-packets'
  /** A port or node said that it cannot be reached. */
  | 'unreachable'
  /** An end was too slow for its own socket: what the queue had no room for is missing there, and the path did not lose it. */
  | 'own-queue-full'
  /** The sending schedule was late: the spacing is not Poisson there. */
  | 'late-schedule';

export interface LossFinding {
  readonly kind: LossFindingKind;
  /** One sentence with its cause, for the report. */
  readonly text: string;
  /** Probes or packets that it concerns. */
  readonly count?: number;
}
