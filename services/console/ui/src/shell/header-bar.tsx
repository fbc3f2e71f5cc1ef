import { ActionIcon, Tooltip } from "@mantine/core";
import { Link } from "react-router";
import { Icon } from "../components/icon.tsx";
import { ModeSwitch } from "./mode-switch.tsx";
import { NavLinks } from "./nav-links.tsx";
import classes from "./shell.module.css";
import { StreamSign } from "./stream-sign.tsx";
import { ThemeToggle } from "./theme-toggle.tsx";

/** Brand, views, mode, stream, theme, help. */
export function HeaderBar({ onHelp }: { onHelp: () => void }) {
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: at a page's top it is a banner, and a dialog's header is another
    <header className={classes.header} aria-label="LetsGo console">
      <Link to="/messages" className={classes.brand} aria-label="LetsGo console">
        <img src="/favicon.svg" alt="" width={22} height={22} />
        <span className={classes.brandName}>LetsGo console</span>
      </Link>
      <nav className={classes.nav} aria-label="Main">
        <NavLinks />
      </nav>
      <div className={classes.tools}>
        <ModeSwitch />
        <StreamSign />
        <ThemeToggle />
        <Tooltip label="Keyboard (?)">
          <ActionIcon aria-label="Keyboard shortcuts" onClick={onHelp}>
            <Icon name="help" size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
    </header>
  );
}
