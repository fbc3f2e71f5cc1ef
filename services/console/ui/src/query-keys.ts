/** Names of what is cached. */
export const keys = {
  status: ["status"],
  queues: ["queues"],
  catalogue: ["catalogue"],
  /** The last redrive that was heard of. */
  redrive: ["redrive"],
  messages: ["messages"],
  message: (id: string) => ["message", id],
  peek: ["peek"],
  history: (minutes: number) => ["history", minutes],
} as const;
