import { ActionIcon, type MantineColorScheme, Tooltip, useMantineColorScheme } from "@mantine/core";
import { Icon } from "../components/icon.tsx";

const order: readonly MantineColorScheme[] = ["auto", "light", "dark"];
const icons = { auto: "auto", light: "sun", dark: "moon" } as const;

export function nextColorScheme(current: MantineColorScheme): MantineColorScheme {
  return order[(order.indexOf(current) + 1) % order.length] ?? "auto";
}

/** Goes round: the system's theme, light, dark. */
export function ThemeToggle() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const next = nextColorScheme(colorScheme);
  return (
    <Tooltip label={`Theme: ${colorScheme}. Next: ${next} (t)`}>
      <ActionIcon aria-label={`Theme: ${colorScheme}. Change to ${next}`} onClick={() => setColorScheme(next)}>
        <Icon name={icons[colorScheme]} size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
