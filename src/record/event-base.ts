/** What every event has. */
export interface EventBase {
  /** Wall time of the harness, ISO 8601 UTC with up to nine decimals: `2025-03-01T09:30:00.123456789Z`. */
  readonly at: string;
}
