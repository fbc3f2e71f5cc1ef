/**
 * Loaded before a program (`--import`) that was started with a channel: ends it when whoever has started it is gone, be it
 * by a crash or by SIGKILL.
 */
process.once("disconnect", () => process.exit(1));
// Listening would keep a program that has come to its end.
process.channel?.unref();
