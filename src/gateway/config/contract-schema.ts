const path = { type: 'string', minLength: 1 } as const;
const paths = { type: 'array', uniqueItems: true, default: [], items: path } as const;
const emaids = {
  type: 'array',
  uniqueItems: true,
  default: [],
  items: { type: 'string', pattern: '^[A-Za-z]{2}-?[A-Za-z0-9]{3}-?[A-Za-z0-9]{9}(-?[A-Za-z0-9])?$' },
} as const;

const object = (properties: Record<string, object>, required: readonly string[] = [], extra: object = {}) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
  ...extra,
});

const chains = {
  mo_roots: { ...paths, description: 'roots of contract certificates, PEM' },
  oem_roots: { ...paths, description: 'roots of OEM provisioning certificates, PEM' },
  oem_sub_cas: { ...paths, description: 'CAs below them: ISO 15118-2 sends the leaf alone' },
  ocsp_responses: { ...paths, description: 'status of contract and provisioning certificates, DER' },
  provisioning: object(
    {
      certificate_chain: path,
      private_key: path,
      contracts: {
        type: 'array',
        minItems: 1,
        items: object(
          {
            pcid: { type: 'string', pattern: '^[A-Z0-9]{17,18}$', description: 'vehicle that the contract is for' },
            certificate_chain: path,
            private_key: path,
          },
          ['certificate_chain', 'private_key'],
        ),
      },
    },
    ['certificate_chain', 'private_key', 'contracts'],
    { description: 'certificate provisioning service that the station plays, with lab keys' },
  ),
  tariff: object({ private_key: path }, ['private_key'], { description: 'key of MO sub-CA 2: signs tariffs' }),
} as const;

/** JSON Schema of the section `contract`. */
export const contractSchema = object(
  {
    payment_options: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      default: ['Contract', 'ExternalPayment'],
      items: { enum: ['Contract', 'ExternalPayment'] },
      description: 'over TLS; plain TCP never sees Contract',
    },
    providers: {
      type: 'array',
      maxItems: 128,
      uniqueItems: true,
      default: [],
      items: { type: 'string', minLength: 1, maxLength: 80 },
      description: 'SupportedProviders of ISO 15118-20: country and provider, DEABC',
    },
    canceled: { ...emaids, description: 'EMAIDs whose contract has ended' },
    not_allowed: { ...emaids, description: 'EMAIDs that may not charge here' },
    decision_s: { type: 'number', minimum: 0, maximum: 86_400, default: 0 },
    receipts: object({
      every: { type: 'integer', minimum: 1, maximum: 100_000, default: 1 },
      verify: { type: 'boolean', default: true },
    }),
    ...chains,
    iso20: object(chains),
  },
  [],
  { description: 'Plug & Charge' },
);
