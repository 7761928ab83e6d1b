import type { ErrorCode } from '../../base/errors.js';

export interface RpcRequest {
  readonly id: number;
  readonly method: string;
  readonly params: unknown;
}

export interface RpcAnswer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: {
    readonly code: ErrorCode;
    readonly place?: string;
    readonly detail?: string;
    readonly cure?: string;
  };
}
