// The nodes of a table, as they say it themselves.
import { html } from "./dom.js";
import { duration, time } from "./format.js";
import { k, t } from "./words.js";

const STATES = {
  RUNNING: [k("Running"), "s-processed"],
  IDLE: [k("Claims nothing"), "s-waiting"],
  SUSPENDED: [k("Suspended"), "s-cancelled"],
  STOPPED: [k("Stopped"), ""],
  LOST: [k("Lost"), "s-dead"],
};

/** A clock that is off by more than this is a mistake. */
const SKEW = 1000;

function Figure({ label, value, isBad }) {
  return html`<div><dt>${label}</dt><dd class=${isBad ? "bad" : ""}>${value ?? html`<span class="muted">–</span>`}</dd></div>`;
}

function skew(millis) {
  return millis === undefined ? undefined : `${millis < 0 ? "−" : "+"}${duration(Math.abs(millis))}`;
}

function Node({ node, differing, isMine, zone }) {
  const [label, tone] = STATES[node.state] ?? [node.state, ""];
  const isThere = !["STOPPED", "LOST"].includes(node.state);
  return html`<section class="card" aria-label=${node.name}>
    <div class="card-head"><h2><code>${node.name}</code></h2><span class=${`state ${tone}`}>${t(label)}</span></div>
    <p class="muted small">${isThere
      ? t("since {time}", { time: time(node.startedAt, zone) })
      : t("last seen {age} ago, at {time}", { age: duration(node.silent), time: time(node.seenAt, zone) })}${isMine ? ` · ${t("this node answers")}` : ""}</p>
    <dl class="facts">
      <${Figure} label=${t("Rows in flight")} value=${node.inFlight !== undefined && html`${node.inFlight}<span class="muted"> / ${node.window}</span>`} />
      <${Figure} label=${t("Running tasks")} value=${node.running} />
      <${Figure} label=${t("Clock beside the database's")} value=${skew(node.skew)} isBad=${Math.abs(node.skew ?? 0) > SKEW} />
      <${Figure} label=${t("Leases lost")} value=${node.lostLeases} isBad=${node.lostLeases > 0} />
      <${Figure} label=${t("Stuck tasks")} value=${node.stuckTasks} isBad=${node.stuckTasks > 0} />
      ${isThere && differing.map((name) => html`<${Figure} key=${name} label=${name} value=${node.settings?.[name] === undefined ? undefined : html`<code>${String(node.settings[name])}</code>`} />`)}
    </dl>
    ${(node.hangingCalls ?? []).map((call) => html`<pre class="trace">${String(call)}</pre>`)}
  </section>`;
}

export function Nodes({ data, me, table, zone }) {
  const { nodes, differing } = data;
  const gone = nodes.filter((node) => ["STOPPED", "LOST"].includes(node.state));
  const shown = [...nodes.filter((node) => node.state === "LOST"), ...nodes.filter((node) => !gone.includes(node)), ...gone.filter((node) => node.state === "STOPPED")];
  return html`<div class="stack">
    <div class="page-head"><h1>${t("Nodes")}</h1><span class="muted">${table}</span></div>
    ${differing.length > 0 && html`<div class="notice">${t("Settings that the nodes do not share: {names}", { names: differing.join(", ") })}</div>`}
    ${nodes.length === 0
      ? html`<section class="card"><div class="empty big"><h2>${t("No node has been seen")}</h2>
          <p>${t("A node of this version stands here a few seconds after its start.")}</p></div></section>`
      : html`<div class="columns">${shown.map((node) => html`<${Node} key=${node.name} node=${node} differing=${differing} isMine=${me?.node === node.name} zone=${zone} />`)}</div>`}
  </div>`;
}
