// The types of rows: who takes them, whether they wait, and which are paused.
import { html } from "./dom.js";
import { may, pause, resume } from "./actions.js";
import { brief, count, duration, rate, share, time } from "./format.js";
import { t } from "./words.js";

/** The name, which leads to its rows, unless the filter cannot name it. */
function Name({ type, table }) {
  const name = html`<code>${type}</code>`;
  if (/[",]/.test(type)) {
    return name;
  }
  const term = /\s/.test(type) ? `"${type}"` : type;
  return html`<a href=${`?${new URLSearchParams({ view: "rows", q: `state:waiting type:${term}`, table })}`} data-go>${name}</a>`;
}

function Status({ type }) {
  if (type.pause) {
    return html`<span class="state s-cancelled">${t("Paused")}</span>`;
  }
  return type.isRouted
    ? html`<span class="state s-processed">${t("Routed")}</span>`
    : html`<span class="state s-dead">${t("No processor here")}</span>`;
}

function Figure({ name, label, value, isBad }) {
  return html`<td class=${`c-${name} num ${value ? "" : "none"}`}><span class="only-small muted">${label} </span>${value ? html`<span class=${isBad ? "bad" : ""}>${value}</span>` : html`<span class="muted">–</span>`}</td>`;
}

function Type({ type, table, zone, isOperator, act }) {
  const { counted } = type;
  return html`<tr>
    <td class="c-type"><${Name} type=${type.type} table=${table} />${type.place && html`<span class="key">${type.place}</span>`}</td>
    <td class="c-status"><${Status} type=${type} />
      ${type.pause && html`<span class="key">${type.pause.pattern === type.type ? "" : `${type.pause.pattern} · `}${type.pause.who}: ${type.pause.why}</span>`}</td>
    <td class=${`c-due num ${type.due > 0 ? "" : "none"}`}><span class="only-small muted">${t("Due")} </span>${type.due > 0 ? count(type.due, type.isCapped) : html`<span class="muted">–</span>`}</td>
    <td class=${`c-oldest num ${type.oldest ? "" : "none"}`}><span class="only-small muted">${t("Oldest")} </span>${type.oldest
      ? html`<span title=${time(type.oldest, zone)}>${duration(type.age)}</span>`
      : html`<span class="muted">–</span>`}</td>
    <${Figure} name="rate" label=${t("Ended")} value=${counted.ended > 0 && rate(counted.ended / counted.minutes)} />
    <${Figure} name="rate" label=${t("Failing")} value=${counted.failureRate > 0 && share(counted.failureRate)} isBad />
    <${Figure} name="runs" label=${t("Run p50, p95, p99")} value=${counted.runs.p50 !== undefined && ["p50", "p95", "p99"].map((each) => brief(counted.runs[each])).join(" · ")} />
    ${isOperator && html`<td class="c-act">${type.pause
      ? html`<button type="button" class="small" aria-label=${t("Resume {type}", { type: type.pause.pattern })} onClick=${() => act(resume(table, type.pause.pattern))}>${t("Resume")}</button>`
      : html`<button type="button" class="small" aria-label=${t("Pause {type}", { type: type.type })} onClick=${() => act(pause(table, type.type))}>${t("Pause")}</button>`}</td>`}
  </tr>`;
}

export function Types({ data, me, table, zone, act }) {
  const isOperator = may(me, "OPERATE");
  return html`<div class="stack">
    <div class="page-head"><h1>${t("Types")}</h1><span class="muted">${table}</span></div>
    <section class="card flush" aria-label=${t("Types")}>
      ${data.types.length === 0
        ? html`<div class="empty big"><h2>${t("No type is known")}</h2>
            <p>${t("A type is listed once a processor takes it, a row of it waits, or an operator pauses it.")}</p></div>`
        : html`<table class="rows types">
            <thead><tr><th scope="col">${t("Type")}</th><th scope="col">${t("State")}</th><th scope="col" class="num">${t("Due")}</th><th scope="col" class="num">${t("Oldest")}</th>
              <th scope="col" class="num">${t("Ended")}</th><th scope="col" class="num">${t("Failing")}</th><th scope="col" class="num">${t("Run p50, p95, p99")}</th>
              ${isOperator && html`<th scope="col"><span class="sr">${t("Actions")}</span></th>`}</tr></thead>
            <tbody>${data.types.map((type) => html`<${Type} key=${type.type} type=${type} table=${table} zone=${zone} isOperator=${isOperator} act=${act} />`)}</tbody>
          </table>`}
    </section>
    ${data.types.length > 0 && html`<p class="muted small">${t("Ends, failures and runs are those of the last hour, of all nodes.")}</p>`}
    ${data.isCut && html`<p class="muted small">${t("There are more types: these are the first.")}</p>`}
  </div>`;
}

/** @param onResume what the button of a pause does; without it there is none */
export function PauseList({ pauses, zone, onResume }) {
  return html`<ul class="list">
    ${pauses.map(
      (each) => html`<li key=${each.pattern} class="pause">
        <div class="pause-text">
          <div><code class="strong">${each.pattern}</code></div>
          <div class="quiet">${each.who}: ${each.why}</div>
          <div class="muted small">${t("for {age}, since {time}", { age: duration(each.age), time: time(each.since, zone) })}</div>
        </div>
        ${onResume && html`<button type="button" class="small" aria-label=${t("Resume {type}", { type: each.pattern })}
          onClick=${() => onResume(each.pattern)}>${t("Resume")}</button>`}
      </li>`,
    )}
  </ul>`;
}

export function Pauses({ data, zone, me, table, act }) {
  const isOperator = may(me, "OPERATE");
  return html`<div class="stack">
    <div class="page-head"><h1>${t("Pauses")}</h1><span class="muted">${table}</span><span class="spring"></span>
      ${isOperator && html`<button type="button" class="main" onClick=${() => act(pause(table))}>${t("Pause a type")}</button>`}
    </div>
    <section class="card" aria-label=${t("Pauses")}>
      ${data.pauses.length === 0
        ? html`<div class="empty big"><h2>${t("No type is paused")}</h2>
            <p>${t("Pause a type while what it needs is away: its rows wait, and no attempt fails.")}</p></div>`
        : html`<${PauseList} pauses=${data.pauses} zone=${zone} onResume=${isOperator && ((pattern) => act(resume(table, pattern)))} />`}
    </section>
  </div>`;
}
