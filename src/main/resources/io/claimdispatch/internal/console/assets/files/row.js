// One row: why it does not run, what can be done with it, what happened to it, and what is in it.
import { Component, html, later } from "./dom.js";
import { Timeline } from "./activity.js";
import { may, ofRow, verbs, VERBS } from "./actions.js";
import { get } from "./api.js";
import { count, duration, text, time } from "./format.js";
import { Guard } from "./frame.js";
import { Payload } from "./payload.js";
import { State } from "./rows.js";
import { k, plural, say, t } from "./words.js";

const AdminVerbs = later(() => import("./admin.js"), "AdminVerbs");
const Batch = later(() => import("./batch.js"), "Batch");

const WHY = {
  claimed: (w) =>
    w.isExpired
      ? say(k("Claimed by *{node}*, whose lease ended at {until}. Another node takes it back soon."), w)
      : w.until
        ? say(k("Queued or running on *{node}*, which holds it until {until}."), w)
        : say(k("Queued or running on *{node}*."), w),
  paused: (w) => say(k("Not run while `{pattern}` is paused: {who} did so at {since}. “{why}”"), w),
  scheduled: (w) => say(k("Scheduled: it is due in *{in}*, at {at}."), w),
  retry: (w) =>
    w.failCount === 1
      ? say(k("Failed once; it is tried again in *{in}*, at {at}."), w)
      : say(k("Failed {failCount} times; it is tried again in *{in}*, at {at}."), w),
  unrouted: (w) => say(k("Due for *{late}*, but this node has no processor for its type. It runs once one is deployed."), w),
  due: (w) => say(k("Due for *{late}*: a node takes it as soon as it has room."), w),
  processed: () => t("Processed: its job succeeded."),
  dead: () => t("Dead: it failed as often as its policy allows, or can never succeed. It waits for an operator."),
  skipped: () => t("Skipped: its rules did not hold when it was due."),
  discarded: () => t("Discarded: its job found nothing left to do."),
  cancelled: () => t("Cancelled before it was done."),
  unknown: () => t("In a state that this version does not know. A newer node deals with it."),
};

/** The values of a sentence, as they are read. */
function values(why, zone) {
  const { pause, ...rest } = why;
  const all = { ...rest, ...(pause ?? {}) };
  for (const name of ["at", "until", "since"]) {
    all[name] &&= time(all[name], zone);
  }
  for (const name of ["in", "late"]) {
    if (all[name] !== undefined) {
      all[name] = duration(all[name]);
    }
  }
  return all;
}

/** What else keeps a due row from running. */
function ahead({ rows, isCapped }) {
  return rows === 0 ? t("No due row comes before it.") : plural(rows, "One due row comes before it.", "{n} due rows come before it.", { n: count(rows, isCapped) });
}

/** The sentence for a row, which for a due one costs a further question. */
class Why extends Component {
  state = { of: undefined, answer: undefined };

  componentDidMount() {
    this.ask();
  }

  componentDidUpdate(before) {
    if (before.of !== this.props.of) {
      this.ask();
    }
  }

  ask() {
    const { of } = this.props;
    if (of.row.why.code === "due") {
      // without it, the sentence says less
      get(`rows/${of.row.id}/explain`, { table: of.row.table }).then((answer) => this.setState({ answer }), () => undefined);
    }
  }

  render({ of, zone }, { answer }) {
    const { why, id } = of.row;
    const more = why.code === "due" && answer?.id === id ? answer : undefined;
    return html`<p class="why">${WHY[why.code]?.(values(why, zone)) ?? why.code}
      ${more?.ahead && html` ${ahead(more.ahead)}`}
      ${more && !more.nodeState.startsWith("RUNNING") && html` ${t("{node}, which answers, does not claim now: {state}", { node: more.node, state: more.nodeState })}`}</p>`;
  }
}

function Fact({ label, children }) {
  return html`<div><dt>${label}</dt><dd>${children}</dd></div>`;
}

const PRIORITIES = { LOW: k("low"), NORMAL: k("normal"), HIGH: k("high") };

function Facts({ row, zone }) {
  return html`<dl class="facts wide">
    <${Fact} label=${t("Priority")}>${t(PRIORITIES[row.priority] ?? row.priority.toLowerCase())}<//>
    <${Fact} label=${t("Failed attempts")}>${row.failCount}<//>
    ${row.failure && html`<${Fact} label=${t("Last failure")}><code>${row.failure}</code><//>`}
    ${row.key && html`<${Fact} label=${t("Key")}><code>${row.key}</code><//>`}
    <${Fact} label=${t("Published")}>${time(row.createdAt, zone)} <span class="muted nowrap">${t("{time} ago", { time: duration(row.age) })}</span><//>
    <${Fact} label=${t("Earliest time")}>${time(row.eligibleAt, zone)}<//>
    ${row.claimedAt && html`<${Fact} label=${t("Claimed at")}>${time(row.claimedAt, zone)}<//>`}
    ${row.claimedBy && html`<${Fact} label=${t("Node")}><code>${row.claimedBy}</code><//>`}
    ${row.leaseUntil && html`<${Fact} label=${t("Lease until")}>${time(row.leaseUntil, zone)}<//>`}
    ${row.executionId && html`<${Fact} label=${t("Batch execution")}><code>${row.executionId}</code><//>`}
    ${row.processedAt && html`<${Fact} label=${t("Processed at")}>${time(row.processedAt, zone)}<//>`}
    <${Fact} label=${t("Last change")}>${time(row.updatedAt, zone)}<//>
    <${Fact} label=${t("Table")}><code>${row.table}</code><//>
  </dl>`;
}

/** The first line, and the others behind it. */
function Fault({ error, zone, open }) {
  const all = text(error.error ?? "");
  return html`<details class="fault" open=${open}>
    <summary>
      ${error.attempt !== undefined && html`<span class="attempt">${text(error.attempt)}</span>`}
      <span class="fault-text">${all.split("\n", 1)[0]}</span>
      <span class="muted small">${error.at ? time(error.at, zone) : ""}${error.node ? ` · ${text(error.node)}` : ""}</span>
    </summary>
    <pre class="trace" tabindex="0" role="group" aria-label=${t("Error")}>${all}</pre>
  </details>`;
}

function Errors({ errors, zone }) {
  const newestFirst = [...errors].reverse();
  return html`<section class="card" aria-labelledby="errors">
    <h2 id="errors">${t("Errors")}</h2>
    ${newestFirst.map((error, i) => html`<${Fault} key=${errors.length - i} error=${error} zone=${zone} open=${i === 0} />`)}
  </section>`;
}

export function Crumbs({ id, table }) {
  return html`<p class="crumbs">
    <a href=${`?view=rows&table=${encodeURIComponent(table)}`} data-go>${t("Rows")}</a> <span aria-hidden="true">›</span> ${id}
  </p>`;
}

export function Row({ data, zone, me, act }) {
  const row = data.row;
  const offered = may(me, "OPERATE") ? verbs(row) : [];
  return html`<div class="stack">
    <${Crumbs} id=${row.id} table=${row.table} />
    <header class="row-head">
      <div class="row-title"><h1>${row.type}</h1><${State} state=${row.state} text=${row.stateText} /></div>
      <${Why} of=${data} zone=${zone} />
      ${row.reason && html`<p class="reason">“${row.reason}”</p>`}
      ${may(me, "OPERATE") &&
      html`<div class="verbs">${offered.map(
        (verb, i) => html`<button key=${verb} type="button" class=${VERBS[verb].isGrave ? "grave-quiet" : i === 0 ? "main" : ""}
          onClick=${() => act(ofRow(verb, data, zone))}>${t(VERBS[verb].label)}</button>`,
      )}${may(me, "ADMINISTER") && html`<${AdminVerbs} read=${data} zone=${zone} act=${act} />`}</div>`}
    </header>
    <section class="card" aria-label=${t("Facts")}><${Facts} row=${row} zone=${zone} /></section>
    <div class="columns two">
      <${Payload} key=${row.id} row=${row} me=${me} />
      <section class="card" aria-labelledby="timeline">
        <h2 id="timeline">${t("Timeline")}</h2>
        <${Guard} of=${data}><${Timeline} row=${row} events=${data.events} zone=${zone} /><//>
      </section>
    </div>
    ${row.executionId && html`<${Guard} of=${data}><${Batch} key=${row.id} of=${data} zone=${zone} /><//>`}
    ${row.errors.length > 0 && html`<${Guard} of=${data}><${Errors} errors=${row.errors} zone=${zone} /><//>`}
  </div>`;
}
