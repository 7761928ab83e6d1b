import type { CommandModule } from 'yargs';
import type { Link } from '../reporters/verify/link.js';

interface VerifyArguments {
  readonly path: string;
  readonly trust: string | undefined;
  readonly json: boolean;
}

const words: Readonly<Record<Link['state'], readonly [icon: string, word: string, colour: number]>> = {
  holds: ['✔', 'holds', 32],
  broken: ['✘', 'BROKEN', 31],
  unchecked: ['?', 'cannot be checked', 33],
};

/** `plumbline verify`: exit 0 all links hold, 1 a link is broken, 2 something could not be checked. */
export const verifyCommand: CommandModule<object, VerifyArguments> = {
  command: 'verify <path>',
  describe: 'check a run folder or a report: chain, manifest, results, signature',
  builder: (yargs) =>
    yargs
      .positional('path', { type: 'string', demandOption: true, describe: 'run folder, or a report.pdf by itself' })
      .option('trust', { type: 'string', requiresArg: true, describe: 'PEM file with the roots that you trust' })
      .option('json', { type: 'boolean', default: false, describe: 'print JSON' })
      .example('$0 verify reports/latest', 'the whole record of the newest run')
      .example('$0 verify reports/latest --trust root.pem', 'and whether the signer can be trusted')
      .example('$0 verify report.pdf --json', 'a report that came by mail, for a script'),
  handler: async ({ path, trust, json }) => {
    const { verifyPath } = await import('../reporters/verify/verify-path.js');
    const verification = await verifyPath(path, trust === undefined ? {} : { trust });
    if (json) console.log(JSON.stringify(verification, null, 2));
    else await print(verification.links);
    process.exitCode = verification.exitCode;
  },
};

async function print(links: readonly Link[]): Promise<void> {
  const { abilitiesOf, harmless } = await import('../reporters/terminal/ansi.js');
  const { colour } = abilitiesOf(process.stdout, process.env);
  for (const { name, state, detail } of links) {
    const [icon, word, code] = words[state];
    const shown = `${icon} ${word.padEnd(18)}`;
    console.log(`${colour ? `\u001b[${code}m${shown}\u001b[0m` : shown} ${name.padEnd(26)} ${harmless(detail)}`);
  }
  const count = (state: Link['state']): number => links.filter((link) => link.state === state).length;
  console.log(`\n${count('holds')} hold, ${count('broken')} broken, ${count('unchecked')} cannot be checked`);
}
