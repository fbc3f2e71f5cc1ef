import { useEffect, useRef } from "react";
import { createKeySequence, isTyping, type Shortcuts } from "./shortcuts.ts";

/** Obeys keys while the component is shown, unless they are typed into a field or a dialog is open. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  useEffect(() => {
    current.current = shortcuts;
  });
  useEffect(() => {
    const namesOf = createKeySequence();
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event.target) || document.querySelector('[role="dialog"]')) return;
      const name = namesOf(event.key).find((each) => Object.hasOwn(current.current, each));
      if (name === undefined) return;
      event.preventDefault();
      current.current[name]?.();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
