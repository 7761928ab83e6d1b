import { Ajv2020 } from 'ajv/dist/2020.js';
import { type PilotState, type Wish, wishes } from '../session/station.js';

/** One line of the control socket. */
export type ControlCommand =
  | { readonly command: 'status' }
  /** Stops at once and until `resume`: the energy goes off first, the vehicle is told StopCharging. */
  | { readonly command: 'stop'; readonly by?: 'operator' | 'grid'; readonly reason?: string }
  | { readonly command: 'resume' }
  | { readonly command: 'reload' }
  | { readonly command: 'authorize' }
  | { readonly command: 'refuse' }
  | { readonly command: 'renegotiate' }
  /** EVSENotification of ISO 15118-20. */
  | { readonly command: 'notify'; readonly wish: Wish }
  /** Power for dynamic and bidirectional sessions, W, below 0 out of the vehicle; null: what the schedule allows. */
  | { readonly command: 'setpoint'; readonly power_w: number | null }
  /** The utility client: `status` says what it waits for and why, `poll` reads everything now. */
  | { readonly command: 'sep2'; readonly ask?: 'status' | 'poll' }
  | { readonly command: 'pilot'; readonly state: PilotState };

/** Every reply has `ok`; what else it has depends on the command. */
export type ControlReply = { readonly ok: boolean; readonly error?: string } & Readonly<Record<string, unknown>>;

export type ControlHandlers = {
  readonly [K in ControlCommand['command']]: (
    command: Extract<ControlCommand, { command: K }>,
  ) => ControlReply | Promise<ControlReply>;
};

const command = (name: ControlCommand['command'], properties: object = {}, required: readonly string[] = []) => ({
  type: 'object',
  additionalProperties: false,
  properties: { command: { const: name }, ...properties },
  required: ['command', ...required],
});

const isCommand = new Ajv2020({ discriminator: true, allowUnionTypes: true }).compile<ControlCommand>({
  type: 'object',
  required: ['command'],
  discriminator: { propertyName: 'command' },
  oneOf: [
    command('status'),
    command('stop', { by: { enum: ['operator', 'grid'] }, reason: { type: 'string', maxLength: 256 } }),
    command('resume'),
    command('reload'),
    command('authorize'),
    command('refuse'),
    command('renegotiate'),
    command('notify', { wish: { enum: wishes } }, ['wish']),
    command('setpoint', { power_w: { type: ['number', 'null'], minimum: -1_000_000, maximum: 1_000_000 } }, [
      'power_w',
    ]),
    command('sep2', { ask: { enum: ['status', 'poll'] } }),
    command('pilot', { state: { enum: ['A', 'B', 'C', 'D', 'E', 'F'] } }, ['state']),
  ],
});

/** Carries out one line. Never throws: what is wrong is in `error`. */
export async function runControlLine(line: string, handlers: ControlHandlers): Promise<ControlReply> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { ok: false, error: 'the line is no JSON' };
  }
  if (!isCommand(value)) {
    const error = isCommand.errors?.[0];
    return { ok: false, error: `no such command: ${`${error?.instancePath ?? ''} ${error?.message ?? ''}`.trim()}` };
  }
  try {
    // The table has exactly the handler of the command's own type.
    const handler = handlers[value.command] as (command: ControlCommand) => ControlReply | Promise<ControlReply>;
    return await handler(value);
  } catch (error) {
    return { ok: false, error: (error as Error).message };
  }
}
