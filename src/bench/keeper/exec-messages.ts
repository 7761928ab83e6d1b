import type { ErrorCode, ErrorDetails } from '../../base/errors.js';

/**
 * What goes over the exec socket, one JSON object a line; bytes as base64. A command is run by the keeper, which has the
 * rights in its namespaces: entering them from outside would lose these rights where a user namespace is in the way.
 */
export type ExecRequest =
  | {
      readonly kind: 'start';
      readonly namespace: string;
      readonly argv: readonly string[];
      readonly cwd: string;
      /** Terminals of stdin, stdout and stderr (`/dev/pts/3`); null where the bytes come and go over the socket. */
      readonly terminals: readonly (string | null)[];
    }
  | { readonly kind: 'stdin'; readonly bytes: string }
  | { readonly kind: 'stdin-end' }
  | { readonly kind: 'signal'; readonly signal: NodeJS.Signals };

export type ExecAnswer =
  | { readonly kind: 'stdout' | 'stderr'; readonly bytes: string }
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly details: ErrorDetails };
