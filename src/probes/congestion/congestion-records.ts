/** One announcement as its vehicle sent it. Monotonic ns, as text because JSON numbers do not hold them. */
export interface SentAnnouncement {
  readonly level: number;
  readonly vehicle: number;
  readonly sequence: number;
  readonly due: string;
  readonly sent: string;
  /** Why the kernel refused it, if it did. */
  readonly refused?: string;
}

export interface AnnouncerRecord {
  readonly kind: 'congestion-announcer';
  readonly bootId: string;
  readonly announcements: readonly SentAnnouncement[];
}

export interface HeardAnnouncement {
  readonly vehicle: number;
  readonly sequence: number;
  readonly received: string;
}

export interface ListenerRecord {
  readonly kind: 'congestion-listener';
  readonly bootId: string;
  /** In the order of arrival, duplicates included. */
  readonly heard: readonly HeardAnnouncement[];
  /** Packets that were no announcements. */
  readonly foreign: number;
  /** Packets that arrived and that the listener's own socket had no room for; absent where the kernel does not tell. */
  readonly dropped?: number;
}
