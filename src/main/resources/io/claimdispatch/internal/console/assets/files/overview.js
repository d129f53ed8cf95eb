// The first page: what is wrong, and the figures behind it.
import { html } from "./dom.js";
import { count, duration, time, STATES } from "./format.js";

/** A link to a view of the same table. */
function to(view, table) {
  return `${view}&table=${encodeURIComponent(table)}`;
}

/** A sentence for each code of a finding. */
const SENTENCES = {
  node: (v) => html`The node <b>${v.name}</b> does not run: ${v.state}`,
  late: (v) => html`The oldest due row waits for <b>${duration(v.age)}</b>: ${v.type}`,
  hidden: () => html`Older rows of paused types hide whether other due rows are late`,
  unrouted: (v) => html`No processor on this node takes <b>${v.type}</b>`,
  dead: (v) => html`<b>${count(v.rows, v.isCapped)}</b> dead ${v.rows === 1 ? "letter waits" : "letters wait"} for an operator`,
  stuck: (v) => html`<b>${v.stuckTasks}</b> ${v.stuckTasks === 1 ? "task does" : "tasks do"} not end on ${v.name}`,
  hanging: (v) => html`<b>${v.hangingCalls.length}</b> ${v.hangingCalls.length === 1 ? "call is" : "calls are"} not answered on ${v.name}`,
  leases: (v) => html`<b>${v.lostLeases}</b> ${v.lostLeases === 1 ? "lease was" : "leases were"} lost since ${v.name} started`,
  paused: (v) => html`<b>${v.pattern}</b> is paused by ${v.who}: ${v.why}`,
  forgotten: (v) => html`<b>${v.pattern}</b> has been paused for ${duration(v.age)}, by ${v.who}: ${v.why}`,
};

const VERDICTS = {
  OK: ["All is well", "Nothing waits that should run, and nothing asks for you."],
  NOTE: ["All is well", "There is something to know."],
  WARNING: ["Worth a look", "Work goes on. Some of it needs an operator."],
  CRITICAL: ["Needs attention now", "Work waits that should run. Begin with the first line."],
};

const LEVELS = { CRITICAL: "Critical", WARNING: "Warning", NOTE: "Note" };

function Verdict({ data }) {
  const [title, text] = VERDICTS[data.level];
  return html`<section class=${`verdict v-${data.level.toLowerCase()}`} aria-labelledby="verdict">
    <div class="verdict-head">
      <span class="lamp" aria-hidden="true"></span>
      <div><h1 id="verdict">${title}</h1><p>${text}</p></div>
    </div>
    ${data.findings.length > 0 &&
    html`<ul class="findings">
      ${data.findings.map(
        (finding) => html`<li key=${finding.code + (finding.values.type ?? finding.values.pattern ?? "")}>
          <a href=${to(finding.view, data.table)} data-go>
            <span class=${`level l-${finding.level.toLowerCase()}`}>${LEVELS[finding.level]}</span>
            <span class="finding">${SENTENCES[finding.code]?.(finding.values) ?? finding.code}</span>
            <span class="chevron" aria-hidden="true">›</span>
          </a>
        </li>`,
      )}
    </ul>`}
  </section>`;
}

function Tile({ label, value, note, tone, href }) {
  return html`<a class=${`tile ${tone ?? ""}`} href=${href} data-go>
    <span class="tile-label">${label}</span>
    <span class="tile-value">${value}</span>
    <span class="tile-note">${note ?? " "}</span>
  </a>`;
}

/** How rows end, and what their tile says of it. */
const ENDS = {
  PROCESSED: "succeeded",
  SKIPPED: "rules did not hold",
  DISCARDED: "nothing left to do",
  CANCELLED: "by operator or job",
};

function oldest(data) {
  if (data.oldest) {
    return `oldest ${duration(data.oldest.age)}`;
  }
  return data.findings.some((finding) => finding.code === "hidden") ? "hidden by pauses" : "nothing is late";
}

function Tiles({ data }) {
  const by = Object.fromEntries(data.counts.map((each) => [each.state, each]));
  const of = (state) => count(by[state].rows, by[state].isCapped);
  const rows = (state) => to(`?view=rows&q=state:${state}`, data.table);
  const ended = Object.keys(ENDS).filter((state) => state === "PROCESSED" || by[state].rows > 0);
  return html`<section class="tiles" aria-label="Rows by state">
    <${Tile} label="Due" value=${count(data.due.rows, data.due.isCapped)} href=${rows("waiting")}
      note=${oldest(data)} />
    <${Tile} label="Waiting" value=${of("WAITING")} note="due and later" href=${rows("waiting")} />
    <${Tile} label="Claimed" value=${of("CLAIMED")} note="queued or running" href=${rows("claimed")} />
    <${Tile} label="Dead" value=${of("DEAD")} note="failed for good" tone=${by.DEAD.rows > 0 ? "t-bad" : ""}
      href=${rows("dead")} />
    ${ended.map(
      (state) => html`<${Tile} key=${state} label=${STATES[state]} value=${of(state)}
        note=${ENDS[state]} href=${rows(state.toLowerCase())} />`,
    )}
    ${by.UNKNOWN.rows > 0 && html`<${Tile} label="Unknown" value=${of("UNKNOWN")} note="of a newer version" href=${rows("unknown")} />`}
  </section>`;
}

function Pauses({ pauses, zone }) {
  return html`<section class="card" aria-labelledby="pauses">
    <h2 id="pauses">Pauses</h2>
    ${pauses.length === 0
      ? html`<p class="empty">No type is paused.</p>`
      : html`<ul class="list">
          ${pauses.map(
            (pause) => html`<li key=${pause.pattern}>
              <div><code>${pause.pattern}</code> <span class="muted">for ${duration(pause.age)}</span></div>
              <div class="quiet">${pause.who}: ${pause.why}</div>
              <div class="muted small">since ${time(pause.since, zone)}</div>
            </li>`,
          )}
        </ul>`}
  </section>`;
}

const KINDS = {
  CANCEL: "cancelled",
  RETRY_NOW: "retried",
  RESCHEDULE: "rescheduled",
  REQUEUE: "requeued",
  REQUEUE_DEAD: "requeued",
  DELETE: "deleted",
  PAUSE: "paused",
  RESUME: "resumed",
};

/** @param table with links to the rows of this table; without it, the row is that of the page */
export function Events({ events, zone, table }) {
  return html`<ul class="list events">
    ${events.map(
      (event) => html`<li key=${event.id}>
        <div>
          <b>${event.who ?? "unknown"}</b> ${KINDS[event.kind] ?? event.kind.toLowerCase()}
          ${table && event.row && html`${" "}<a href=${to(`?view=row&id=${event.row}`, table)} data-go>${event.row}</a>`}
          ${table && event.type && html`${" "}<code>${event.type}</code>`}
        </div>
        ${event.why && html`<div class="quiet">${event.why}</div>`}
        <div class="muted small">${time(event.at, zone)}${event.node ? ` · ${event.node}` : ""}</div>
      </li>`,
    )}
  </ul>`;
}

/** A state of the MBean: its name and, mostly, since when. */
function NodeState({ text, zone }) {
  const [, name, since, rest] = text.match(/^(\S+)(?: since (\d\S*Z))?(.*)$/s);
  return html`<b>${name.toLowerCase()}</b><span class="muted">${since ? ` since ${time(since, zone)}` : ""}${rest}</span>`;
}

function Node({ node, zone }) {
  return html`<section class="card" aria-labelledby="node">
    <h2 id="node">This node</h2>
    <dl class="facts">
      <div><dt>Name</dt><dd><code>${node.name}</code></dd></div>
      <div><dt>State</dt><dd><${NodeState} text=${node.state} zone=${zone} /></dd></div>
      <div><dt>Leases lost</dt><dd>${node.lostLeases}</dd></div>
      <div><dt>Stuck tasks</dt><dd>${node.stuckTasks}</dd></div>
    </dl>
    ${node.hangingCalls.map((call) => html`<pre class="trace">${call}</pre>`)}
  </section>`;
}

export function Overview({ data, zone }) {
  return html`<div class="stack">
    <${Verdict} data=${data} />
    <${Tiles} data=${data} />
    <div class="columns">
      <${Pauses} pauses=${data.pauses} zone=${zone} />
      <section class="card" aria-labelledby="activity">
        <h2 id="activity">Activity</h2>
        ${data.events.length === 0
          ? html`<p class="empty">Nobody has done anything yet. Commands of operators will stand here.</p>`
          : html`<${Events} events=${data.events} zone=${zone} table=${data.table} />`}
      </section>
      <${Node} node=${data.node} zone=${zone} />
    </div>
  </div>`;
}
