/** The IEEE 2030.5 client of the gateway: section `sep2` of the configuration, every default filled in. Times in s, power in W. */
export interface Sep2Config {
  /** URI of DeviceCapability; without it {@link discover} says how the server is found. */
  readonly server?: string;
  readonly discover?: 'dns-sd';
  /** Local address that requests leave from, and interface for DNS-SD. */
  readonly interface?: string;
  /** PEM, leaf first. */
  readonly certificate: string;
  readonly key: string;
  /** PEM files of the roots that the server's certificate may come from. */
  readonly trust: readonly string[];
  readonly profile: 'sep2-tls12-ccm8' | 'sep2-tls13';
  /** The PIN that the Registration must show; without it the PIN is not checked. */
  readonly pin?: number;
  /** Whether an EndDevice is posted where the server has none for this LFDI. */
  readonly register: boolean;
  readonly form: 'xml' | 'exi';
  readonly namespace: 'published' | 'draft';
  /** Replaces every pollRate that the server announces; for tests. */
  readonly poll_rate_s?: number;
  /** Replaces every postRate; for tests. */
  readonly post_rate_s?: number;
  readonly timeout_s: number;
  readonly retry: { readonly first_s: number; readonly most_s: number };
  /** Largest body that is read, octets. */
  readonly max_body: number;
  readonly der: Sep2DerConfig;
  readonly controls: Sep2ControlsConfig;
  readonly on_server_loss: Sep2LossConfig;
  readonly time: { readonly max_offset_s: number; readonly worst_quality: number };
  /** Where Notifications are received; without it the client polls only. */
  readonly notifications?: { readonly address: string; readonly port: number; readonly host?: string };
  readonly flow_reservation: boolean;
  readonly pricing: boolean;
  /** PEN of LogEvents; 40732 is that of 2030.5 itself. */
  readonly log_events: boolean;
  readonly connection_point?: string;
}

/** What is reported as DERCapability and DERSettings; absent values follow `limits`. */
export interface Sep2DerConfig {
  readonly max_w?: number;
  readonly max_charge_w?: number;
  readonly max_discharge_w?: number;
  /** 81 electric vehicle, 82 EVSE. */
  readonly type: number;
  /** Default ramp, hundredths of a percent of max_w a second, until the server sends setGradW; 0: no limit. */
  readonly grad_w: number;
}

export interface Sep2ControlsConfig {
  /** By what an event starts: `either` is the conservative one. */
  readonly start_by: 'either' | 'clock' | 'status';
  /** Directions that opModMaxLimW bounds: the clause says generation; `both` is conservative. */
  readonly max_lim_w: 'both' | 'generation';
  /** Whether a limit of 0 counts as a stop and is not ramped, unless the control itself has rampTms. */
  readonly zero_is_stop: boolean;
  /** What the vehicle is told on a stop: `hold` keeps its session at 0 W, `terminate` ends it. */
  readonly vehicle_on_stop: 'hold' | 'terminate';
  /** How long the inverter may take to show the effect before that is reported as missing. */
  readonly effect_within_s: number;
  /** Power above a limit that still counts as within it, W. */
  readonly tolerance_w: number;
}

export interface Sep2LossConfig {
  /** Silence of the server after which it counts as lost. */
  readonly after_s: number;
  /** How long the last known default control stands in before the fallback does. */
  readonly default_valid_s: number;
  /** Where there is no default control, or it is too old: W; 0 and 0 is a stop. */
  readonly fallback: { readonly max_charge_w: number; readonly max_discharge_w: number };
}
