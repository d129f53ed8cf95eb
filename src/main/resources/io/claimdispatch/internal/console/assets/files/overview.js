// The first page: what is wrong, and the figures behind it.
import { html } from "./dom.js";
import { may, resume, runOnce } from "./actions.js";
import { Events } from "./activity.js";
import { Charts } from "./charts.js";
import { NewestFailures } from "./failures.js";
import { count, duration, share, time, STATES } from "./format.js";
import { PauseList } from "./types.js";
import { k, say, t } from "./words.js";

/** A link to a view of the same table. */
function to(view, table) {
  return `${view}&table=${encodeURIComponent(table)}`;
}

/** A sentence for each code of a finding. */
const SENTENCES = {
  node: (v) => say(k("The node *{name}* does not run: {state}"), v),
  late: (v) => say(k("The oldest due row has waited for *{age}*: {type}"), { age: duration(v.age), type: v.type }),
  hidden: () => t("Older rows of paused types hide whether other due rows are late"),
  unrouted: (v) => say(k("No processor on this node takes *{type}*"), v),
  dead: (v) =>
    v.rows === 1 ? t("One dead row waits for an operator") : say(k("*{rows}* dead rows wait for an operator"), { rows: count(v.rows, v.isCapped) }),
  failing: (v) =>
    say(k("*{rate}* of all attempts fail, usually {usual}; most of them of {type}"), { rate: share(v.rate), usual: share(v.usual), type: v.type }),
  stuck: (v) => say(k("Tasks that do not end on {name}: *{stuckTasks}*"), v),
  hanging: (v) => say(k("Calls that are not answered on {name}: *{calls}*"), { name: v.name, calls: v.hangingCalls.length }),
  lost: (v) => say(k("The node *{name}* has been silent for {age}"), { name: v.name, age: duration(v.silent) }),
  skew: (v) => say(k("The clock of *{name}* differs from the database's by {skew}"), { name: v.name, skew: duration(Math.abs(v.skew)) }),
  leases: (v) => say(k("Leases lost since {name} started: *{lostLeases}*"), v),
  paused: (v) => say(k("*{pattern}* is paused by {who}: {why}"), v),
  forgotten: (v) => say(k("*{pattern}* has been paused for {age}, by {who}: {why}"), { ...v, age: duration(v.age) }),
};

const VERDICTS = {
  OK: [k("All is well"), k("Nothing waits that should run, and nothing asks for you.")],
  NOTE: [k("All is well"), k("There is something to know.")],
  WARNING: [k("Worth a look"), k("Work goes on. Some of it needs an operator.")],
  CRITICAL: [k("Needs attention now"), k("Work waits that should run. Begin with the first line.")],
};

const LEVELS = { CRITICAL: k("Critical"), WARNING: k("Warning"), NOTE: k("Note") };

function Verdict({ data }) {
  const [title, text] = VERDICTS[data.level];
  return html`<section class=${`verdict v-${data.level.toLowerCase()}`} aria-labelledby="verdict">
    <div class="verdict-head">
      <span class="lamp" aria-hidden="true"></span>
      <div><h1 id="verdict">${t(title)}</h1><p>${t(text)}</p></div>
    </div>
    ${data.findings.length > 0 &&
    html`<ul class="findings">
      ${data.findings.map(
        (finding) => html`<li key=${finding.code + (finding.values.type ?? finding.values.pattern ?? finding.values.name ?? "")}>
          <a href=${to(finding.view, data.table)} data-go>
            <span class=${`level l-${finding.level.toLowerCase()}`}>${t(LEVELS[finding.level])}</span>
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
  PROCESSED: k("succeeded"),
  SKIPPED: k("rules did not hold"),
  DISCARDED: k("nothing left to do"),
  CANCELLED: k("by operator or job"),
};

function oldest(data) {
  if (data.oldest) {
    return t("oldest {age}", { age: duration(data.oldest.age) });
  }
  return data.findings.some((finding) => finding.code === "hidden") ? t("hidden by pauses") : t("nothing is late");
}

function Tiles({ data }) {
  const by = Object.fromEntries(data.counts.map((each) => [each.state, each]));
  const of = (state) => count(by[state].rows, by[state].isCapped);
  const rows = (state) => to(`?view=rows&q=state:${state}`, data.table);
  const ended = Object.keys(ENDS).filter((state) => state === "PROCESSED" || by[state].rows > 0);
  return html`<section class="tiles" aria-label=${t("Rows by state")}>
    <${Tile} label=${t("Due")} value=${count(data.due.rows, data.due.isCapped)} href=${rows("waiting")} note=${oldest(data)} />
    <${Tile} label=${t(STATES.WAITING)} value=${of("WAITING")} note=${t("due and later")} href=${rows("waiting")} />
    <${Tile} label=${t(STATES.CLAIMED)} value=${of("CLAIMED")} note=${t("queued or running")} href=${rows("claimed")} />
    <${Tile} label=${t(STATES.DEAD)} value=${of("DEAD")} note=${t("failed for good")} tone=${by.DEAD.rows > 0 ? "t-bad" : ""}
      href=${rows("dead")} />
    ${ended.map(
      (state) => html`<${Tile} key=${state} label=${t(STATES[state])} value=${of(state)}
        note=${t(ENDS[state])} href=${rows(state.toLowerCase())} />`,
    )}
    ${by.UNKNOWN.rows > 0 && html`<${Tile} label=${t(STATES.UNKNOWN)} value=${of("UNKNOWN")} note=${t("of a newer version")} href=${rows("unknown")} />`}
  </section>`;
}

/** A state of the MBean: its name and, mostly, since when. */
function NodeState({ text, zone }) {
  const [, name, since, rest] = text.match(/^(\S+)(?: since (\d\S*Z))?(.*)$/s);
  return html`<b>${name.toLowerCase()}</b><span class="muted">${since ? ` ${t("since {time}", { time: time(since, zone) })}` : ""}${rest}</span>`;
}

function Node({ node, zone, onRun }) {
  return html`<section class="card" aria-labelledby="node">
    <div class="card-head"><h2 id="node">${t("This node")}</h2>
      ${onRun && html`<button type="button" class="small" onClick=${onRun}>${t("Run once")}</button>`}</div>
    <dl class="facts">
      <div><dt>${t("Name")}</dt><dd><code>${node.name}</code></dd></div>
      <div><dt>${t("State")}</dt><dd><${NodeState} text=${node.state} zone=${zone} /></dd></div>
      <div><dt>${t("Leases lost")}</dt><dd>${node.lostLeases}</dd></div>
      <div><dt>${t("Stuck tasks")}</dt><dd>${node.stuckTasks}</dd></div>
    </dl>
    ${node.hangingCalls.map((call) => html`<pre class="trace">${call}</pre>`)}
  </section>`;
}

export function Overview({ data, zone, me, act, range, loaded }) {
  return html`<div class="stack">
    <${Verdict} data=${data} />
    <${Tiles} data=${data} />
    <${Charts} table=${data.table} range=${range} loaded=${loaded} zone=${zone} />
    <div class="columns even">
      <${NewestFailures} of=${data} table=${data.table} />
      <section class="card" aria-labelledby="pauses">
        <h2 id="pauses"><a href=${to("?view=pauses", data.table)} data-go>${t("Pauses")}</a></h2>
        ${data.pauses.length === 0
          ? html`<p class="empty">${t("No type is paused.")}</p>`
          : html`<${PauseList} pauses=${data.pauses} zone=${zone}
              onResume=${may(me, "OPERATE") && ((pattern) => act(resume(data.table, pattern)))} />`}
      </section>
      <section class="card" aria-labelledby="activity">
        <h2 id="activity"><a href=${to("?view=activity", data.table)} data-go>${t("Activity")}</a></h2>
        ${data.events.length === 0
          ? html`<p class="empty">${t("No operator activity yet. What operators do is listed here.")}</p>`
          : html`<${Events} events=${data.events} zone=${zone} table=${data.table} />`}
      </section>
      <${Node} node=${data.node} zone=${zone} onRun=${may(me, "OPERATE") && (() => act(runOnce(data.node.name)))} />
    </div>
  </div>`;
}
