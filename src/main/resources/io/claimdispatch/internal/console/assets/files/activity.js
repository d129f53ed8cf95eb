// What happened: to a row, and what operators did.
import { html, later } from "./dom.js";
import { STATES, text, time } from "./format.js";
import { k, say, t } from "./words.js";

const KINDS = {
  CANCEL: k("cancelled"),
  RETRY_NOW: k("retried"),
  RESCHEDULE: k("rescheduled"),
  REQUEUE: k("requeued"),
  REQUEUE_DEAD: k("requeued dead rows"),
  DELETE: k("deleted"),
  PAUSE: k("paused"),
  RESUME: k("resumed"),
  UNMASK: k("looked at masked values of"),
  BULK_START: k("began a bulk action"),
  BULK_END: k("finished a bulk action"),
  BULK_CANCEL: k("cancelled a bulk action"),
  EDIT: k("edited"),
  CLONE: k("cloned"),
  PUBLISH: k("published"),
};

/** What was done, in a word; what this version does not know, as it stands. */
export function kind(event) {
  return t(KINDS[event.kind] ?? event.kind.toLowerCase().replace(/_/g, " "));
}

/** What an edit has changed; nothing where its detail cannot be read. */
function changes(event) {
  if (event.kind !== "EDIT") {
    return [];
  }
  try {
    const { changes: all = [], more = 0 } = JSON.parse(event.detail);
    const lines = all.map(({ path, from, to }) => [text(path) || "/", from === undefined ? "–" : text(from), to === undefined ? "–" : text(to)]);
    return more > 0 ? [...lines, ["…", "", `+ ${more}`]] : lines;
  } catch {
    return [];
  }
}

function Diff({ event }) {
  const lines = changes(event);
  return lines.length > 0 && html`<ul class="diff">${lines.map(([path, from, to], i) => html`<li key=${i}><code>${path}</code> <del>${from}</del> <ins>${to}</ins></li>`)}</ul>`;
}

/** @param table with links to the rows of this table; without it, the row is that of the page */
export function Events({ events, zone, table }) {
  return html`<ul class="list events">
    ${events.map(
      (event) => html`<li key=${event.id}>
        <div>
          <b>${event.who ?? t("unknown")}</b> ${kind(event)}
          ${table && event.row && html`${" "}<a href=${`?view=row&id=${event.row}&table=${encodeURIComponent(table)}`} data-go>${event.row}</a>`}
          ${table && event.type && html`${" "}<code>${event.type}</code>`}
        </div>
        ${event.why && html`<div class="quiet">${event.why}</div>`}
        <${Diff} event=${event} />
        <div class="muted small">${time(event.at, zone)}${event.node ? ` · ${event.node}` : ""}</div>
      </li>`,
    )}
  </ul>`;
}

const Bulks = later(() => import("./bulk.js"), "Bulks");

export function Activity({ data, zone, table, me, act, cursor, onCursor }) {
  return html`<div class="stack">
    <div class="page-head"><h1>${t("Activity")}</h1><span class="muted">${table}</span></div>
    <${Bulks} data=${data} zone=${zone} table=${table} me=${me} act=${act} />
    <section class="card" aria-label=${t("Activity")}>
      ${data.events.length === 0
        ? html`<div class="empty big"><h2>${t("No operator activity yet")}</h2>
            <p>${t("Each retry, cancellation and pause stands here, with who did it and why.")}</p></div>`
        : html`<${Events} events=${data.events} zone=${zone} table=${table} />`}
    </section>
    <nav class="pages" aria-label=${t("Pages")}>
      ${cursor && html`<button type="button" onClick=${() => onCursor("")}>‹ ${t("Newest")}</button>`}
      <span class="spring"></span>
      ${data.next && html`<button type="button" onClick=${() => onCursor(data.next)}>${t("Older")} ›</button>`}
    </nav>
  </div>`;
}

const ENDS = ["PROCESSED", "DEAD", "SKIPPED", "DISCARDED", "CANCELLED"];

function ofAttempt(error, i) {
  return {
    key: `a${i}`,
    at: error.at,
    tone: "bad",
    title: error.attempt === undefined ? t("An attempt failed") : t("Attempt {attempt} failed", { attempt: text(error.attempt) }),
    text: text(error.error ?? "").split("\n", 1)[0],
    node: error.node === undefined ? "" : text(error.node),
  };
}

function ofEvent(event) {
  return {
    key: `e${event.id}`,
    at: event.at,
    tone: "accent",
    title: say("*{who}* {kind}", { who: event.who ?? t("unknown"), kind: kind(event) }),
    text: event.why,
    event,
    node: event.node,
  };
}

/** All of them with the newest first; what has no time that can be read comes last. */
function entries(row, events) {
  const all = [{ key: "published", at: row.createdAt, tone: "quiet", title: t("Published") }];
  row.errors.forEach((error, i) => all.push(ofAttempt(error, i)));
  events.forEach((event) => all.push(ofEvent(event)));
  if (row.state === "CLAIMED" && row.claimedAt) {
    all.push({ key: "claimed", at: row.claimedAt, tone: "accent", title: t("Claimed"), node: row.claimedBy });
  }
  if (ENDS.includes(row.state)) {
    const tone = row.state === "PROCESSED" ? "good" : row.state === "DEAD" ? "bad" : "warn";
    all.push({ key: "end", at: row.processedAt ?? row.endedAt ?? row.updatedAt, tone, title: t(STATES[row.state]) });
  }
  const order = (entry) => Date.parse(entry.at) || 0;
  return all.map((entry, i) => [entry, i]).sort(([a, i], [b, j]) => order(b) - order(a) || j - i).map(([entry]) => entry);
}

export function Timeline({ row, events, zone }) {
  return html`<ol class="timeline">
    ${row.state === "WAITING" && row.eligibleIn > 0 &&
    html`<li key="next" class="at-next"><div class="quiet">${t("Due")}</div><div class="muted small">${time(row.eligibleAt, zone)}</div></li>`}
    ${entries(row, events).map(
      (entry) => html`<li key=${entry.key} class=${`at-${entry.tone}`}>
        <div>${entry.title}</div>
        ${entry.text && html`<div class="quiet clamp">${entry.text}</div>`}
        ${entry.event && html`<${Diff} event=${entry.event} />`}
        <div class="muted small">${entry.at === undefined ? t("at an unknown time") : time(entry.at, zone)}${entry.node ? ` · ${entry.node}` : ""}</div>
      </li>`,
    )}
  </ol>`;
}
