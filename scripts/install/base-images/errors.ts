/** What every error of the base images is: an operator reads the message and can act on it. */
export class BaseImageError extends Error {
  override readonly name: string = "BaseImageError";
  readonly code: string = "BASE_IMAGE_FAILED";
}

/** Thrown when a command could not be started, failed, or said nothing for too long. */
export class CommandFailedError extends BaseImageError {
  override readonly name = "CommandFailedError";
  override readonly code = "COMMAND_FAILED";
  readonly command: string;
  readonly output: string;

  constructor(command: string, reason: string, output: string, options?: ErrorOptions) {
    super(`Expected \`${command}\` to succeed, got ${reason}.${output && `\n${lastLines(output)}`}`, options);
    this.command = command;
    this.output = output;
  }
}

/** Thrown when an image can be neither pulled nor built here. */
export class ImageUnavailableError extends BaseImageError {
  override readonly name = "ImageUnavailableError";
  override readonly code = "IMAGE_UNAVAILABLE";
  readonly image: string;

  constructor(image: string, why: string, remedy: string, options?: ErrorOptions) {
    super(`Expected the image ${image} to be present or to be had from a registry, got ${why}. ${remedy}`, options);
    this.image = image;
  }
}

// --- internal ---

function lastLines(text: string): string {
  return text.trimEnd().split("\n").slice(-15).join("\n");
}
