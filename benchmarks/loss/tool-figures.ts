/** What a tool found on the damaged link. */
export interface ToolFigures {
  readonly tool: string;
  /** Why there are none. */
  readonly skipped?: string;
  readonly sent?: number;
  /** Lost on the round trip; there and back where the tool tells. */
  readonly lost?: number;
  readonly lostThere?: number;
  readonly lostBack?: number;
  readonly medianMs?: number;
}

/** Damage of each way while the tools run beside each other. */
export const compared = { there: { loss: 0.1, delayMs: 10 }, back: { loss: 0.05, delayMs: 5 } } as const;
