const intervals = {
  type: 'array',
  minItems: 1,
  items: {
    type: 'object',
    additionalProperties: false,
    properties: { startS: { type: 'integer', minimum: 0 }, value: { type: 'number' } },
    required: ['startS', 'value'],
  },
} as const;

/** JSON Schema of the state file. */
export const stateSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    version: { const: 1 },
    stopOrder: { enum: ['none', 'operator', 'grid', 'fault'] },
    meterWh: { type: 'number', minimum: 0 },
    dischargedWh: { type: 'number', minimum: 0 },
    pausedIso20: {
      type: 'object',
      additionalProperties: false,
      properties: {
        id: { type: 'string', pattern: '^[0-9A-F]{16}$' },
        vehicleHash: { type: 'string', pattern: '^[0-9A-F]{64}$' },
        evccId: { type: 'string' },
        serviceId: { type: 'integer', minimum: 1, maximum: 65_535 },
        parameterSetId: { type: 'integer', minimum: 0, maximum: 65_535 },
        vas: {
          type: 'array',
          items: {
            type: 'object',
            additionalProperties: false,
            properties: { serviceId: { type: 'integer' }, parameterSetId: { type: 'integer' } },
            required: ['serviceId', 'parameterSetId'],
          },
        },
        contract: {
          type: 'object',
          additionalProperties: false,
          properties: { emaid: { type: 'string' }, leaf: { type: 'string', pattern: '^([0-9A-F]{2})+$' } },
          required: ['emaid', 'leaf'],
        },
        pausedAtS: { type: 'integer' },
      },
      required: ['id', 'vehicleHash', 'evccId', 'serviceId', 'parameterSetId', 'vas', 'pausedAtS'],
    },
    ports: {
      type: 'object',
      additionalProperties: false,
      properties: {
        none: { type: 'integer', minimum: 1, maximum: 65_535 },
        tls: { type: 'integer', minimum: 1, maximum: 65_535 },
      },
    },
    paused: {
      type: 'object',
      additionalProperties: false,
      properties: {
        id: { type: 'string', pattern: '^[0-9A-F]{16}$' },
        evccId: { type: 'string', pattern: '^([0-9A-F]{2}){0,6}$' },
        mode: { type: 'string' },
        tupleId: { type: 'integer', minimum: 1, maximum: 255 },
        payment: { enum: ['Contract', 'ExternalPayment'] },
        emaid: { type: 'string' },
        pausedAtS: { type: 'integer' },
        schedules: {
          type: 'object',
          additionalProperties: false,
          properties: {
            offeredAtS: { type: 'integer' },
            endS: { type: 'integer', minimum: 1 },
            tuples: {
              type: 'array',
              minItems: 1,
              items: {
                type: 'object',
                additionalProperties: false,
                properties: { id: { type: 'integer' }, power: intervals },
                required: ['id', 'power'],
              },
            },
          },
          required: ['offeredAtS', 'endS', 'tuples'],
        },
      },
      required: ['id', 'evccId', 'pausedAtS'],
    },
  },
  required: ['version', 'stopOrder', 'meterWh'],
} as const;
