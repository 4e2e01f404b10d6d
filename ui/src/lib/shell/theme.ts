export type Theme = "system" | "light" | "dark";

const KEY = "fair-notice-theme";

function known(value: string | null): Theme {
  return value === "light" || value === "dark" ? value : "system";
}

/** The theme the officer chose on this computer. */
export function chosenTheme(): Theme {
  const asked = import.meta.env.DEV ? new URLSearchParams(location.search).get("theme") : null;
  return known(asked ?? localStorage.getItem(KEY));
}

/** Shows the theme, and keeps it for the next time when one is given. */
export function applyTheme(theme?: Theme): void {
  if (theme) localStorage.setItem(KEY, theme);
  const shown = theme ?? chosenTheme();
  if (shown === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = shown;
}

/**
 * Lets the style sheet know Windows, whose own face is asked for by name. Elsewhere it isn't there, and looking for it
 * again for every size and weight takes a third of the time in which the first screen is laid out.
 */
export function applySystem(): void {
  if (navigator.userAgent.includes("Windows")) document.documentElement.dataset["system"] = "windows";
}
