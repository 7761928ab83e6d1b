import type { Argv, CommandModule } from 'yargs';
import { PlumblineError } from '../../base/errors.js';
import type { CreatedControl } from '../../peers/utility/control-types.js';
import type { ControlBase } from '../../peers/utility/utility-config.js';
import type { UtilitySteering } from '../../peers/utility/utility-control.js';
import { folderOption, withUtility } from './folder.js';

interface BaseArguments {
  readonly 'de-energize': boolean | undefined;
  readonly disconnect: boolean | undefined;
  readonly 'export-limit': number | undefined;
  readonly 'import-limit': number | undefined;
  readonly 'generation-limit': number | undefined;
  readonly 'load-limit': number | undefined;
  readonly 'max-percent': number | undefined;
}

interface ControlArguments extends BaseArguments {
  readonly folder: string;
  readonly program: string | undefined;
  readonly duration: number;
  readonly 'start-in': number;
  readonly 'randomize-start': number | undefined;
  readonly 'randomize-duration': number | undefined;
  readonly wait: number | undefined;
}

interface CancelArguments {
  readonly folder: string;
  readonly mrid: string;
  readonly randomized: boolean;
  readonly remove: boolean;
}

interface DefaultArguments extends BaseArguments {
  readonly folder: string;
  readonly program: string | undefined;
  readonly none: boolean;
  readonly gradient: number | undefined;
}

function baseOptions<T>(yargs: Argv<T>) {
  const watts = (describe: string) => ({ type: 'number', requiresArg: true, describe }) as const;
  return yargs
    .option('de-energize', { type: 'boolean', describe: 'opModEnergize false: the stop button' })
    .option('disconnect', { type: 'boolean', describe: 'opModConnect false' })
    .option('export-limit', watts('opModExpLimW, W'))
    .option('import-limit', watts('opModImpLimW, W'))
    .option('generation-limit', watts('opModGenLimW, W'))
    .option('load-limit', watts('opModLoadLimW, W'))
    .option('max-percent', watts('opModMaxLimW, percent of the rating'));
}

function baseOf(args: BaseArguments): ControlBase {
  const base: ControlBase = {
    ...(args['de-energize'] === undefined ? {} : { opModEnergize: !args['de-energize'] }),
    ...(args.disconnect === undefined ? {} : { opModConnect: !args.disconnect }),
    ...(args['export-limit'] === undefined ? {} : { opModExpLimW: args['export-limit'] }),
    ...(args['import-limit'] === undefined ? {} : { opModImpLimW: args['import-limit'] }),
    ...(args['generation-limit'] === undefined ? {} : { opModGenLimW: args['generation-limit'] }),
    ...(args['load-limit'] === undefined ? {} : { opModLoadLimW: args['load-limit'] }),
    ...(args['max-percent'] === undefined ? {} : { opModMaxLimW: Math.round(args['max-percent'] * 100) }),
  };
  if (Object.keys(base).length > 0) return base;
  throw new PlumblineError('PEERS-034', { detail: 'the control says nothing: give --de-energize, or a limit' });
}

export const controlCommand: CommandModule<object, ControlArguments> = {
  command: 'control',
  describe: 'issue a DERControl now, or in a while',
  builder: (yargs) =>
    baseOptions(yargs)
      .option('folder', folderOption)
      .option('program', { type: 'string', requiresArg: true, describe: 'name or mRID; default the first' })
      .option('duration', { type: 'number', requiresArg: true, default: 600, describe: 's' })
      .option('start-in', {
        type: 'number',
        requiresArg: true,
        default: 0,
        describe: 's from now; below 0: in the past',
      })
      .option('randomize-start', { type: 'number', requiresArg: true, describe: 's' })
      .option('randomize-duration', { type: 'number', requiresArg: true, describe: 's' })
      .option('wait', { type: 'number', requiresArg: true, describe: 'wait so long (s) for delivery and Responses' })
      .example('$0 utility control --de-energize --wait 60', 'the stop button, and what comes of it')
      .example('$0 utility control --export-limit 1500 --duration 300', 'a limit for five minutes'),
  handler: (args) =>
    withUtility(args.folder, async (utility) => {
      const made = await utility.createControl({
        base: baseOf(args),
        durationS: args.duration,
        startInS: args['start-in'],
        ...(args.program === undefined ? {} : { program: args.program }),
        ...(args['randomize-start'] === undefined ? {} : { randomizeStartS: args['randomize-start'] }),
        ...(args['randomize-duration'] === undefined ? {} : { randomizeDurationS: args['randomize-duration'] }),
      });
      console.log(`control ${made.mRID} at ${made.href}, start ${new Date(made.startS * 1000).toISOString()}`);
      if (args.wait !== undefined) await watch(utility, made, args.wait);
    }),
};

const responseWords: Readonly<Record<number, string>> = {
  1: 'received',
  2: 'started',
  3: 'completed',
  4: 'the user opted out',
  5: 'the user opted in',
  6: 'cancelled',
  7: 'superseded',
  253: 'refused: not applicable',
  254: 'refused: invalid',
};

/** Prints delivery and responses as they come, until the control has been acknowledged as started or the time is over. */
async function watch(utility: UtilitySteering, made: CreatedControl, waitS: number): Promise<void> {
  const since = (ns: bigint) => `${(Number(ns - made.issuedAtNs) / 1e9).toFixed(3)} s`;
  const deadline = Date.now() + waitS * 1000;
  const left = () => Math.max(1, deadline - Date.now());
  const delivery = await utility.waitForRequest({ delivered: made.mRID, after: made.after }, left());
  console.log(
    `${since(delivery.answeredAtNs ?? delivery.receivedAtNs)}  delivered (${delivery.method} ${delivery.path})`,
  );
  let after = made.after;
  for (;;) {
    const request = await utility.waitForRequest({ resource: 'rsp', method: 'POST', after }, left());
    after = request.seq;
    const found = (await utility.responses(made.mRID)).find(({ seq }) => seq === request.seq);
    if (found === undefined) continue;
    console.log(
      `${since(found.receivedAtNs)}  Response ${found.status}: ${responseWords[found.status ?? -1] ?? 'unknown'}`,
    );
    if (found.status !== undefined && found.status >= 2) return;
  }
}

export const cancelCommand: CommandModule<object, CancelArguments> = {
  command: 'cancel <mrid>',
  describe: 'cancel a control, or all of them',
  builder: (yargs) =>
    yargs
      .positional('mrid', { type: 'string', demandOption: true, describe: 'mRID of the control, or `all`' })
      .option('folder', folderOption)
      .option('randomized', { type: 'boolean', default: false, describe: 'cancelled with randomization (status 3)' })
      .option('remove', { type: 'boolean', default: false, describe: 'take it away without a word' })
      .example('$0 utility cancel all', 'whatever is scheduled or active'),
  handler: ({ folder, mrid, randomized, remove }) =>
    withUtility(folder, async (utility) => {
      const open = (await utility.controls()).filter(({ state }) => state === 'active' || state === 'scheduled');
      for (const mRID of mrid === 'all' ? open.map((control) => control.mRID) : [mrid]) {
        await utility.cancelControl(mRID, { randomized, remove });
        console.log(`control ${mRID} is ${remove ? 'gone' : 'cancelled'}`);
      }
    }),
};

export const defaultCommand: CommandModule<object, DefaultArguments> = {
  command: 'default',
  describe: 'set the DefaultDERControl of a program, or take it away',
  builder: (yargs) =>
    baseOptions(yargs)
      .option('folder', folderOption)
      .option('program', { type: 'string', requiresArg: true, describe: 'name or mRID; default the first' })
      .option('gradient', { type: 'number', requiresArg: true, describe: 'setGradW, hundredths of a percent a second' })
      .option('none', { type: 'boolean', default: false, describe: 'take it away' })
      .example('$0 utility default --export-limit 1500 --gradient 27', 'what holds when no control does'),
  handler: (args) =>
    withUtility(args.folder, async (utility) => {
      const control = args.none
        ? undefined
        : { base: baseOf(args), ...(args.gradient === undefined ? {} : { setGradW: args.gradient }) };
      await utility.setDefault(control, args.program);
      console.log(control === undefined ? 'no default control' : `default control ${JSON.stringify(control)}`);
    }),
};
