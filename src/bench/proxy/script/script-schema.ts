const text = { type: 'string', minLength: 1 } as const;
const positive = { type: 'integer', minimum: 1, maximum: 1_000_000 } as const;
const byte = { type: 'integer', minimum: 0, maximum: 255 } as const;
const side = { enum: ['vehicle', 'station'] } as const;
const placement = { enum: ['before', 'after', 'instead'] } as const;
const scalar = { type: ['string', 'number', 'boolean'] } as const;

const closed = (properties: object, more: object = {}) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  ...more,
});

const condition = {
  type: ['string', 'number', 'boolean', 'object'],
  additionalProperties: false,
  minProperties: 1,
  properties: {
    is: scalar,
    not: scalar,
    above: { type: 'number' },
    below: { type: 'number' },
    present: { type: 'boolean' },
  },
};

const when = closed({
  message: { type: ['string', 'array'], minLength: 1, minItems: 1, items: text },
  direction: { enum: ['from-vehicle', 'from-station'] },
  nth: {
    type: ['integer', 'array', 'object'],
    minimum: 1,
    minItems: 1,
    items: positive,
    additionalProperties: false,
    required: ['from'],
    properties: { from: positive, to: positive },
  },
  connection: positive,
  field: { type: 'object', minProperties: 1, additionalProperties: condition },
  payloadType: { type: 'integer', minimum: 0, maximum: 0xffff },
  undecodable: { type: 'boolean' },
});

/** One action an entry: exactly one of these keys. */
const action = closed(
  {
    set: { type: 'object', minProperties: 1 },
    body: closed({ message: text, content: { type: 'object' } }, { required: ['content'] }),
    delay: { type: 'number', minimum: 0, maximum: 3_600_000 },
    drop: { const: true },
    duplicate: { type: 'integer', minimum: 1, maximum: 1000 },
    replay: closed({ message: text, nth: positive, place: placement }),
    inject: closed({
      place: placement,
      to: side,
      frame: { type: 'string', pattern: '^([0-9a-fA-F]{2})+$' },
      message: text,
      content: { type: 'object' },
    }),
    close: closed(
      {
        side: { enum: ['vehicle', 'station', 'both'] },
        how: { enum: ['fin', 'reset'] },
        place: { enum: ['before', 'after'] },
      },
      { required: ['side'] },
    ),
    corrupt: closed({
      of: { enum: ['payload', 'frame'] },
      at: { type: 'integer', minimum: -1_048_576, maximum: 1_048_576 },
      xor: { ...byte, minimum: 1 },
    }),
    header: closed(
      {
        version: byte,
        inverseVersion: byte,
        payloadType: { type: 'integer', minimum: 0, maximum: 0xffff },
        length: { type: 'integer', minimum: 0, maximum: 0xffff_ffff },
      },
      { minProperties: 1 },
    ),
    hold: text,
  },
  { minProperties: 1, maxProperties: 1 },
);

/** JSON Schema (2020-12) of a proxy script; published as docs/examples/proxy-script.schema.json. */
export const scriptSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Script of the plumbline proxy',
  ...closed(
    {
      name: text,
      description: text,
      seed: { type: 'integer', minimum: 0, maximum: 0xffff_ffff, default: 1 },
      rules: {
        type: 'array',
        items: closed(
          {
            name: text,
            when,
            do: { type: 'array', minItems: 1, items: action },
            resign: { type: 'boolean', default: true },
          },
          { required: ['when', 'do'] },
        ),
      },
    },
    { required: ['rules'] },
  ),
} as const;
