/** What dockerd's refusals mean, in plain words; the first that fits counts. */
const meanings: readonly { readonly pattern: RegExp; readonly words: string }[] = [
  { pattern: /pid file found|process with PID \d+ is still running/i, words: "another dockerd is running or starting" },
  { pattern: /no space left on device/i, words: "the disk is full" },
  { pattern: /dockerd needs to be started with root/i, words: "dockerd needs root" },
  {
    pattern: /(iptables|nft|bridge|network|netlink).*(permission denied|operation not permitted|must be root)/i,
    words: "this machine does not let root set up networks, as in an unprivileged container",
  },
  {
    pattern: /(mount|unshare|overlay|chmod|chown|mknod).*(permission denied|operation not permitted)/i,
    words: "this machine does not let root mount filesystems, as in an unprivileged container",
  },
  {
    pattern: /cgroup/i,
    words: "the kernel's control groups are not there for us",
  },
  {
    pattern: /iptables|nf_tables|nat.*table|addrtype|bridge/i,
    words: "the kernel lacks what container networks need (bridge, iptables)",
  },
  {
    pattern: /(overlay|storage.driver|graphdriver).*(not supported|no such device|failed)/i,
    words: "the kernel lacks a filesystem for images (overlay)",
  },
  { pattern: /permission denied|operation not permitted/i, words: "the machine does not permit it" },
];

/** The line of dockerd's log that says why it ended, with its meaning in plain words. */
export function explainDockerdLog(log: string): string {
  const lines = log.split("\n").filter((line) => line.trim() !== "");
  const line =
    lines.findLast((text) => /failed to start daemon|level=fatal/i.test(text)) ??
    lines.findLast((text) => /level=error/i.test(text)) ??
    lines.at(-1);
  if (line === undefined) return "it ended without a word";
  const message = /msg="((?:[^"\\]|\\.)*)"/.exec(line)?.[1]?.replaceAll('\\"', '"') ?? line.trim();
  const words = meanings.find(({ pattern }) => pattern.test(message))?.words;
  return words ? `${words} ("${message}")` : message;
}
