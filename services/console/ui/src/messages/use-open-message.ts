import { type MouseEvent, useCallback } from "react";
import { useNavigate } from "react-router";
import { toLinkState } from "../message/use-back-to-list.ts";

/** Follows a row's link within the page; one that is opened elsewhere (another tab, a download) is left to the browser. */
export function useOpenMessage(): (event: MouseEvent<HTMLAnchorElement>) => void {
  const navigate = useNavigate();
  return useCallback(
    (event) => {
      const { button, metaKey, ctrlKey, shiftKey, altKey, currentTarget } = event;
      if (button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return;
      event.preventDefault();
      void navigate(currentTarget.pathname, { state: toLinkState() });
    },
    [navigate],
  );
}
