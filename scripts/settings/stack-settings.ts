// By its path, not by its name: commands need this before `npm ci` has linked the workspace's packages.
import { oneOf, type Setting, text, wholeNumber } from "../../packages/config/src/index.ts";
import { defaultProjectName } from "../config.ts";

/** Where the stack's services are found on this machine. */
export const portEnvironment = {
  WEB_PORT: hostPort("the pages", 3000),
  API_PORT: hostPort("the API", 3001),
  WORKER_PORT: hostPort("the worker", 3002),
  CONSOLE_PORT: hostPort("the console", 3003),
  LOCALSTACK_PORT: hostPort("LocalStack (without containers: of the embedded SQS)", 4566),
};

/** Which stack the commands speak of. No service sees these settings. */
export const stackEnvironment = {
  ...portEnvironment,
  COMPOSE_PROJECT_NAME: text({
    meaning: "The stack's name for compose. A second stack beside the first needs one of its own.",
    default: defaultProjectName,
    range: "lower-case letters, digits, hyphens and underscores, a letter or digit first",
    matches: (name) => /^[a-z0-9][a-z0-9_-]*$/.test(name),
  }),
  LETSGO_STATE_DIR: text({
    meaning:
      "The folder of what one stack leaves on the disk, relative to this one. To be set together with COMPOSE_PROJECT_NAME.",
    default: "./.letsgo",
    range: "a folder's path",
  }),
  LETSGO_QUEUE_DATA: text({
    meaning:
      "A file, relative to this folder, that keeps what the embedded SQS of `npm run dev` holds; large payloads are kept beside it, in `<file>.payloads`. Unset: in memory, and gone with the command. LocalStack, in containers, keeps nothing.",
    default: undefined,
    range: "a file's path",
  }),
  CHOKIDAR_USEPOLLING: oneOf(["true", "false"], {
    meaning: "`true` looks for saved sources by the clock, where a mount tells of none (macOS).",
    default: undefined,
  }),
};

/** What `docker compose build` takes from this machine. */
export const buildEnvironment = {
  NODE_IMAGE: image("The base image of the services", "node:26-trixie-slim"),
  PYTHON_IMAGE: image("The base image of LocalStack", "python:3.13-slim-trixie"),
  LETSGO_IMAGE_TAG: text({
    meaning:
      "The tag of the services' images. `npm start` names one for each checkout in `.env`, so that two do not take each other's image.",
    default: "local",
    range: "a tag: at most 128 letters, digits, underscores, dots and hyphens",
    matches: (tag) => /^\w[\w.-]{0,127}$/.test(tag),
  }),
  EXTRA_CA_CERTS: file("A CA bundle that builds trust; by default the one of NODE_EXTRA_CA_CERTS"),
  NODE_EXTRA_CA_CERTS: file("Node's own: a CA bundle that the commands trust, and builds too"),
  BUILD_NPMRC: file("The npm configuration of builds; `npm start` makes one of this machine's where a build needs it"),
  BUILD_PIP_CONF: file("The same for pip"),
};

/** How the commands themselves behave. */
export const commandEnvironment = {
  CI: oneOf(["true", "1"], {
    meaning: "`true` answers every question with yes, and lets tests fail that would be skipped.",
    default: undefined,
  }),
  CHROMIUM_PATH: file("The browser for the tests, where it is in no usual place"),
  NO_COLOR: text({ meaning: "Any value: no colours.", default: undefined }),
  FORCE_COLOR: text({ meaning: "Any value: colours, also where no terminal is.", default: undefined }),
};

// --- internal ---

function hostPort(owner: string, port: number): Setting<number> {
  const meaning = `The port of ${owner} on this machine (127.0.0.1); 0 takes a free one.`;
  return wholeNumber({ meaning, default: port, min: 0, max: 65_535 });
}

function image(meaning: string, name: string): Setting<string> {
  return text({
    meaning: `${meaning}. Where no registry gives it, \`npm start\` builds a stand-in and names it in \`.env\`.`,
    default: name,
    range: "an image's name",
    matches: (value) => /^[\w./:@-]+$/.test(value),
  });
}

function file(meaning: string): Setting<string | undefined> {
  return text({ meaning: `${meaning}.`, default: undefined, range: "a file's path" });
}
