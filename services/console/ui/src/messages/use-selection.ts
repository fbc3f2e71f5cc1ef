import { useCallback, useMemo, useState } from "react";

/** What is selected, and the row that the keyboard is at. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly cursorId: string | null;
  /** Is anything of both there? */
  readonly isActive: boolean;
  readonly toggle: (messageId: string) => void;
  readonly moveTo: (messageId: string | null) => void;
  readonly clear: () => void;
}

export function useSelection(): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [cursorId, moveTo] = useState<string | null>(null);
  const toggle = useCallback(
    (messageId: string) =>
      setIds((before) => {
        const after = new Set(before);
        if (!after.delete(messageId)) after.add(messageId);
        return after;
      }),
    [],
  );
  const clear = useCallback(() => {
    setIds(new Set());
    moveTo(null);
  }, []);
  return useMemo(
    () => ({ ids, cursorId, isActive: ids.size > 0 || cursorId !== null, toggle, moveTo, clear }),
    [ids, cursorId, toggle, clear],
  );
}
