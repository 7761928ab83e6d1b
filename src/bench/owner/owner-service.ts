import { PlumblineError } from '../../base/errors.js';
import type { LinkShape } from '../capabilities/link-control.js';
import type { LinkDamage, LinkDirection } from '../capabilities/loss-control.js';
import type { OperatorQuestion } from '../capabilities/operator.js';
import type { RpcHandler } from '../rpc/rpc-server.js';
import type { OwnerCapabilities } from './owner-capabilities.js';

interface LinkParams {
  readonly role: string;
  readonly direction: LinkDirection;
  readonly damage: LinkDamage;
}
interface QuestionParams {
  readonly text: string;
  readonly unit: string;
  readonly timeoutMs: number;
}

/** The owner's capabilities as calls: `gateway.start`, `loss.set`, `operator.confirm` and so on. */
export function ownerService(own: OwnerCapabilities): RpcHandler {
  const have = <T>(name: string, capability: T | undefined): T => {
    if (capability === undefined) throw new PlumblineError('BENCH-010', { place: name });
    return capability;
  };
  return async (method, params) => {
    const link = params as LinkParams;
    const question = params as QuestionParams;
    switch (method) {
      case 'gateway.start':
        return have('gateway', own.gateway).start((params as { configuration?: string }).configuration);
      case 'gateway.stop':
        return have('gateway', own.gateway).stop((params as { how: 'term' | 'kill' }).how);
      case 'gateway.state':
        return have('gateway', own.gateway).state();
      case 'loss.set':
        return have('loss-control', own['loss-control']).set(link.role, link.direction, link.damage);
      case 'loss.dropped':
        return have('loss-control', own['loss-control']).dropped(link.role, link.direction);
      case 'loss.clear':
        return have('loss-control', own['loss-control']).clear();
      case 'link.shape': {
        const { link: name, shape } = params as { readonly link: string; readonly shape: LinkShape };
        return have('link-control', own['link-control']).shape(name, shape);
      }
      case 'link.shapes':
        return have('link-control', own['link-control']).shapes();
      case 'link.restore':
        return have('link-control', own['link-control']).restore();
      case 'operator.confirm':
        return have('operator', own.operator).confirm(question.text, question.timeoutMs);
      case 'operator.reading':
        return have('operator', own.operator).reading(question.text, question.unit, question.timeoutMs);
      case 'operator.ask': {
        const asked = params as { readonly question: OperatorQuestion; readonly timeoutMs: number };
        return have('operator', own.operator).ask(asked.question, asked.timeoutMs);
      }
      default:
        throw new PlumblineError('BENCH-018', { place: method, detail: 'no such method' });
    }
  };
}
