const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const moment = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});

/** "3 Nov 2026" for a calendar day; nothing for none. */
export function showDay(date: string | null): string {
  return date === null ? "" : day.format(new Date(`${date.slice(0, 10)}T00:00:00Z`));
}

/** "14:03", in this computer's time. */
export function showTime(at: string): string {
  return clock.format(new Date(at));
}

/** "3 Nov 2026, 14:03", in this computer's time. */
export function showMoment(at: string): string {
  return moment.format(new Date(at));
}

/** How many days lie between two calendar days; negative when `to` is before `from`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
