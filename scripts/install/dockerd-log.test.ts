import { describe, expect, it } from "vitest";
import { explainDockerdLog } from "./dockerd-log.ts";

const info = 'time="2026-01-31T12:00:00Z" level=info msg="Starting up"';

describe("dockerd's log", () => {
  it("is boiled down to the line that says why the daemon ended, in plain words", () => {
    const log = [
      info,
      'time="2026-01-31T12:00:00Z" level=warning msg="could not change group /var/run/docker.sock to docker"',
      "failed to start daemon: Error initializing network controller: error obtaining controller instance: failed to create NAT chain DOCKER: iptables failed: iptables -t nat -N DOCKER: iptables v1.8.9 (nf_tables): Could not fetch rule set generation id: Permission denied (you must be root)",
      " (exit status 4)",
    ].join("\n");

    expect(explainDockerdLog(log)).toMatch(
      /^this machine does not let root set up networks.*"failed to start daemon: /,
    );
  });

  it("tells a forbidden mount from a missing filesystem", () => {
    expect(explainDockerdLog("failed to start daemon: failed to mount overlay: operation not permitted")).toMatch(
      /does not let root mount/,
    );
    expect(
      explainDockerdLog("failed to start daemon: error initializing graphdriver: overlay2: driver not supported"),
    ).toMatch(/kernel lacks a filesystem/);
  });

  it("says that another daemon is running", () => {
    const line =
      "failed to start daemon, ensure docker is not running or delete /var/run/docker.pid: process with PID 7 is still running";

    expect(explainDockerdLog(line)).toMatch(/^another dockerd is running/);
  });

  it("quotes the message alone of a line that it does not understand", () => {
    const log = `${info}\ntime="2026-01-31T12:00:01Z" level=fatal msg="the \\"moon\\" is wrong"`;

    expect(explainDockerdLog(log)).toBe('the "moon" is wrong');
    expect(explainDockerdLog("")).toBe("it ended without a word");
  });
});
