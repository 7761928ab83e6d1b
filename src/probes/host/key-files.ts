import { type Inspect, script } from './host-text.js';

/** A file that holds a private key, found by its content. */
export interface KeyFile {
  readonly path: string;
  /** Permission bits, for example 0o600. */
  readonly mode: number;
  readonly owner: string;
  /** The file holds a key that only a TPM can use (PEM `TSS2 PRIVATE KEY`). */
  readonly sealed: boolean;
}

export interface KeyFiles {
  /** Folders and files that were searched. */
  readonly searched: readonly string[];
  readonly keys: readonly KeyFile[];
  /** Why they could not be searched. */
  readonly missing?: string;
}

/** Lines `mode<TAB>owner<TAB>plain|sealed<TAB>path`; a path may hold anything but a line feed. */
export function parseKeyFiles(text: string): readonly KeyFile[] {
  return text.split('\n').flatMap((line) => {
    const match = /^([0-7]{3,4})\t([^\t]*)\t(plain|sealed)\t(.+)$/.exec(line);
    return match === null
      ? []
      : [{ mode: Number.parseInt(match[1]!, 8), owner: match[2]!, sealed: match[3] === 'sealed', path: match[4]! }];
  });
}

/**
 * Finds private keys under folders (or in single files) by what the files hold (PEM of any kind; DER of PKCS#8, PKCS#1 and SEC 1 by its first
 * bytes), not by what they are called, and reads mode and owner. Symbolic links are followed to the file they name.
 */
export async function keyFiles(run: Inspect, searched: readonly string[]): Promise<KeyFiles> {
  const found = await script(
    run,
    `for p; do [ -e "$p" ] || { echo "$p does not exist" >&2; exit 2; }; done
find -L "$@" -type f -exec sh -c '
  for f; do
    if grep -q -e "-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----" "$f" 2>/dev/null ||
      od -An -tx1 -N 12 "$f" 2>/dev/null | tr -d " \\n" |
        grep -Eq "^30(81..|82....|[0-7].)02010[01](30|02|04)"
    then
      k=plain
      grep -q -e "-----BEGIN TSS2 PRIVATE KEY-----" "$f" 2>/dev/null && ! grep -v TSS2 "$f" | grep -q -e "-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----" && k=sealed
      stat -L -c "%a	%U	$k	%n" "$f"
    fi
  done' sh {} +`,
    ...searched,
  );
  if (found.kind === 'missing') return { searched, keys: [], missing: found.why };
  return { searched, keys: parseKeyFiles(found.text) };
}
