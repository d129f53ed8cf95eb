// Numbers, times and durations as people read them.

const NUMBER = new Intl.NumberFormat("en");

/** A count that may have been stopped at its bound. */
export function count(rows, isCapped) {
  return NUMBER.format(rows) + (isCapped ? "+" : "");
}

/** A duration in its two greatest units, like "3 h 12 m". */
export function duration(millis) {
  const seconds = Math.floor(Math.abs(millis) / 1000);
  if (seconds < 1) {
    return `${Math.abs(Math.round(millis))} ms`;
  }
  const parts = [
    [Math.floor(seconds / 86400), "d"],
    [Math.floor(seconds / 3600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "m"],
    [seconds % 60, "s"],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  return parts
    .slice(first, first + 2)
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${value} ${unit}`)
    .join(" ");
}

const FORMATS = new Map();

/** An instant, in the browser's zone or in UTC. */
export function time(iso, zone) {
  if (!FORMATS.has(zone)) {
    FORMATS.set(
      zone,
      new Intl.DateTimeFormat("sv", {
        dateStyle: "short",
        timeStyle: "medium",
        timeZone: zone === "utc" ? "UTC" : undefined,
      }),
    );
  }
  return FORMATS.get(zone).format(new Date(iso));
}

export function bytes(size) {
  if (size < 1024) {
    return `${NUMBER.format(size)} bytes`;
  }
  const units = ["KiB", "MiB", "GiB"];
  let value = size / 1024;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value.toFixed(1)} ${units[unit]}`;
}

export const STATES = {
  WAITING: "Waiting",
  CLAIMED: "Claimed",
  PROCESSED: "Processed",
  DEAD: "Dead",
  SKIPPED: "Skipped",
  DISCARDED: "Discarded",
  CANCELLED: "Cancelled",
  UNKNOWN: "Unknown",
};
