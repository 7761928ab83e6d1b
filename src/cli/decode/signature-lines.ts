import { encodingWords, referenceWords } from '../../messages/signature/signature-words.js';
import type { SignatureSummary } from '../../probes/session-reader/signature-list.js';

/** `by contract (DEABCC123456789) over PnC_AReqAuthorizationMode #id1, SHA-512; ECDSA P-521, SHA-512, SignedInfo by ...: holds`. */
export function signatureText(signature: SignatureSummary): string {
  const { signer, subject, algorithm, elements, signedInfoEncoding, verdict, detail } = signature;
  const who = `by ${signer}${subject === undefined ? '' : ` (${subject})`}`;
  if (verdict === 'absent') return `${who}: ${detail}`;
  const what = elements.length === 0 ? 'nothing' : referenceWords({ references: elements });
  const how =
    signedInfoEncoding === undefined
      ? algorithm
      : `${algorithm}, SignedInfo by the ${encodingWords[signedInfoEncoding]}`;
  return `${who} over ${what}; ${how}: ${detail}`;
}

/** Lines at the end of a session: what was signed in it, one line a kind of message; none where nothing was. */
export function signatureAccount(signatures: readonly SignatureSummary[]): readonly string[] {
  if (signatures.length === 0) return [];
  const lines = signatures.map((signature) => {
    const { message, count, from } = signature;
    return `  ${message}${count === 1 ? '' : ` x ${count}`} from the ${from}, ${signatureText(signature)}`;
  });
  return ['XML signatures, verified with the certificates that the capture shows:', ...lines];
}
