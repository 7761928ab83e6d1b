/**
 * What became of one Modbus request. A device that answers wrongly, late or not at all is a finding of the caller, not
 * an exception: nothing here is thrown.
 */
export type ModbusOutcome<T> =
  /** The device answered; `at` is the monotonic time (ns) when the answer was read. */
  | { readonly kind: 'ok'; readonly value: T; readonly at: bigint }
  /** The device answered with an exception code (MODBUS Application Protocol 1.1b3, clause 7). */
  | { readonly kind: 'exception'; readonly code: number; readonly name: string; readonly at: bigint }
  /** No answer within the time given; the connection is closed because a late answer would be taken for the next one. */
  | { readonly kind: 'timeout'; readonly afterMs: number }
  /** The connection could not be made, was closed, or the answer made no sense. */
  | { readonly kind: 'closed'; readonly detail: string };

/** Names of the exception codes (MODBUS Application Protocol 1.1b3, clause 7). */
export const modbusExceptions = {
  1: 'illegal function',
  2: 'illegal data address',
  3: 'illegal data value',
  4: 'server device failure',
  5: 'acknowledge',
  6: 'server device busy',
  8: 'memory parity error',
  10: 'gateway path unavailable',
  11: 'gateway target device failed to respond',
} as const satisfies Record<number, string>;

export type ModbusExceptionCode = keyof typeof modbusExceptions;

/** The name of an exception code, or `exception N` for one that the standard does not list. */
export function modbusExceptionName(code: number): string {
  return code in modbusExceptions ? modbusExceptions[code as ModbusExceptionCode] : `exception ${code}`;
}

/** One line for logs and reports. */
export function describeModbusOutcome(outcome: ModbusOutcome<unknown>): string {
  switch (outcome.kind) {
    case 'ok':
      return 'ok';
    case 'exception':
      return `exception ${outcome.code} (${outcome.name})`;
    case 'timeout':
      return `no answer within ${outcome.afterMs} ms`;
    case 'closed':
      return `connection closed: ${outcome.detail}`;
  }
}
