import { Button } from "@mantine/core";
import { Icon } from "../components/icon.tsx";
import { toVisible } from "../components/to-visible.ts";
import classes from "./messages.module.css";
import type { Misread } from "./misread.ts";

/** Says what of the address is not obeyed, and takes it out. */
export function MisreadNotice({ misread, onLeaveOut }: { misread: readonly Misread[]; onLeaveOut: () => void }) {
  if (misread.length === 0) return null;
  return (
    <div className={classes.misread} role="status" data-testid="misread">
      <Icon name="warn" />
      <ul>
        {misread.slice(0, SHOWN).map(({ name, value, fault }) => (
          <li key={`${name}=${value}`}>
            The address says <code className="mono">{toVisible(shorten(`${name}=${value}`))}</code>: {fault}.
          </li>
        ))}
        {misread.length > SHOWN && <li>{misread.length - SHOWN} more are not understood.</li>}
      </ul>
      <Button size="compact-xs" onClick={onLeaveOut}>
        Leave it out
      </Button>
    </div>
  );
}

// --- internal ---

const SHOWN = 4;
const MAX_SHOWN_CHARACTERS = 60;

function shorten(text: string): string {
  return text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS)}…` : text;
}
