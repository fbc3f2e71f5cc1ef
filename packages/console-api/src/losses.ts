/**
 * A time in which something happened that a service could not tell: what is shown of messages under way then may not be all.
 */
export interface Loss {
  service: string;
  /** How many events were lost. */
  events: number;
  /** The last that was told before. */
  from: number;
  /** When it was told that some are lost. */
  to: number;
}
