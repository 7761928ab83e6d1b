import type { CaseRun } from '../engine/case-run.js';
import { carryOut, caseDetails, plumblineTest } from '../engine/plumbline-test.js';
import { at } from './body-values.js';
import { type Sep2Words, sep2Definition } from './sep2-case.js';
import { ServerBench } from './server-bench.js';
import type { Answer, ServerClient } from './server-client.js';

interface ServerFixture {
  readonly server: ServerBench;
}

const serverTest = plumblineTest.extend<object, ServerFixture>({
  server: [
    async ({ harness }, use) => {
      const server = new ServerBench(harness);
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
});

/** One case of the utility server. */
export class ServerCase {
  constructor(
    readonly bench: ServerBench,
    readonly run: CaseRun,
  ) {}

  get utility() {
    return this.bench.utility;
  }

  when(title: string): void {
    this.run.step('test', title);
  }

  /** A client that has registered in band; the case is inconclusive when that fails. */
  async registered(): Promise<ServerClient> {
    const client = this.bench.client();
    const answer = await client.register();
    this.run.require(answer.status === 201, {
      text: 'a device registers with the server',
      expected: '201',
      observed: String(answer.status),
    });
    return client;
  }

  /** An answer must have the status, and follow the schema. */
  expect(answer: Answer | undefined, status: number | readonly number[], what: string): Answer | undefined {
    const wanted = typeof status === 'number' ? [status] : status;
    this.run.observe(answer !== undefined && wanted.includes(answer.status), {
      text: what,
      expected: wanted.join(' or '),
      observed: answer === undefined ? 'there is no such link' : String(answer.status),
    });
    for (const violation of answer?.violations.slice(0, 3) ?? []) {
      this.run.observe(false, { text: 'the answer follows the schema', observed: violation });
    }
    return answer;
  }

  /** A refusal: any client error, and the server lives afterwards. */
  async expectRefusal(answer: Answer, what: string, statuses: readonly number[], client: ServerClient): Promise<void> {
    this.expect(answer, statuses, what);
    const alive = await client.get('/dcap');
    this.run.observe(alive.status === 200, {
      text: 'the server goes on serving afterwards',
      expected: '200',
      observed: String(alive.status),
    });
  }

  /** Entries of the list of controls of the program with this primacy, as the client sees them. */
  async controls(client: ServerClient, primacy = 1): Promise<readonly unknown[]> {
    const program = await this.program(client, primacy);
    const list = await client.follow(program, 'DERControlListLink', '?s=0&l=255');
    const entries = at(list?.value, 'DERControl');
    for (const violation of list?.violations.slice(0, 3) ?? []) {
      this.run.observe(false, { text: 'the list of controls follows the schema', observed: violation });
    }
    return Array.isArray(entries) ? entries : [];
  }

  /** The DERProgram with this primacy, found by links from the client's EndDevice. */
  async program(client: ServerClient, primacy = 1): Promise<unknown> {
    const self = await client.self();
    const fsa = await client.follow(self, 'FunctionSetAssignmentsListLink', '?s=0&l=255');
    const assignments = at(fsa?.value, 'FunctionSetAssignments');
    for (const assignment of Array.isArray(assignments) ? assignments : []) {
      const list = await client.follow(assignment, 'DERProgramListLink', '?s=0&l=255');
      const programs = at(list?.value, 'DERProgram');
      const found = Array.isArray(programs) ? programs.find((one) => at(one, 'primacy') === primacy) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** Declares a case for our own utility server, with a small HTTPS client that the case steers. */
export function serverCase(id: string, words: Sep2Words, body: (server: ServerCase) => Promise<void>): void {
  const definition = sep2Definition(id, { pics: 'PICS_SEP2_Server', ...words, group: `server: ${words.group}` });
  serverTest(`${id} ${words.title}`, caseDetails(definition), async ({ harness, run, server }, info) => {
    await carryOut(definition, { harness, run, info }, async () => {
      await server.ensureStarted();
      try {
        await body(new ServerCase(server, run));
      } finally {
        await server.tidy();
      }
    });
  });
}
