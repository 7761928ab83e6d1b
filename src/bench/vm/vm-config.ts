/** What the bench file may say of the mesh VM. */
export interface VmConfig {
  /** Default 1024. */
  readonly memory_mb?: number;
  /** Default 2. */
  readonly cpus?: number;
  /**
   * Small packets a second that a path in it carries without itself being what is measured; default 50, which software
   * emulation on one core does. Suites probe no faster.
   */
  readonly packets_per_second?: number;
}
