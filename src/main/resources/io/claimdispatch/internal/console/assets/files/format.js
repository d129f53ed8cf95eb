// Numbers, times and durations as people read them.
import { k, spoken } from "./words.js";

const NUMBERS = new Map();

function number(value) {
  const language = spoken();
  if (!NUMBERS.has(language)) {
    NUMBERS.set(language, new Intl.NumberFormat(language));
  }
  return NUMBERS.get(language).format(value);
}

/** A count that may have been stopped at its bound. */
export function count(rows, isCapped) {
  return number(rows) + (isCapped ? "+" : "");
}

/** With three digits. */
function rounded(value) {
  return value >= 100 ? number(Math.round(value)) : number(Number(value.toPrecision(3)));
}

/** A number for each minute. */
export function rate(value) {
  return `${rounded(value)}/min`;
}

/** A part of 1. */
export function share(value) {
  return `${rounded(value * 100)} %`;
}

/** A duration that may be short. */
export function brief(millis) {
  if (millis < 1000) {
    return `${rounded(millis)} ms`;
  }
  return millis < 60000 ? `${rounded(millis / 1000)} s` : duration(millis);
}

/** A duration in its two greatest units, like "3 h 12 min". */
export function duration(millis) {
  const seconds = Math.floor(Math.abs(millis) / 1000);
  if (seconds < 1) {
    return `${Math.abs(Math.round(millis))} ms`;
  }
  const parts = [
    [Math.floor(seconds / 86400), "d"],
    [Math.floor(seconds / 3600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "min"],
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

/** An instant, in the browser's zone or in UTC. What is none is shown as it stands. */
export function time(iso, zone) {
  const instant = new Date(iso);
  if (Number.isNaN(instant.getTime())) {
    return text(iso);
  }
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
  return FORMATS.get(zone).format(instant);
}

/** A value that a program has stored in the place of a text. */
export function text(value) {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

export function bytes(size) {
  if (size < 1024) {
    return `${number(size)} B`;
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

/** Messages of the catalogue go on behind an id. */
export function sentence(message) {
  return message.charAt(0).toUpperCase() + message.slice(1);
}

export const STATES = {
  WAITING: k("Waiting"),
  CLAIMED: k("Claimed"),
  PROCESSED: k("Processed"),
  DEAD: k("Dead"),
  SKIPPED: k("Skipped"),
  DISCARDED: k("Discarded"),
  CANCELLED: k("Cancelled"),
  UNKNOWN: k("Unknown"),
};
