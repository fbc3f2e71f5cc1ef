/** Base of the console's own errors. */
abstract class ConsoleError extends Error {
  abstract readonly code: string;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The console's file is open in another process. */
export class StoreInUseError extends ConsoleError {
  readonly code = "STORE_IN_USE";
  readonly file: string;

  constructor(file: string, options?: ErrorOptions) {
    super(
      `Expected ${file} to be used by no other console, got a locked file. End the other console, or give this one a folder of its own by LETSGO_CONSOLE_DATA_DIR.`,
      options,
    );
    this.file = file;
  }
}

/** The console's file can be neither read nor made. */
export class StoreUnusableError extends ConsoleError {
  readonly code = "STORE_UNUSABLE";
  readonly file: string;

  constructor(file: string, reason: string, options?: ErrorOptions) {
    super(
      `Expected ${file} to be a file that the console may write, got: ${reason}. Make its folder writable, or name another by LETSGO_CONSOLE_DATA_DIR.`,
      options,
    );
    this.file = file;
  }
}
