import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { buildApp } from "fauxqs";

export interface EmbeddedS3 {
  /** Its address, for AWS_ENDPOINT_URL_S3. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts the embedded S3: fauxqs, of which nothing else is used. It listens on loopback only, which fauxqs's own command
 * does not.
 *
 * @param options.port port on 127.0.0.1
 * @param options.folder keeps buckets and objects; undefined: they are in this process's memory
 */
export async function startEmbeddedS3(options: { port: number; folder?: string | undefined }): Promise<EmbeddedS3> {
  const stores = options.folder === undefined ? undefined : await openStores(options.folder);
  const app = buildApp({ logger: false, ...(stores && { stores }) });
  const url = await app.listen({ port: options.port, host: "127.0.0.1" });
  return { url, stop: async () => void (await app.close()) };
}

// --- internal ---

type Stores = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>["stores"]>;

/**
 * As fauxqs's own start makes them for its `s3StorageDir`. It does not export them, and that start listens on every
 * interface; its version is pinned, and a test sees objects survive.
 */
async function openStores(folder: string): Promise<Stores> {
  const inside = path.dirname(fileURLToPath(import.meta.resolve("fauxqs")));
  const load = (file: string) => import(pathToFileURL(path.join(inside, file)).href);
  const [{ S3Store }, { FileS3Persistence }, { SqsStore }, { SnsStore }] = await Promise.all([
    load("s3/s3Store.js"),
    load("s3/fileS3Persistence.js"),
    load("sqs/sqsStore.js"),
    load("sns/snsStore.js"),
  ]);
  const [s3Store, files] = [new S3Store(), new FileS3Persistence(folder)];
  files.loadS3(s3Store);
  s3Store.persistence = files;
  return { s3Store, sqsStore: new SqsStore(), snsStore: new SnsStore() };
}
