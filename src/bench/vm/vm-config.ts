/** What the bench file may say of the mesh VM. */
export interface VmConfig {
  /** Default 1024. */
  readonly memory_mb?: number;
  /** Default 2. */
  readonly cpus?: number;
}
