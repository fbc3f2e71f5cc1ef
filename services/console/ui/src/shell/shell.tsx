import { useMantineColorScheme } from "@mantine/core";
import { Suspense, useEffect, useEffectEvent, useRef, useState } from "react";
import { Outlet, useLocation, useNavigate } from "react-router";
import { KeyboardSheet } from "../keyboard/keyboard-sheet.tsx";
import { useShortcuts } from "../keyboard/use-shortcuts.ts";
import { RedriveProgress } from "../queues/redrive-progress.tsx";
import { HeaderBar } from "./header-bar.tsx";
import { NavLinks } from "./nav-links.tsx";
import classes from "./shell.module.css";
import { StackWarnings } from "./stack-warnings.tsx";
import { nextColorScheme } from "./theme-toggle.tsx";

/** The frame of every view: header, ways to the views, warnings, keys. */
export function Shell() {
  const [isSheetOpen, setSheetOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const navigate = useNavigate();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  useFocusOnNewView(main);
  useShortcuts({
    "g m": () => navigate("/messages"),
    "g q": () => navigate("/queues"),
    "g d": () => navigate("/dashboard"),
    s: () => navigate("/send"),
    "/": () => focusSearch(navigate),
    t: () => setColorScheme(nextColorScheme(colorScheme)),
    "?": () => setSheetOpen(true),
  });
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#main">
        Skip to content
      </a>
      <HeaderBar onHelp={() => setSheetOpen(true)} />
      <div>
        <StackWarnings />
        <RedriveProgress />
      </div>
      <main id="main" ref={main} tabIndex={-1} className={classes.main}>
        <Suspense fallback={<p className={classes.loading}>Loading…</p>}>
          <Outlet />
        </Suspense>
      </main>
      <nav className={classes.tabs} aria-label="Views">
        <NavLinks />
      </nav>
      <KeyboardSheet opened={isSheetOpen} onClose={() => setSheetOpen(false)} />
    </div>
  );
}

// --- internal ---

const SEARCH = "search-messages";

/** A screen reader and the keyboard start at the top of a view that was just opened, or where the way there says. */
function useFocusOnNewView(main: React.RefObject<HTMLElement | null>): void {
  const { pathname, state } = useLocation();
  const place = useEffectEvent(() => {
    const search = state?.focus === "search" ? document.getElementById(SEARCH) : null;
    (search ?? main.current)?.focus({ preventScroll: true });
  });
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    place();
  }, [pathname]);
}

function focusSearch(navigate: (to: string, options: { state: object }) => unknown): void {
  const search = document.getElementById(SEARCH);
  if (search) search.focus();
  else navigate("/messages", { state: { focus: "search" } });
}
