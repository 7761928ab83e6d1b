import type { Clock } from '../../base/clock.js';
import type { LossPlan } from './loss-plan.js';
import type { ReflectorMode } from './loss-records.js';
import type { OpenProbePort, ReceivedReply } from './probe-port.js';

/** Far from 0: a reflector that counts for itself (RFC 8762 clause 4, stateful) does not answer with these. */
const firstNumber = 0x10_0000;
const attempts = 20;
const gapMs = 25;

/**
 * Finds out whether the reflector counts for itself or copies the sender's number, from a session of its own (own port,
 * own identifier) that begins with a number far from 0. Takes a round trip; half a second where nothing answers.
 */
export async function askReflectorMode(plan: LossPlan, clock: Clock, open: OpenProbePort): Promise<ReflectorMode> {
  // Any other identifier will do; 0 means "none".
  const ssid = (plan.ssid % 65_535) + 1;
  let answer: ReceivedReply | undefined;
  let wake: (() => void) | undefined;
  const port = await open({ ...plan, ssid }, clock, {
    onReply: (reply) => {
      answer ??= reply;
      wake?.();
    },
    onForeign: () => undefined,
    onRefused: () => undefined,
  });
  for (let i = 0; i < attempts && answer === undefined; i++) {
    port.send(firstNumber + i, clock.wallNs(), () => undefined);
    await new Promise<void>((resolve) => {
      const cancel = clock.after(Math.max(gapMs, i === attempts - 1 ? plan.thresholdMs / 2 : 0), resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });
  }
  port.close();
  if (answer === undefined) return 'unknown';
  return answer.reflectorSequence === answer.sequence ? 'stateless' : 'stateful';
}
