/** Network interface of the bench as the harness sees it (the end that the harness owns). */
export interface BenchInterface {
  /** Role in the bench file: `mesh`, `utility`, `power-line`. */
  readonly role: string;
  /** Name of the interface, `mesh0`, `eth1`. */
  readonly name: string;
  /** Namespace that holds the end of the harness; undefined on a real bench. */
  readonly namespace: string | undefined;
  /** Address of our end without scope (fe80::... on mesh0). */
  readonly address: string;
  readonly mac: string;
  /** Address of the station's end, if the bench file or the embedded bench knows it. */
  readonly peerAddress: string | undefined;
  /** Namespace of the station's end where the harness may look at it too (embedded only). */
  readonly peerNamespace: string | undefined;
  /** Where the interface lies in another machine (the mesh VM): words in front of every command that is to use it. */
  readonly through?: readonly string[];
  /** Small packets a second that the bench carries here without itself being what is measured; undefined: no limit known. */
  readonly packetsPerSecond?: number;
}
