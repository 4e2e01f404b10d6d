// Where the window is. The address after # holds it, so that back and forward work.

export const NOTICE_TABS = ["text", "review", "changes", "consultation", "history"] as const;
export type NoticeTab = (typeof NOTICE_TABS)[number];

export const SCREENS = ["work", "notices", "reviews", "law", "organisation", "audit", "settings"] as const;
export type Screen = (typeof SCREENS)[number];

/** The screens that begin with the list of notices: their code comes with the window's own. */
const FIRST: readonly string[] = ["work", "notices", "reviews"];

export function isFirst(screen: Route["screen"]): boolean {
  return FIRST.includes(screen);
}

export type Route = { screen: Screen } | { screen: "notice"; notice: string; tab: NoticeTab | null };

/** The route an address names; My work for anything else. */
export function parseRoute(hash: string): Route {
  const [screen = "", notice = "", tab = ""] = hash.replace(/^#\/?/, "").split("/");
  if (screen === "notice" && notice !== "") {
    const known = NOTICE_TABS.find((t) => t === tab) ?? null;
    return { screen: "notice", notice: decodeURIComponent(notice), tab: known };
  }
  return { screen: SCREENS.find((s) => s === screen) ?? "work" };
}

/** The address of a route. */
export function showRoute(route: Route): string {
  if (route.screen !== "notice") return `#/${route.screen}`;
  const tab = route.tab === null ? "" : `/${route.tab}`;
  return `#/notice/${encodeURIComponent(route.notice)}${tab}`;
}

/** What a screen is called, in the rail and at the top. */
export const SCREEN_NAMES: Readonly<Record<Screen, string>> = {
  work: "My work",
  notices: "Notices",
  reviews: "Reviews",
  law: "The law",
  organisation: "Organisation",
  audit: "Audit trail",
  settings: "Settings",
};
