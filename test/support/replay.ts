import type { TestContext } from 'node:test';
import { ChosenFaults } from '../../src/probes/inject/chosen-faults.js';
import type { InjectedMessage } from '../../src/probes/inject/injected-message.js';
import { Injection, type InjectionOutcome } from '../../src/probes/inject/injection.js';
import { openTarget } from '../../src/probes/inject/open-target.js';
import { messageBody } from '../../src/probes/session-reader/message-body.js';
import type { TlsClientOptions } from '../../src/transport/v2g-connection.js';

/** A response and its code, in words: `SessionStopRes OK`. */
export type Answer = string;

/** Replays messages against a station on the loopback with ids and times adapted. */
export async function replay(
  t: TestContext,
  station: { readonly port: number; readonly tls?: TlsClientOptions },
  messages: readonly InjectedMessage[],
): Promise<{ readonly outcome: InjectionOutcome; readonly answers: readonly Answer[] }> {
  const answers: Answer[] = [];
  const { port, tls } = station;
  const onEvent = (): void => undefined;
  const { connection, trace } = await openTarget({ secc: { host: '::1', port }, tls, timeoutMs: 5000, onEvent });
  t.after(() => connection.close());
  const injection = new Injection({
    connection,
    trace,
    onEvent: (event) => {
      if (event.kind !== 'message' || event.from !== 'station') return;
      answers.push(`${event.message} ${messageBody(event.value, event.message).responseCode}`);
    },
    faults: new ChosenFaults([]),
    verbatim: false,
    pace: 'fast',
    timeoutMs: 5000,
    lingerMs: 0,
  });
  return { outcome: await injection.run(messages), answers };
}
