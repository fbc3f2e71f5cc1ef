/** One call of the API, as faults see it. */
export interface FaultyCall {
  /** Like `SendMessage`. */
  readonly action: string;
  /** Of the call's QueueUrl or QueueName; undefined where it has neither. */
  readonly queueName: string | undefined;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What may go wrong with calls; by default nothing does. */
export interface Faults {
  /**
   * Before a call is carried out. It may take its time; what it throws is the answer, an `SqsError` as it is; with
   * `drop` the connection is closed and nothing is carried out.
   */
  before?(call: FaultyCall): Promise<"drop" | undefined> | "drop" | undefined;
  /** After a call has been carried out, before it is answered: the answer, as it is or changed, or `drop`. */
  after?(call: FaultyCall, answer: object): Promise<object | "drop"> | object | "drop";
}
