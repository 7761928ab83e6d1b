const path = { type: 'string', minLength: 1 } as const;

const section = (properties: Record<string, object>, required: readonly string[], extra: object = {}) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
  ...extra,
});

const otherChains = (description: string) => ({
  type: 'array',
  minItems: 1,
  description,
  items: section({ root: path, certificate_chain: path, private_key: path, ocsp_response: path }, [
    'root',
    'certificate_chain',
    'private_key',
  ]),
});

/** JSON Schema of the section `security`: TLS towards the vehicle. */
export const securitySchema = section(
  {
    tls: { enum: ['enforced', 'offered', 'off'] },
    certificate_chain: path,
    private_key: path,
    ocsp_response: path,
    private_root: { ...path, description: 'private root, shown with the chain; no OCSP response then' },
    other_chains: otherChains('ISO 15118-2: chains for vehicles that name another root in trusted_ca_keys'),
    iso20: section(
      {
        certificate_chain: path,
        private_key: path,
        ocsp_response: path,
        other_chains: otherChains('chains for vehicles that name another root in certificate_authorities'),
        vehicle_roots: {
          type: 'array',
          minItems: 1,
          items: path,
          description: 'OEM and V2G roots, never MO roots',
        },
      },
      ['certificate_chain', 'private_key', 'vehicle_roots'],
      { description: 'mutual TLS 1.3 for ISO 15118-20' },
    ),
  },
  ['tls'],
);
