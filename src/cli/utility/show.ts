import type { CommandModule } from 'yargs';
import { toJson } from '../../peers/utility/control/json-form.js';
import type { PollAccount } from '../../peers/utility/request-record.js';
import { folderOption, withUtility } from './folder.js';
import { requestLine } from './request-line.js';

interface RequestsArguments {
  readonly folder: string;
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly resource: string | undefined;
  readonly last: number;
  readonly polls: boolean;
  readonly json: boolean;
}

export const requestsCommand: CommandModule<object, RequestsArguments> = {
  command: 'requests',
  describe: 'what the server was asked, or how devices kept to the poll rates',
  builder: (yargs) =>
    yargs
      .option('folder', folderOption)
      .option('method', { type: 'string', requiresArg: true, describe: 'GET, PUT, POST' })
      .option('path', { type: 'string', requiresArg: true, describe: 'regular expression over the path' })
      .option('resource', { type: 'string', requiresArg: true, describe: 'derc, ders, rsp ...' })
      .option('last', { type: 'number', requiresArg: true, default: 40, describe: 'newest so many' })
      .option('polls', { type: 'boolean', default: false, describe: 'account for each device and resource' })
      .option('json', { type: 'boolean', default: false, describe: 'as JSON lines' })
      .example('$0 utility requests --method POST', 'Responses, readings, log events')
      .example('$0 utility requests --polls', 'polls counted, gaps, and whether the announced rate was kept'),
  handler: ({ folder, method, path, resource, last, polls, json }) =>
    withUtility(folder, async (utility) => {
      if (polls) {
        const accounts = await utility.pollAccounting();
        if (json) for (const account of accounts) console.log(toJson(account));
        else printPolls(accounts);
        return;
      }
      const requests = await utility.requests({
        ...(method === undefined ? {} : { method }),
        ...(path === undefined ? {} : { path }),
        ...(resource === undefined ? {} : { resource }),
      });
      for (const request of requests.slice(-last)) console.log(json ? toJson(request) : requestLine(request));
    }),
};

function printPolls(accounts: readonly PollAccount[]): void {
  console.log('device    resource                           rate  polls  missed  gap min / median / max');
  for (const { lfdi, path, rateS, polls, missed, intervals, minS, medianS, maxS, kept } of accounts) {
    const gaps = [minS, medianS, maxS].map((gap) => (gap === undefined ? '-' : `${gap.toFixed(1)} s`)).join(' / ');
    const verdict = kept === undefined ? 'no interval yet' : kept ? 'kept' : 'NOT KEPT';
    const columns = [lfdi.slice(0, 8), path.padEnd(32), `${rateS} s`.padStart(6), String(polls).padStart(5)];
    console.log(`${columns.join('  ')}  ${`${missed} of ${intervals}`.padStart(7)}  ${gaps}  ${verdict}`);
  }
}

export const statusCommand: CommandModule<object, { readonly folder: string; readonly json: boolean }> = {
  command: 'status',
  describe: 'devices, programs, controls and misbehaviour of the moment',
  builder: (yargs) =>
    yargs.option('folder', folderOption).option('json', { type: 'boolean', default: false, describe: 'as JSON' }),
  handler: ({ folder, json }) =>
    withUtility(folder, async (utility) => {
      const status = await utility.status();
      if (json) {
        console.log(toJson(status));
        return;
      }
      console.log(
        `${status.uri}, process ${status.pid}, ${status.requests} requests, ${status.connections} connections`,
      );
      for (const { href, lfdi, sfdi, pin } of status.devices) {
        console.log(`device   ${href}  LFDI ${lfdi}  SFDI ${sfdi}  PIN ${pin ?? 'none'}`);
      }
      for (const { href, name, primacy } of status.programs)
        console.log(`program  ${href}  ${name}, primacy ${primacy}`);
      for (const { mRID, state, program, startS, durationS, base } of status.controls) {
        const start = new Date(startS * 1000).toISOString();
        console.log(`control  ${mRID}  ${state}  ${program}  ${start} for ${durationS} s  ${JSON.stringify(base)}`);
      }
      for (const behaviour of status.behaviours) console.log(`misbehaves  ${JSON.stringify(behaviour)}`);
      for (const { reason } of status.refusedHandshakes.slice(-5)) console.log(`refused handshake  ${reason}`);
    }),
};
