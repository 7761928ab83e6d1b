import type { GatewayProcess, GatewayState } from '../capabilities/gateway-process.js';
import type { LinkControl, LinkShape } from '../capabilities/link-control.js';
import type { LinkDamage, LinkDirection, LossControl } from '../capabilities/loss-control.js';
import type { Operator, OperatorAnswer, OperatorQuestion } from '../capabilities/operator.js';
import type { RpcClient } from '../rpc/rpc-client.js';

/** A capability that lives with the bench owner, under the driver of the bench file. */
class OwnerProxy {
  readonly driver: string;
  protected readonly owner: RpcClient;

  constructor(driver: string, owner: RpcClient) {
    this.driver = driver;
    this.owner = owner;
  }
}

/** The gateway, as a worker sees it: the bench owner keeps the process, so it outlives the worker. */
export class GatewayProxy extends OwnerProxy implements GatewayProcess {
  readonly description = 'started and stopped by the bench owner';

  async start(configuration?: string): Promise<void> {
    await this.owner.call('gateway.start', { configuration });
  }

  async stop(how: 'term' | 'kill'): Promise<void> {
    await this.owner.call('gateway.stop', { how });
  }

  async state(): Promise<GatewayState> {
    return (await this.owner.call('gateway.state')) as GatewayState;
  }

  /** The process stays: it belongs to the owner. */
  async close(): Promise<void> {}
}

/** Damage to links, as a worker asks for it. */
export class LossControlProxy extends OwnerProxy implements LossControl {
  readonly description = 'nftables, tbf and link relay between the ends';
  readonly can = { burst: true, delay: true, rate: true };

  async set(role: string, direction: LinkDirection, damage: LinkDamage): Promise<void> {
    await this.owner.call('loss.set', { role, direction, damage });
  }

  async dropped(role: string, direction: LinkDirection): Promise<number> {
    return (await this.owner.call('loss.dropped', { role, direction })) as number;
  }

  async clear(): Promise<void> {
    await this.owner.call('loss.clear');
  }
}

/** The rate of links, as a worker asks for it. */
export class LinkControlProxy extends OwnerProxy implements LinkControl {
  readonly description = 'token bucket in each direction of the link, between the ends';

  async shape(link: string, shape: LinkShape): Promise<void> {
    await this.owner.call('link.shape', { link, shape });
  }

  async shapes(): Promise<Readonly<Record<string, LinkShape>>> {
    return (await this.owner.call('link.shapes')) as Readonly<Record<string, LinkShape>>;
  }

  async restore(): Promise<void> {
    await this.owner.call('link.restore');
  }
}

/** The person at the owner's terminal. */
export class OperatorProxy extends OwnerProxy implements Operator {
  readonly description = 'the person at the terminal of the run';

  async confirm(text: string, timeoutMs: number): Promise<boolean> {
    return (await this.owner.call('operator.confirm', { text, timeoutMs })) as boolean;
  }

  async reading(text: string, unit: string, timeoutMs: number): Promise<number | undefined> {
    return (await this.owner.call('operator.reading', { text, unit, timeoutMs })) as number | undefined;
  }

  async ask(question: OperatorQuestion, timeoutMs: number): Promise<OperatorAnswer> {
    return (await this.owner.call('operator.ask', { question, timeoutMs })) as OperatorAnswer;
  }
}
