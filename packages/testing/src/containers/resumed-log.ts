/** Reads the log of one container across several followers, each of which begins where the last one ended. */
export interface ResumedLog {
  /** From where the next follower must read (`docker logs --since`), both ends included; undefined: from the start. */
  since(): string | undefined;
  /** Begins another follower's lines. */
  resume(): void;
  /** The text of a line as `docker logs --timestamps` prints it; undefined for one that was read before. */
  read(line: string): string | undefined;
}

export function createResumedLog(): ResumedLog {
  let last = "";
  let textsAtLast: string[] = [];
  let known: { readonly until: string; readonly texts: readonly string[] } = { until: "", texts: [] };
  return {
    since: () => last || undefined,
    resume() {
      known = { until: last, texts: textsAtLast };
    },
    read(line) {
      const space = line.indexOf(" ");
      const time = space === -1 ? line : line.slice(0, space);
      const text = space === -1 ? "" : line.slice(space + 1);
      // Times of one width sort as texts do: the engine writes nine digits after the second.
      if (time < known.until || (time === known.until && known.texts.includes(text))) return undefined;
      if (time > last) [last, textsAtLast] = [time, []];
      if (time === last) textsAtLast.push(text);
      return text;
    },
  };
}
