// Sets the theme before anything is painted; a script of its own, since the pages allow no inline ones.
(() => {
  let chosen = "auto";
  try {
    chosen = localStorage.getItem("letsgo-console-theme") ?? "auto";
  } catch {
    // No storage: the system's theme.
  }
  const isDark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", isDark ? "dark" : "light");
})();
