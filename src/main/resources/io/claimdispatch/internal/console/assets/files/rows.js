// A page of rows that meet a filter.
import { html } from "./dom.js";
import { duration, time, STATES } from "./format.js";

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
  return html`<nav class="tabs" aria-label="States">
    <a href=${href(withState(filter, ""), table)} data-go aria-current=${state ? undefined : "page"}>All</a>
    ${TABS.map(
      (each) => html`<a key=${each} href=${href(withState(filter, each), table)} data-go
        aria-current=${state === each ? "page" : undefined}>${STATES[each]}</a>`,
    )}
  </nav>`;
}

function Filter({ filter, onFilter }) {
  const submit = (event) => {
    event.preventDefault();
    onFilter(new FormData(event.target).get("q").trim());
  };
  return html`<form class="filter" role="search" onSubmit=${submit}>
    <label class="sr" for="q">Filter</label>
    <input id="q" name="q" type="search" autocomplete="off" spellcheck=${false} key=${filter} defaultValue=${filter}
      placeholder="type:order.*  key:4711  attempts:3  created:2026-11-29.." aria-describedby="filter-help" />
    <button type="submit">Filter</button>
    <p id="filter-help" class="sr">Terms with a blank between: state, type, key, id, attempts, created, due. Comma means or.</p>
  </form>`;
}

export function State({ state, text }) {
  return html`<span class=${`state s-${state.toLowerCase()}`}>${state === "UNKNOWN" ? text : STATES[state]}</span>`;
}

/** When something happens next, or has happened. */
function When({ row, zone }) {
  if (row.state === "WAITING") {
    return row.eligibleIn > 0
      ? html`<span title=${time(row.eligibleAt, zone)}>in ${duration(row.eligibleIn)}</span>`
      : html`<span title=${time(row.eligibleAt, zone)}>due for ${duration(row.eligibleIn)}</span>`;
  }
  if (row.state === "CLAIMED") {
    return html`<span title=${row.claimedBy}>on ${row.claimedBy}</span>`;
  }
  return html`<span>${time(row.processedAt ?? row.endedAt ?? row.createdAt, zone)}</span>`;
}

function preview(payload) {
  if (!payload.isJson) {
    return "not JSON";
  }
  return payload.text + (payload.isCut ? " …" : "");
}

function Table({ rows, zone, chosen }) {
  return html`<table class="rows">
    <thead>
      <tr>
        <th scope="col">State</th><th scope="col">Id</th><th scope="col">Type</th><th scope="col">When</th>
        <th scope="col" class="num">Failed</th><th scope="col">Payload</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row, i) => html`<tr key=${row.id} class=${i === chosen ? "chosen" : ""}>
          <td class="c-state"><${State} state=${row.state} text=${row.stateText} /></td>
          <td class="c-id"><a href=${`?view=row&id=${row.id}&table=${row.table}`} data-go>${row.id}</a></td>
          <td class="c-type"><code>${row.type}</code>${row.key && html`<span class="key" title=${row.key}>${row.key}</span>`}</td>
          <td class="c-when"><${When} row=${row} zone=${zone} /></td>
          <td class=${`c-failed num ${row.failCount > 0 ? "" : "none"}`}>${row.failCount > 0 ? row.failCount : html`<span class="muted">–</span>`}</td>
          <td class="c-payload"><code>${preview(row.payload)}</code></td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

function Empty({ filter, next, table }) {
  if (next) {
    return html`<div class="empty big"><h2>None so far</h2>
      <p>The newest rows were searched, and none of them meets the filter. Go on with older ones.</p></div>`;
  }
  return filter
    ? html`<div class="empty big"><h2>No row meets the filter</h2>
        <p>Remove a term, or <a href=${href("", table)} data-go>show all rows</a>.</p></div>`
    : html`<div class="empty big"><h2>The table is empty</h2>
        <p>Rows stand here once the application publishes an action.</p></div>`;
}

export function Rows({ data, isLoading, filter, table, cursor, zone, chosen, onFilter, onCursor }) {
  return html`<div class="stack">
    <div class="page-head"><h1>Rows</h1><span class="muted">${table}</span></div>
    <${Tabs} filter=${filter} table=${table} />
    <${Filter} filter=${filter} onFilter=${onFilter} />
    ${!data && isLoading && html`<p class="boot">Loading …</p>`}
    ${data &&
    html`<section class="card flush" aria-label="Rows">
      ${data.rows.length === 0
        ? html`<${Empty} filter=${filter} next=${data.next} table=${table} />`
        : html`<${Table} rows=${data.rows} zone=${zone} chosen=${chosen} />`}
    </section>
    <nav class="pages" aria-label="Pages">
      ${cursor && html`<button type="button" onClick=${() => onCursor("")}>‹ Newest</button>`}
      <span class="spring"></span>
      ${data.next && html`<button type="button" onClick=${() => onCursor(data.next)}>Older ›</button>`}
    </nav>`}
  </div>`;
}
