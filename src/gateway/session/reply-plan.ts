import type { Answer, Plan } from './plan.js';
import type { Reply, ReplyPlan } from './protocol-session.js';

/** A plan with its answers put into words by `reply`. */
export function replyPlan<S, C extends string>(plan: Plan<S, C>, reply: (answer: Answer<S, C>) => Reply): ReplyPlan {
  if (plan.kind === 'answer') return { kind: 'answer', reply: reply(plan.answer) };
  return { kind: 'act', action: plan.action, resume: (outcome) => reply(plan.resume(outcome)) };
}
