// One row: why it does not run, what happened to it, and what is in it.
import { html } from "./dom.js";
import { bytes, duration, time } from "./format.js";
import { Json } from "./json.js";
import { Events } from "./overview.js";
import { State } from "./rows.js";

const WHY = {
  claimed: (w, zone) =>
    w.isExpired
      ? html`Claimed by <b>${w.node}</b>, whose lease ended at ${time(w.until, zone)}. Another node takes it back soon.`
      : html`Queued or running on <b>${w.node}</b>${w.until ? `, which holds it until ${time(w.until, zone)}` : ""}.`,
  paused: (w, zone) =>
    html`Not run while <code>${w.pause.pattern}</code> is paused: ${w.pause.who} did so ${time(w.pause.since, zone)}. “${w.pause.why}”`,
  scheduled: (w, zone) => html`Scheduled: it is due in <b>${duration(w.in)}</b>, at ${time(w.at, zone)}.`,
  retry: (w, zone) =>
    html`Failed ${w.failCount === 1 ? "once" : `${w.failCount} times`}; it is tried again in <b>${duration(w.in)}</b>, at ${time(w.at, zone)}.`,
  unrouted: (w) => html`Due for <b>${duration(w.late)}</b>, but this node has no processor for its type. It runs once one is deployed.`,
  due: (w) => html`Due for <b>${duration(w.late)}</b>: a node takes it as soon as it has room.`,
  processed: () => "Processed: its job succeeded.",
  dead: () => "Dead: it failed as often as its policy allows, or can never succeed. It waits for an operator.",
  skipped: () => "Skipped: its rules did not hold when it was due.",
  discarded: () => "Discarded: its job found nothing left to do.",
  cancelled: () => "Cancelled before it was done.",
  unknown: () => "In a state that this version does not know. A newer node deals with it.",
};

function Fact({ label, children }) {
  return html`<div><dt>${label}</dt><dd>${children}</dd></div>`;
}

function Facts({ row, zone }) {
  return html`<dl class="facts wide">
    <${Fact} label="Priority">${row.priority.toLowerCase()}<//>
    <${Fact} label="Failed attempts">${row.failCount}<//>
    ${row.failure && html`<${Fact} label="Last failure"><code>${row.failure}</code><//>`}
    ${row.key && html`<${Fact} label="Key"><code>${row.key}</code><//>`}
    <${Fact} label="Published">${time(row.createdAt, zone)} <span class="muted">${duration(row.age)} ago</span><//>
    <${Fact} label="Earliest time">${time(row.eligibleAt, zone)}<//>
    ${row.claimedAt && html`<${Fact} label="Claimed">${time(row.claimedAt, zone)}<//>`}
    ${row.claimedBy && html`<${Fact} label="Node"><code>${row.claimedBy}</code><//>`}
    ${row.leaseUntil && html`<${Fact} label="Lease until">${time(row.leaseUntil, zone)}<//>`}
    ${row.executionId && html`<${Fact} label="Batch execution"><code>${row.executionId}</code><//>`}
    ${row.processedAt && html`<${Fact} label="Processed">${time(row.processedAt, zone)}<//>`}
    <${Fact} label="Last change">${time(row.updatedAt, zone)}<//>
    <${Fact} label="Table"><code>${row.table}</code><//>
  </dl>`;
}

function Payload({ payload }) {
  return html`<section class="card" aria-labelledby="payload">
    <div class="card-head"><h2 id="payload">Payload</h2><span class="muted small">${bytes(payload.bytes)}</span></div>
    ${payload.isJson
      ? html`<${Json} text=${payload.text} />`
      : html`<p class="empty">What is stored is not JSON. It is not shown, since the node cannot mask parts of it.</p>`}
    ${payload.masked > 0 && html`<p class="muted small">${payload.masked} ${payload.masked === 1 ? "value is" : "values are"} masked.</p>`}
    ${payload.isCut && html`<p class="muted small">The payload goes on.</p>`}
  </section>`;
}

/** The first line, and the others behind it. */
function Fault({ error, zone, open }) {
  const lines = String(error.error ?? "").split("\n");
  return html`<details class="fault" open=${open}>
    <summary>
      ${error.attempt !== undefined && html`<span class="attempt">${error.attempt}</span>`}
      <span class="fault-text">${lines[0]}</span>
      <span class="muted small">${error.at ? time(error.at, zone) : ""}${error.node ? ` · ${error.node}` : ""}</span>
    </summary>
    <pre class="trace" tabindex="0">${lines.join("\n")}</pre>
  </details>`;
}

function Errors({ errors, zone }) {
  const newestFirst = [...errors].reverse();
  return html`<section class="card" aria-labelledby="errors">
    <h2 id="errors">Errors</h2>
    ${newestFirst.map((error, i) => html`<${Fault} key=${error.attempt ?? i} error=${error} zone=${zone} open=${i === 0} />`)}
  </section>`;
}

export function Crumbs({ id, table }) {
  return html`<p class="crumbs">
    <a href=${`?view=rows&table=${encodeURIComponent(table)}`} data-go>Rows</a> <span aria-hidden="true">›</span> ${id}
  </p>`;
}

export function Row({ data, zone }) {
  const row = data.row;
  return html`<div class="stack">
    <${Crumbs} id=${row.id} table=${row.table} />
    <header class="row-head">
      <div class="row-title"><h1>${row.type}</h1><${State} state=${row.state} text=${row.stateText} /></div>
      <p class="why">${WHY[row.why.code]?.(row.why, zone) ?? row.why.code}</p>
      ${row.reason && html`<p class="reason">“${row.reason}”</p>`}
    </header>
    <section class="card" aria-label="Facts"><${Facts} row=${row} zone=${zone} /></section>
    <div class="columns two">
      <${Payload} payload=${row.payload} />
      <section class="card" aria-labelledby="events">
        <h2 id="events">What operators did</h2>
        ${data.events.length === 0
          ? html`<p class="empty">No operator has touched it.</p>`
          : html`<${Events} events=${data.events} zone=${zone} />`}
      </section>
    </div>
    ${row.errors.length > 0 && html`<${Errors} errors=${row.errors} zone=${zone} />`}
  </div>`;
}
