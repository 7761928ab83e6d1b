import { discoverSecc, type SdpOutcome } from '../../src/transport/sdp-client.js';
import type { CaseRun } from '../engine/case-run.js';
import type { Harness } from '../engine/harness.js';
import { declareCase } from '../engine/plumbline-test.js';
import { type CaseWords, definitionOf } from './published-cases.js';

/** How long one answer of discovery is waited for, and how often a lost one is asked for again. */
export function sdpPace(run: CaseRun): { readonly attempts: number; readonly intervalMs: number } {
  const attempts = run.timer('tester/vc_maxRepetitionSDP').count;
  return { attempts, intervalMs: run.timer('tester/par_EVCC_SDP_Timeout').ms };
}

/** Declares a published case that is about discovery alone. */
export function sdpCase(id: string, words: CaseWords, body: (harness: Harness, run: CaseRun) => Promise<void>): void {
  declareCase(definitionOf(id, words), ({ harness, run }) => body(harness, run));
}

/** The vehicle's interface. */
export function meshOf(harness: Harness): string {
  const mesh = harness.bench.interfaces['mesh'];
  if (mesh === undefined) throw new Error('the bench has no interface in the role mesh');
  return mesh.name;
}

/** Puts requests and answers into the record. */
export function recordOutcome(run: CaseRun, outcome: SdpOutcome): void {
  const base = { type: 'exchange', caseId: run.caseId, protocol: 'sdp' } as const;
  for (const { at, raw } of outcome.requests) {
    run.record({
      ...base,
      direction: 'sent',
      from: 'EVCC',
      to: 'SECC',
      message: 'SECC Discovery Request',
      monotonicNs: at.toString(),
      hex: Buffer.from(raw).toString('hex'),
    });
  }
  for (const { at, raw, violations } of outcome.answers) {
    run.record({
      ...base,
      direction: 'received',
      from: 'SECC',
      to: 'EVCC',
      message: 'SECC Discovery Response',
      monotonicNs: at.toString(),
      hex: Buffer.from(raw).toString('hex'),
      violations: violations.map((detail) => ({ path: '/', rule: 'sdp', detail })),
    });
  }
}

/** The tested step: a correct request, again where it is lost. */
export async function askWell(harness: Harness, run: CaseRun): Promise<SdpOutcome> {
  const { security } = harness.variant;
  run.step('test', `When the vehicle asks on ff02::1 for an SECC with security ${security}`);
  const outcome = await discoverSecc({
    interface: meshOf(harness),
    security,
    ...sdpPace(run),
  });
  recordOutcome(run, outcome);
  await doubtSilence(harness, run, outcome);
  return outcome;
}

/**
 * Where nobody answered: whether the SECC can be blamed for it. Without a sign of life the case stops as inconclusive, else what
 * shows that it was there stands beside the next observation.
 */
export async function doubtSilence({ link }: Pick<Harness, 'link'>, run: CaseRun, outcome: SdpOutcome): Promise<void> {
  if (outcome.answers.length > 0) return;
  const { kind, text } = await link.blame({ kind: 'undiscovered', since: outcome.requests[0]?.at ?? 0n });
  if (kind === 'link') run.stop(text);
  run.beside(text);
}

/**
 * A datagram that must not be answered is sent this often: nothing acknowledges it, and a power line loses one now and then. An
 * SECC that gets one of them and answers is found.
 */
export const unansweredTimes = 3;

/** Silence on what never left the harness proves nothing: the case stops where the kernel took one of the datagrams not. */
export function requireSent(run: CaseRun, { requests }: Pick<SdpOutcome, 'requests'>): void {
  const error = requests.length === 0 ? 'no request' : requests.find((request) => request.error !== undefined)?.error;
  if (error !== undefined) run.stop('the request did not leave the harness', error);
}

/**
 * No SDP datagram of another station since then, by the capture: what nobody asked for reaches no socket of ours.
 * @param sinceNs wall time, ns since 1970
 */
export async function expectNothingUnasked(
  { wire }: Pick<Harness, 'wire'>,
  run: CaseRun,
  sinceNs: bigint,
): Promise<void> {
  const { ms } = run.timer('tester/par_CMN_Transmission_Delay');
  const at = await wire.until(() => {
    const newest = wire.newestDiscoveryNs;
    return newest !== undefined && newest > sinceNs ? newest : undefined;
  }, ms);
  run.observe(at === undefined, {
    text: 'no SDP datagram comes while nobody asks',
    expected: 'silence',
    observed:
      at === undefined ? 'silence' : `a datagram ${(Number(at - sinceNs) / 1e9).toFixed(3)} s after the plug-in`,
  });
}

/** The SECC announces itself with the security that was asked for, on a link-local address and a dynamic port. */
export function expectAnnouncement(harness: Harness, run: CaseRun, outcome: SdpOutcome): void {
  const value = outcome.answers[0]?.value;
  run.require(value !== undefined, { text: 'the SECC answers with a readable SECC Discovery Response' });
  run.observe(value?.security === harness.variant.security, {
    text: 'the SECC offers the security that was asked for',
    expected: harness.variant.security,
    observed: String(value?.security),
  });
  expectEndpoint(run, value);
}

/** TCP, on a link-local address and a port of the dynamic range. */
export function expectEndpoint(run: CaseRun, value: SdpOutcome['answers'][number]['value']): void {
  run.observe(value?.transport === 'tcp', {
    text: 'the transport protocol is TCP',
    observed: String(value?.transport),
  });
  run.observe(/^fe80:/i.test(value?.address ?? ''), {
    text: 'the address is link-local',
    expected: 'fe80::/10',
    observed: value?.address ?? 'none',
  });
  const port = value?.port ?? 0;
  run.observe(port >= 49152, {
    text: 'the TCP port is of the dynamic range',
    expected: '49152 to 65535',
    observed: String(port),
    requirements: ['V2G2-125'],
  });
}
