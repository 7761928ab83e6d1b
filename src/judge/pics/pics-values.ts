/** A PICS (what the implementation claims) or PIXIT (extra information for testing) value. */
export type PicsValue = boolean | number | string;

/** The declared PICS and PIXIT of an item under test, by name. */
export type PicsValues = Readonly<Record<string, PicsValue>>;
