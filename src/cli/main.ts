import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import yargs from 'yargs';
import { PlumblineError } from '../base/errors.js';
import { projectRoot } from '../base/project-root.js';
import { commands } from './commands.js';

const USAGE = 4;
const HARNESS = 3;

function version(): string {
  return (JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string }).version;
}

function printOverview(print: (line: string) => void): void {
  print('plumbline: conformance and field-test harness for V2G communication mesh networks\n');
  print('usage: plumbline COMMAND [options]\n');
  for (const { name, describe } of commands) print(`  ${name.padEnd(9)} ${describe}`);
  print('\nExit codes: 0 pass, 1 fail, 2 inconclusive only, 3 harness or bench error, 4 usage.');
  print('\nExamples:');
  print('  plumbline demo                       the main job, end to end, on this machine');
  print('  plumbline decode capture.pcapng      what happened in a recorded charging session');
  print('  plumbline COMMAND --help             options and examples of one command');
}

function reportFailure(error: unknown): number {
  if (error instanceof PlumblineError) {
    console.error(error.toString());
    return error.exit;
  }
  console.error('plumbline failed in a way that it should not; please report this with the lines below.');
  console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return HARNESS;
}

function inKebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function cureOf(message: string, [name, ...rest]: readonly string[]): string {
  const help = `see plumbline ${name} --help`;
  // `--keylog a.keys session.pcap` has taken the capture for another key log.
  if (!message.startsWith('Not enough non-option arguments') || !rest.some((word) => word.startsWith('-'))) return help;
  return `${help}; an option that takes several values takes all up to the next option: put the others before it`;
}

/**
 * Runs one command line and sets the exit code of the process: 0 pass, 1 fail, 2 inconclusive only, 3 harness or bench
 * error, 4 usage.
 */
export async function main(argv: readonly string[]): Promise<void> {
  // A reader that closes the pipe early (`plumbline decode x | head`) ends the command quietly.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  const [name] = argv;
  if (name === '--version' || name === '-V') {
    console.log(version());
    return;
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    printOverview(console.log);
    process.exitCode = name === undefined ? USAGE : 0;
    return;
  }
  const command = commands.find((candidate) => candidate.name === name);
  try {
    if (command === undefined) {
      const detail = `there is no command "${name}"`;
      const names = commands.map((one) => one.name).join(', ');
      throw new PlumblineError('CLI-001', { detail, cure: `plumbline --help tells them all: ${names}` });
    }
    const parser = yargs([...argv])
      .scriptName('plumbline')
      .command(await command.load())
      .strict()
      .version(false)
      .help()
      .alias('h', 'help')
      .wrap(Math.min(120, process.stdout.columns ?? 100))
      .exitProcess(false)
      .check((args) => {
        const wrong = Object.entries(args).find(([, value]) => Number.isNaN(value));
        if (wrong !== undefined) throw new Error(`--${inKebabCase(wrong[0])} takes a number`);
        return true;
      })
      .fail((message: string | null, error: unknown) => {
        // Without a message of yargs it is the command itself that failed.
        if (message === null || error instanceof PlumblineError) throw error;
        throw new PlumblineError('CLI-001', { detail: message, cure: cureOf(message, argv) });
      });
    await parser.parseAsync();
  } catch (error) {
    process.exitCode = reportFailure(error);
  }
}
