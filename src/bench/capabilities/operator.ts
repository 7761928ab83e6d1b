import type { CapabilityFacts } from './capability-facts.js';

/** A question to the person at the charger that ends in the record. */
export interface OperatorQuestion {
  /** Stable name, kebab-case; a scripted operator is asked by it. */
  readonly id: string;
  readonly text: string;
  /** `yes-no`: the answer is true or false. `number`: a reading in `unit`. */
  readonly kind: 'yes-no' | 'number';
  readonly unit?: string;
  /** Path of a picture that shows what to look at. */
  readonly picture?: string;
}

/** What was answered, by whom and when; or why there is no answer, which is never taken for a yes or a no. */
export type OperatorAnswer =
  | {
      readonly kind: 'answer';
      readonly value: boolean | number;
      /** Name of the person, or what answered in place of one. */
      readonly by: string;
      /** ISO 8601. */
      readonly at: string;
      /** `script`: the bench file answered, nobody looked. */
      readonly origin: 'person' | 'script';
    }
  | {
      readonly kind: 'none';
      readonly why: string;
      /** Nobody is there: further questions need not be asked. Absent where a person is there and has no answer. */
      readonly absent?: true;
    };

/** A person at the charger. */
export interface Operator extends CapabilityFacts {
  /** Asks for something to be done; false when the person could not or did not answer in time. */
  confirm(text: string, timeoutMs: number): Promise<boolean>;
  /** Asks for a number with a unit (a multimeter's reading); undefined when there is none. */
  reading(text: string, unit: string, timeoutMs: number): Promise<number | undefined>;
  /** Asks for something to be looked at; yes, no, and no answer are three things. */
  ask(question: OperatorQuestion, timeoutMs: number): Promise<OperatorAnswer>;
}
