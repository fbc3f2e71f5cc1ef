import { useEffect, useEffectEvent, useState } from "react";
import { useLocation, useNavigationType, useSearchParams } from "react-router";
import type { WrittenAs } from "./draft.ts";

/** Which type, and how it is written; null: none was chosen. */
export interface Choice {
  readonly type: string | null;
  readonly as: WrittenAs;
}

/**
 * The choice, and its place in the address so that it can be shared. The address follows: it is late, and a field whose
 * letters had to wait for it would lose some.
 */
export function useChoice(): readonly [Choice, (part: Partial<Choice>) => void] {
  const [params, setParams] = useSearchParams();
  const [choice, setChoice] = useState(() => parseChoice(params));
  const { key } = useLocation();
  const navigated = useNavigationType();
  const arrive = useEffectEvent((_key: string) => {
    // What replaces the address here is this choice itself.
    if (navigated !== "REPLACE") setChoice(parseChoice(params));
  });
  useEffect(() => arrive(key), [key]);
  const choose = (part: Partial<Choice>) => {
    const chosen = { ...choice, ...part };
    setChoice(chosen);
    setParams({ ...(chosen.type !== null && { type: chosen.type }), as: chosen.as }, { replace: true });
  };
  return [choice, choose];
}

// --- internal ---

function parseChoice(params: URLSearchParams): Choice {
  return { type: params.get("type"), as: (params.get("as") ?? "form") as WrittenAs };
}
