import type { CommandModule } from 'yargs';
import { type BehaviourKind, behaviourKinds } from '../../peers/utility/control-types.js';
import { folderOption, withUtility } from './folder.js';

interface BehaveArguments {
  readonly folder: string;
  readonly kind: string;
  readonly match: string | undefined;
  readonly times: number | undefined;
  readonly status: number | undefined;
  readonly delay: number | undefined;
  readonly offset: number | undefined;
  readonly count: number | undefined;
}

export const behaveCommand: CommandModule<object, BehaveArguments> = {
  command: 'behave <kind>',
  describe: 'make the server misbehave, or behave again (`normally`)',
  builder: (yargs) =>
    yargs
      .positional('kind', {
        type: 'string',
        demandOption: true,
        choices: ['normally', ...behaviourKinds],
        describe: 'how; docs/utility.md explains each',
      })
      .option('folder', folderOption)
      .option('match', { type: 'string', requiresArg: true, describe: 'only requests like this: `^GET /derp/1/derc`' })
      .option('times', { type: 'number', requiresArg: true, describe: 'only so many requests' })
      .option('status', { type: 'number', requiresArg: true, describe: 'of `status` and `redirect-loop`' })
      .option('delay', { type: 'number', requiresArg: true, describe: 'of `delay` and `slow-body`, ms' })
      .option('offset', { type: 'number', requiresArg: true, describe: 'of `clock-off`, s' })
      .option('count', { type: 'number', requiresArg: true, describe: 'of `huge-list`' })
      .example('$0 utility behave silent', 'the server is gone, TCP still answers')
      .example('$0 utility behave status --status 404 --match /derc/', "404 for a control's own href")
      .example('$0 utility behave normally', 'all is well again'),
  handler: ({ folder, kind, match, times, status, delay, offset, count }) =>
    withUtility(folder, async (utility) => {
      if (kind === 'normally') await utility.behaveNormally();
      else {
        await utility.behave({
          kind: kind as BehaviourKind,
          ...(match === undefined ? {} : { match }),
          ...(times === undefined ? {} : { times }),
          ...(status === undefined ? {} : { status }),
          ...(delay === undefined ? {} : { delayMs: delay }),
          ...(offset === undefined ? {} : { offsetS: offset }),
          ...(count === undefined ? {} : { count }),
        });
      }
      const { behaviours } = await utility.status();
      console.log(
        behaviours.length === 0 ? 'behaves normally' : behaviours.map((each) => JSON.stringify(each)).join('\n'),
      );
    }),
};
