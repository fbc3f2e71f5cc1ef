import type { Loss } from "@letsgo/console-api";

/** One for each service: what it lost in all, between the first and the last time. */
export function sumByService(losses: readonly Loss[]): Loss[] {
  const sums = new Map<string, Loss>();
  for (const loss of losses) {
    const { service } = loss;
    const { events, from, to } = sums.get(service) ?? { events: 0, from: loss.from, to: loss.to };
    const times = { from: Math.min(from, loss.from), to: Math.max(to, loss.to) };
    sums.set(service, { service, events: events + loss.events, ...times });
  }
  return [...sums.values()];
}
