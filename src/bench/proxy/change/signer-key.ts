import type { KeyObject } from 'node:crypto';

/** A key with which changed messages are signed anew. */
export interface SignerKey {
  /** Whose: `contract`, `OEM provisioning`, `CPS`, `MO sub-CA 2`, as `signedParts` names the signer of a message. */
  readonly signer: string;
  readonly key: KeyObject;
}
