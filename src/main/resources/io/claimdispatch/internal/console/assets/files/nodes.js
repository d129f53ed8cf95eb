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

function Fact({ label, value, isBad }) {
  return html`<div><dt>${label}</dt><dd class=${isBad ? "bad" : ""}>${value ?? html`<span class="muted">–</span>`}</dd></div>`;
}

function skew(millis) {
  return millis === undefined ? undefined : `${millis < 0 ? "−" : "+"}${duration(Math.abs(millis))}`;
}

/** What a node says of itself: its figures, as far as it does, and whether they are bad. */
function figures(node) {
  return [
    [t("Rows in flight"), node.inFlight !== undefined && html`${node.inFlight}<span class="muted"> / ${node.window}</span>`],
    [t("Running tasks"), node.running],
    [t("Clock offset"), skew(node.skew), Math.abs(node.skew ?? 0) > SKEW],
    [t("Leases lost"), node.lostLeases, node.lostLeases > 0],
    [t("Stuck tasks"), node.stuckTasks, node.stuckTasks > 0],
  ].filter(([, value]) => value !== undefined && value !== false);
}

function isGone(node) {
  return ["STOPPED", "LOST"].includes(node.state);
}

function Node({ node, differing, isMine, zone }) {
  const [label, tone] = STATES[node.state] ?? [node.state, ""];
  const facts = figures(node);
  return html`<section class="card node" aria-label=${node.name}>
    <div class="card-head"><h2><code>${node.name}</code></h2><span class=${`state ${tone}`}>${t(label)}</span></div>
    <p class="muted small">${isGone(node)
      ? t("last seen {age} ago, at {time}", { age: duration(node.silent), time: time(node.seenAt, zone) })
      : t("since {time}", { time: time(node.startedAt, zone) })}${isMine ? ` · ${t("this node answers")}` : ""}</p>
    ${facts.length > 0 && html`<dl class="facts">${facts.map(([name, value, isBad]) => html`<${Fact} key=${name} label=${name} value=${value} isBad=${isBad} />`)}</dl>`}
    ${!isGone(node) && differing.length > 0 && html`<dl class="facts apart">${differing.map((name) => html`<${Fact} key=${name} label=${html`<code>${name}</code>`}
      value=${node.settings?.[name] === undefined ? undefined : html`<code>${String(node.settings[name])}</code>`} />`)}</dl>`}
    ${(node.hangingCalls ?? []).map((call) => html`<pre class="trace">${String(call)}</pre>`)}
  </section>`;
}

export function Nodes({ data, me, table, zone }) {
  const { nodes, differing } = data;
  const of = (isShown) => nodes.filter(isShown);
  const shown = [...of(({ state }) => state === "LOST"), ...of((node) => !isGone(node)), ...of(({ state }) => state === "STOPPED")];
  return html`<div class="stack">
    <div class="page-head"><h1>${t("Nodes")}</h1><span class="muted">${table}</span></div>
    ${differing.length > 0 && html`<div class="notice">${t("Settings that the nodes do not share: {names}", { names: differing.join(", ") })}</div>`}
    ${nodes.length === 0
      ? html`<section class="card"><div class="empty big"><h2>${t("No node has been seen")}</h2>
          <p>${t("A node of this version stands here a few seconds after its start.")}</p></div></section>`
      : html`<div class="columns nodes">${shown.map((node) => html`<${Node} key=${node.name} node=${node} differing=${differing} isMine=${me?.node === node.name} zone=${zone} />`)}</div>`}
  </div>`;
}
