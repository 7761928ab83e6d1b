import type { SessionChain, SessionSignature, SessionTimeline } from '../../record/events.js';
import type { Results } from '../../record/results.js';
import { number } from '../format.js';
import { encodingText, signedElements, signerText } from '../signature-text.js';
import { badge, section, table, text } from './markup.js';

type Timeline = Omit<SessionTimeline, 'type' | 'at'>;

const n = (title: string) => ({ title, numeric: true });
const columns = (...titles: readonly string[]) => titles.map((title) => ({ title }));

/** Whole sessions: each message against its timer, the chains that were shown and the signatures. */
export function timelineSection(results: Results): string {
  if (results.timelines.length === 0) return '';
  return section('sessions', 'Sessions', results.timelines.map(sessionPart).join(''));
}

function sessionPart(timeline: Timeline): string {
  const { title, caseId, security, chains, signatures } = timeline;
  const head = `<h3>${text(title)}</h3><p class="muted"><span class="mono">${text(caseId)}</span>, ${text(security)}</p>`;
  const signed = signatures === undefined || signatures.length === 0 ? '' : signatureTable(title, signatures);
  return `${head}${messageTable(timeline)}${chains === undefined ? '' : chainTable(title, chains)}${signed}`;
}

function messageTable({ title, rows }: Timeline): string {
  return table(
    `${title}: messages`,
    [n('At, ms'), ...columns('Request', 'Answer'), n('Slowest, ms'), n('Timer, ms')],
    rows.map((row) => [
      number(Number(row.atMs.toFixed(1))),
      text(`${row.request}${row.count === 1 ? '' : ` × ${row.count}`}`),
      text(row.responseCode ?? row.response),
      number(Number(row.slowestMs.toFixed(2))),
      number(row.timerMs),
    ]),
  );
}

function chainTable(title: string, chains: readonly SessionChain[]): string {
  const rows = chains.flatMap(({ owner, shownIn, verdict, detail, certificates }) =>
    certificates.map(({ subject, notAfter, fingerprint }, index) => [
      index === 0 ? `${text(owner)}<br><span class="muted">shown in ${text(shownIn)}</span>` : '',
      text(subject),
      text(notAfter.slice(0, 10)),
      `<span class="mono">${text(fingerprint)}</span>`,
      index === 0 ? `${badge(verdict)}<br><span class="muted">${text(detail)}</span>` : '',
    ]),
  );
  const heads = columns('Chain', 'Certificate, leaf first', 'Until', 'SHA-256', 'Verified');
  return table(`${title}: certificate chains`, heads, rows);
}

function signatureTable(title: string, signatures: readonly SessionSignature[]): string {
  const rows = signatures.map((signature) => [
    `${text(`${signature.message}${signature.count === 1 ? '' : ` × ${signature.count}`}`)}<br><span class="muted">from the ${signature.from}</span>`,
    text(signedElements(signature)),
    text(signerText(signature)),
    `${text(signature.algorithm)}<br><span class="muted">${text(encodingText(signature))}</span>`,
    `${badge(signature.verdict)}<br><span class="muted">${text(signature.detail)}</span>`,
  ]);
  const heads = columns('Message', 'Signed elements', 'Signed by', 'Algorithm', 'Outcome');
  return table(`${title}: XML signatures`, heads, rows);
}
