/** What the command takes from the environment; all else there is the handler's and the SDK's. */
export interface CommandEnvironment {
  region: string | undefined;
  /** Whether the SDK will find credentials without asking an instance's metadata. */
  hasCredentials: boolean;
}

export function readCommandEnvironment(env: NodeJS.ProcessEnv = process.env): CommandEnvironment {
  return {
    region: env.AWS_REGION || env.AWS_DEFAULT_REGION || undefined,
    hasCredentials: Boolean(env.AWS_ACCESS_KEY_ID || env.AWS_PROFILE),
  };
}
