import type { RecordedRequest } from '../../peers/utility/request-record.js';

/** One line of a request for people: number, method, path, status, size, time to the answer, who, what. */
export function requestLine(request: RecordedRequest): string {
  const { seq, method, path, query, status, lfdi, answeredAtNs, receivedAtNs, requestBytes, responseBytes } = request;
  const tookMs = answeredAtNs === undefined ? '' : `${(Number(answeredAtNs - receivedAtNs) / 1e6).toFixed(1)} ms`;
  const size = requestBytes > 0 ? `${requestBytes} B in` : `${responseBytes} B out`;
  const what = [
    request.sent,
    ...request.delivered.map((mRID) => `control ${mRID.slice(0, 8)}`),
    request.behaviour === undefined ? undefined : `[${request.behaviour}]`,
    request.refusal,
  ].filter((part) => part !== undefined);
  const target = query === '' ? path : `${path}?${query}`;
  const columns = [
    String(seq).padStart(5),
    method.padEnd(6),
    String(status === 0 ? '-' : status).padEnd(3),
    target.padEnd(34),
    size.padStart(10),
    tookMs.padStart(9),
    (lfdi ?? '-').slice(0, 8),
    what.join(' '),
  ];
  return columns.join('  ').trimEnd();
}
