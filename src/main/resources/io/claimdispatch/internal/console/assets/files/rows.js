// A page of rows that meet a filter.
import { html } from "./dom.js";
import { may, ofRows, verbs, VERBS } from "./actions.js";
import { duration, time, STATES } from "./format.js";
import { plural, t } from "./words.js";

const TABS = ["WAITING", "CLAIMED", "DEAD", "PROCESSED", "SKIPPED", "DISCARDED", "CANCELLED"];

const STATE_TERM = /(?:^|\s)state:\S+/;

/** The same filter for another state; all states without one. */
function withState(filter, state) {
  const rest = filter.replace(STATE_TERM, "").trim();
  return [state && `state:${state.toLowerCase()}`, rest].filter(Boolean).join(" ");
}

function href(filter, table) {
  const query = new URLSearchParams({ view: "rows" });
  if (filter) {
    query.set("q", filter);
  }
  if (table) {
    query.set("table", table);
  }
  return `?${query}`;
}

function Tabs({ filter, table }) {
  const state = filter.match(/(?:^|\s)state:(\S+)/)?.[1]?.toUpperCase();
  return html`<nav class="tabs" aria-label=${t("States")}>
    <a href=${href(withState(filter, ""), table)} data-go aria-current=${state ? undefined : "page"}>${t("All")}</a>
    ${TABS.map(
      (each) => html`<a key=${each} href=${href(withState(filter, each), table)} data-go
        aria-current=${state === each ? "page" : undefined}>${t(STATES[each])}</a>`,
    )}
  </nav>`;
}

function Filter({ filter, onFilter }) {
  const submit = (event) => {
    event.preventDefault();
    onFilter(new FormData(event.target).get("q").trim());
  };
  return html`<form class="filter" role="search" onSubmit=${submit}>
    <label class="sr" for="q">${t("Filter")}</label>
    <input id="q" name="q" type="search" autocomplete="off" spellcheck=${false} key=${filter} defaultValue=${filter}
      placeholder="type:order.*  key:4711  attempts:3  created:2026-11-29.." aria-describedby="filter-help" />
    <button type="submit">${t("Filter")}</button>
    <p id="filter-help" class="sr">${t("Terms with a blank between: state, type, key, id, failure, attempts, created, due. Comma means or.")}</p>
  </form>`;
}

export function State({ state, text }) {
  return html`<span class=${`state s-${state.toLowerCase()}`}>${state === "UNKNOWN" ? text : t(STATES[state])}</span>`;
}

/** When something happens next, or has happened. */
function When({ row, zone }) {
  if (row.state === "WAITING") {
    return html`<span title=${time(row.eligibleAt, zone)}>${row.eligibleIn > 0
      ? t("in {time}", { time: duration(row.eligibleIn) })
      : t("due for {time}", { time: duration(row.eligibleIn) })}</span>`;
  }
  if (row.state === "CLAIMED") {
    return html`<span title=${row.claimedBy}>${t("on {node}", { node: row.claimedBy ?? "" })}</span>`;
  }
  return html`<span>${time(row.processedAt ?? row.endedAt ?? row.createdAt, zone)}</span>`;
}

function preview(payload) {
  if (!payload.isJson) {
    return t("not JSON");
  }
  return payload.text + (payload.isCut ? " …" : "");
}

function Line({ row, zone, isChosen, isMarked, onMark }) {
  return html`<tr class=${`${isChosen ? "chosen" : ""} ${isMarked ? "marked" : ""}`}>
    <td class="c-mark"><input type="checkbox" checked=${isMarked} aria-label=${t("Mark row {id}", { id: row.id })} onChange=${() => onMark(row.id)} /></td>
    <td class="c-state"><${State} state=${row.state} text=${row.stateText} /></td>
    <td class="c-id"><a href=${`?view=row&id=${row.id}&table=${encodeURIComponent(row.table)}`} data-go>${row.id}</a></td>
    <td class="c-type"><code>${row.type}</code>${row.key && html`<span class="key" title=${row.key}>${row.key}</span>`}</td>
    <td class="c-when"><${When} row=${row} zone=${zone} /></td>
    <td class=${`c-failed num ${row.failCount > 0 ? "" : "none"}`}><span class="only-small muted">${t("failed")} </span>${row.failCount > 0 ? row.failCount : html`<span class="muted">–</span>`}</td>
    <td class="c-payload"><code>${preview(row.payload)}</code></td>
  </tr>`;
}

function Table({ rows, zone, chosen, marked, onMark }) {
  return html`<table class="rows">
    <thead>
      <tr>
        <th scope="col"><span class="sr">${t("Marked")}</span></th><th scope="col">${t("State")}</th><th scope="col">${t("Id")}</th>
        <th scope="col">${t("Type")}</th><th scope="col">${t("When")}</th><th scope="col" class="num">${t("Failed")}</th><th scope="col">${t("Payload")}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map((row, i) => html`<${Line} key=${row.id} row=${row} zone=${zone} isChosen=${i === chosen} isMarked=${marked.includes(row.id)} onMark=${onMark} />`)}
    </tbody>
  </table>`;
}

function Empty({ filter, next, table }) {
  if (next) {
    return html`<div class="empty big"><h2>${t("None so far")}</h2>
      <p>${t("The newest rows were searched, and none of them meets the filter. Go on with older ones.")}</p></div>`;
  }
  return filter
    ? html`<div class="empty big"><h2>${t("No row meets the filter")}</h2>
        <p>${t("Remove a term, or")} <a href=${href("", table)} data-go>${t("show all rows")}</a>.</p></div>`
    : html`<div class="empty big"><h2>${t("The table is empty")}</h2>
        <p>${t("Rows stand here once the application publishes an action.")}</p></div>`;
}

/** A dialog that few open is loaded by those who do. From a page that is out of date it cannot be had any more. */
async function later(dialog) {
  try {
    await dialog();
  } catch {
    location.reload();
  }
}

function ask({ table, zone, me, act }, rows) {
  return later(async () => {
    const { bulk } = await import("./bulk.js");
    act(bulk(table, zone, me, rows));
  });
}

function publish({ table, zone, act }) {
  return later(async () => {
    const { publish: dialog } = await import("./admin.js");
    act(dialog(table, zone));
  });
}

/** What can be done with the marked rows: that of their states. */
function Marked({ rows, table, zone, me, act }) {
  const all = Object.keys(VERBS)
    .map((verb) => [verb, rows.filter((row) => verbs(row).includes(verb))])
    .filter(([, fitting]) => fitting.length > 0);
  return html`<div class="marks" role="region" aria-label=${t("Marked rows")}>
    <b>${plural(rows.length, "One row marked", "{n} rows marked")}</b>
    ${may(me, "OPERATE") && all.map(([verb, fitting]) => html`<button key=${verb} type="button" class=${VERBS[verb].isGrave ? "grave-quiet" : ""}
      onClick=${() => act(ofRows(verb, fitting, zone))}>${t(VERBS[verb].label)} (${fitting.length})</button>`)}
    ${may(me, "OPERATE") && html`<button type="button" onClick=${() => ask({ table, zone, me, act }, { ids: rows.map((row) => row.id) })}>${t("With a preview …")}</button>`}
    ${all.length === 0 && html`<span class="muted">${t("Nothing can be done with them.")}</span>`}
  </div>`;
}

export function Rows({ data, isLoading, filter, table, cursor, zone, me, chosen, marked, act, onMark, onFilter, onCursor }) {
  const rows = data?.rows.filter((row) => marked.includes(row.id)) ?? [];
  return html`<div class="stack">
    <div class="page-head"><h1>${t("Rows")}</h1><span class="muted">${table}</span><span class="spring"></span>
      ${may(me, "OPERATE") && data?.rows.length > 0 && html`
        <button type="button" onClick=${() => ask({ table, zone, me, act }, { filter })}>${t("All that match …")}</button>`}
      ${may(me, "ADMINISTER") && html`<button type="button" onClick=${() => publish({ table, zone, act })}>${t("Publish a row")}</button>`}</div>
    <${Tabs} filter=${filter} table=${table} />
    <${Filter} filter=${filter} onFilter=${onFilter} />
    ${!data && isLoading && html`<p class="boot">${t("Loading …")}</p>`}
    ${data &&
    html`<section class="card flush" aria-label=${t("Rows")}>
      ${data.rows.length === 0
        ? html`<${Empty} filter=${filter} next=${data.next} table=${table} />`
        : html`<${Table} rows=${data.rows} zone=${zone} chosen=${chosen} marked=${marked} onMark=${onMark} />`}
    </section>
    ${rows.length > 0 && html`<${Marked} rows=${rows} table=${table} zone=${zone} me=${me} act=${act} />`}
    <nav class="pages" aria-label=${t("Pages")}>
      ${cursor && html`<button type="button" onClick=${() => onCursor("")}>‹ ${t("Newest")}</button>`}
      <span class="spring"></span>
      ${data.next && html`<button type="button" onClick=${() => onCursor(data.next)}>${t("Older")} ›</button>`}
    </nav>`}
  </div>`;
}
