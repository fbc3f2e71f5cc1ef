import { ActionIcon, Tooltip } from "@mantine/core";
import { useState } from "react";
import { Icon } from "./icon.tsx";
import { tellFailed } from "./outcome.tsx";

/** Puts text on the clipboard, as text. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    tellFailed("Not copied", error);
    return false;
  }
}

/** Copies, and says so in its own place. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    if (!(await copyText(text))) return;
    setCopied(true);
    setTimeout(() => setCopied(false), 1_500);
  };
  return (
    <Tooltip label={isCopied ? "Copied" : label}>
      <ActionIcon size="sm" aria-label={isCopied ? "Copied" : label} onClick={() => void copy()}>
        <Icon name={isCopied ? "check" : "copy"} size={13} />
      </ActionIcon>
    </Tooltip>
  );
}
