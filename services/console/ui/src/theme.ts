import {
  ActionIcon,
  Button,
  type CSSVariablesResolver,
  createTheme,
  localStorageColorSchemeManager,
  type MantineColorsTuple,
  Modal,
  Tooltip,
} from "@mantine/core";

/** Where the chosen theme is kept; `public/theme.js` reads it before the first paint. */
export const colorSchemeManager = localStorageColorSchemeManager({ key: "letsgo-console-theme" });

const blue: MantineColorsTuple = [
  "#eef4ff",
  "#dbe6fe",
  "#bfd3fe",
  "#93b4fd",
  "#6090fa",
  "#3b6df6",
  "#2557eb",
  "#1d4ed8",
  "#1e40af",
  "#1e3a8a",
];

/** Dense: controls of 30 px, text of 13 to 14 px. */
export const theme = createTheme({
  colors: { blue },
  primaryColor: "blue",
  primaryShade: 7,
  defaultRadius: "sm",
  cursorType: "pointer",
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace",
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.25rem" },
  headings: { fontWeight: "650", sizes: { h1: { fontSize: "1.25rem" }, h2: { fontSize: "1rem" } } },
  components: {
    Button: Button.extend({ defaultProps: { size: "xs", variant: "default" } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: "subtle", color: "gray", size: "md" } }),
    Modal: Modal.extend({ defaultProps: { centered: true, transitionProps: { duration: 80 } } }),
    Tooltip: Tooltip.extend({
      defaultProps: { withArrow: true, openDelay: 300, events: { hover: true, focus: true, touch: false } },
    }),
  },
});

/** Mantine's own colours are the page's, which keep the contrast of WCAG AA in both themes. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const own = {
    "--mantine-color-body": "var(--surface)",
    "--mantine-color-text": "var(--text)",
    "--mantine-color-dimmed": "var(--muted)",
    "--mantine-color-placeholder": "var(--muted)",
    "--mantine-color-anchor": "var(--accent)",
    "--mantine-color-error": "var(--bad)",
    "--mantine-color-default": "var(--surface)",
    "--mantine-color-default-hover": "var(--quiet-soft)",
    "--mantine-color-default-color": "var(--text)",
    "--mantine-color-default-border": "var(--control-line)",
    "--mantine-color-gray-light-color": "var(--text)",
    "--mantine-color-gray-text": "var(--muted)",
  };
  return { variables: {}, light: own, dark: own };
};
