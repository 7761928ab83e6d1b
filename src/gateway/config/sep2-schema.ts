/** JSON Schema of the section `sep2`: the IEEE 2030.5 client. */
const path = { type: 'string', minLength: 1 } as const;
const seconds = (fallback: number, most = 86_400) =>
  ({ type: 'number', minimum: 0, maximum: most, default: fallback }) as const;
const watts = { type: 'number', minimum: 0, maximum: 1_000_000 } as const;

const section = (properties: Record<string, object>, required: readonly string[] = [], extra: object = {}) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
  ...extra,
});

export const sep2Schema = section(
  {
    server: { type: 'string', pattern: '^https?://[^\\s]+$', description: 'URI of DeviceCapability' },
    discover: { enum: ['dns-sd'], description: 'find the server as _smartenergy._tcp' },
    interface: { type: 'string', pattern: '^[^\\s/]{1,15}$', description: 'interface for DNS-SD' },
    certificate: path,
    key: path,
    trust: { type: 'array', minItems: 1, items: path, description: 'roots of the server, PEM' },
    profile: { enum: ['sep2-tls12-ccm8', 'sep2-tls13'], default: 'sep2-tls12-ccm8' },
    pin: { type: 'integer', minimum: 0, maximum: 999_999, description: 'PIN that the Registration must show' },
    register: { type: 'boolean', default: true, description: 'in-band registration where the server has no EndDevice' },
    form: { enum: ['xml', 'exi'], default: 'xml' },
    namespace: { enum: ['published', 'draft'], default: 'published' },
    poll_rate_s: { type: 'number', exclusiveMinimum: 0, maximum: 86_400, description: 'in place of every pollRate' },
    post_rate_s: { type: 'number', exclusiveMinimum: 0, maximum: 86_400, description: 'in place of every postRate' },
    timeout_s: { ...seconds(10, 600), exclusiveMinimum: 0 },
    retry: section(
      {
        first_s: { ...seconds(2), exclusiveMinimum: 0 },
        most_s: { ...seconds(300), exclusiveMinimum: 0 },
      },
      [],
      { default: {} },
    ),
    max_body: { type: 'integer', minimum: 1024, maximum: 16_777_216, default: 1_048_576 },
    der: section(
      {
        max_w: { ...watts, exclusiveMinimum: 0 },
        max_charge_w: watts,
        max_discharge_w: watts,
        type: { enum: [81, 82], default: 82 },
        grad_w: { type: 'integer', minimum: 0, maximum: 65_535, default: 0 },
      },
      [],
      { default: {} },
    ),
    controls: section(
      {
        start_by: { enum: ['either', 'clock', 'status'], default: 'either' },
        max_lim_w: { enum: ['both', 'generation'], default: 'both' },
        zero_is_stop: { type: 'boolean', default: true },
        vehicle_on_stop: { enum: ['hold', 'terminate'], default: 'terminate' },
        effect_within_s: { ...seconds(10), exclusiveMinimum: 0 },
        tolerance_w: { ...watts, default: 100 },
      },
      [],
      { default: {} },
    ),
    on_server_loss: section(
      {
        after_s: { ...seconds(600), exclusiveMinimum: 0 },
        default_valid_s: seconds(86_400, 2_592_000),
        fallback: section({ max_charge_w: { ...watts, default: 0 }, max_discharge_w: { ...watts, default: 0 } }, [], {
          default: {},
        }),
      },
      [],
      { default: {} },
    ),
    time: section(
      {
        max_offset_s: { ...seconds(30), description: 'offset of the server above which the log warns' },
        worst_quality: { type: 'integer', minimum: 3, maximum: 7, default: 7 },
      },
      [],
      { default: {} },
    ),
    notifications: section(
      {
        address: { type: 'string', minLength: 2 },
        port: { type: 'integer', minimum: 0, maximum: 65_535, default: 0 },
        host: { type: 'string', minLength: 1, description: 'name or address in notificationURI; default: address' },
      },
      ['address'],
    ),
    flow_reservation: { type: 'boolean', default: true },
    pricing: { type: 'boolean', default: true },
    log_events: { type: 'boolean', default: true },
    connection_point: { type: 'string', maxLength: 32 },
  },
  ['certificate', 'key', 'trust'],
);
