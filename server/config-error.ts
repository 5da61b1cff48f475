/** A value of the environment that cannot be right; the message is the sentence to print. */
export class ConfigError extends Error {}
