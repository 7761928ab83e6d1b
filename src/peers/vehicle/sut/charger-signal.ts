/** What the charger puts on the control pilot, as the vehicle hears of it. */
export class ChargerSignal {
  #kind: string | undefined;
  #duty: number | undefined;
  #turnedOn = 0;
  readonly #waiting = new Set<() => void>();

  /** undefined until something was heard: a bench without a pilot tells nothing. */
  get kind(): string | undefined {
    return this.#kind;
  }

  /** Duty cycle while it oscillates, percent. */
  get duty(): number | undefined {
    return this.#duty;
  }

  /** How often the oscillator was turned on after it had been off. */
  get turnedOn(): number {
    return this.#turnedOn;
  }

  /** Takes what was heard: `steady`, `oscillating 5`, `E`, `F`. */
  take(text: string): void {
    const [kind = '', duty] = text.split(' ');
    if (kind === 'oscillating' && this.#kind !== undefined && this.#kind !== 'oscillating') this.#turnedOn += 1;
    this.#kind = kind;
    this.#duty = duty === undefined ? undefined : Number(duty);
    for (const look of [...this.#waiting]) look();
  }

  /** Resolves as soon as `holds` does. */
  until(holds: (signal: this) => boolean): Promise<void> {
    if (holds(this)) return Promise.resolve();
    return new Promise((resolve) => {
      const look = () => {
        if (!holds(this)) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
    });
  }
}
