// What fails, by type and failure: how often, since when and where. Each group leads to its rows.
import { Component, html } from "./dom.js";
import { get } from "./api.js";
import { count, duration, time } from "./format.js";
import { plural, t } from "./words.js";

/** A term of the filter; nothing for a value that no term can have. */
function term(name, value) {
  return /[",]/.test(value) ? undefined : `${name}:${/\s/.test(value) ? `"${value}"` : value}`;
}

/** The rows of a group, unless the filter cannot name it. */
function rowsOf(group, table) {
  // no term says that a row has no failure: the link would lead to all rows of the type
  if (!group.failure) {
    return undefined;
  }
  const terms = [group.rows > 0 ? "state:dead" : "state:waiting", term("type", group.type), term("failure", group.failure)];
  return terms.includes(undefined) ? undefined : `?${new URLSearchParams({ view: "rows", q: terms.join(" "), table })}`;
}

/** The class without its package, which stands below. */
function name(group) {
  return group.failure ? group.failure.replace(/#[0-9a-f]+$/, "").replace(/^.*[.$](?=.)/, "") : t("Without a failure");
}

function Name({ group, table }) {
  const href = rowsOf(group, table);
  const text = html`<code class="strong">${name(group)}</code>`;
  return html`${href ? html`<a href=${href} data-go>${text}</a>` : text}
    ${group.isNew && html` <span class="level l-warning">${t("new")}</span>`}`;
}

/** How many have died lately, as far as the rows that were read tell. */
function trend(group) {
  if (group.rows === 0) {
    return html`<span class="muted">–</span>`;
  }
  return t("{hour} / {day}", { hour: count(group.hour, group.isSampled && group.hour > 0), day: count(group.day, group.isSampled && group.day > 0) });
}

function Times({ group, zone }) {
  return group.last === undefined
    ? html`<span class="quiet">${t("now")}</span>`
    : html`<span title=${time(group.last, zone)}>${t("{time} ago", { time: duration(group.age) })}</span><span class="key">${t("first {time}", { time: time(group.first, zone) })}</span>`;
}

function Group({ group, table, zone }) {
  return html`<tr>
    <td class="c-type"><${Name} group=${group} table=${table} />
      <span class="key">${group.type}${group.failure ? ` · ${group.failure}` : ""}</span>
      ${group.nodes.length > 0 && html`<span class="key">${t("on {node}", { node: group.nodes.join(", ") })}</span>`}</td>
    <td class=${`c-due num ${group.rows > 0 ? "" : "none"}`}><span class="only-small muted">${t("Dead")} </span>${count(group.rows, group.isCapped)}</td>
    <td class=${`c-again num ${group.retried > 0 ? "" : "none"}`}><span class="only-small muted">${t("Tried again")} </span>${group.retried > 0 ? count(group.retried) : html`<span class="muted">–</span>`}</td>
    <td class=${`c-trend num ${group.rows > 0 ? "" : "none"}`}><span class="only-small muted">${t("Last hour / day")} </span>${trend(group)}</td>
    <td class="c-last"><${Times} group=${group} zone=${zone} /></td>
    <td class="c-sample"><span class="only-small muted">${t("Sample")} </span><a href=${`?${new URLSearchParams({ view: "row", id: group.sample, table })}`} data-go aria-label=${t("Sample: row {id}", { id: group.sample })}>${group.sample}</a></td>
  </tr>`;
}

export function Failures({ data, table, zone }) {
  const { groups } = data;
  return html`<div class="stack">
    <div class="page-head"><h1>${t("Failures")}</h1><span class="muted">${table}</span></div>
    ${!data.isWhole && html`<div class="notice">${t("There are more dead rows, or groups, than are read: what is shown is a part of them.")}</div>`}
    <section class="card flush" aria-label=${t("Failures")}>
      ${groups.length === 0
        ? html`<div class="empty big"><h2>${t("Nothing fails")}</h2>
            <p>${t("No row has failed for good, and none waits for another try after a failure.")}</p></div>`
        : html`<table class="rows failures">
            <thead><tr><th scope="col">${t("Failure")}</th><th scope="col" class="num">${t("Dead")}</th><th scope="col" class="num">${t("Tried again")}</th>
              <th scope="col" class="num">${t("Last hour / day")}</th><th scope="col">${t("Last")}</th><th scope="col">${t("Sample")}</th></tr></thead>
            <tbody>${groups.map((group) => html`<${Group} key=${`${group.type} ${group.failure ?? ""}`} group=${group} table=${table} zone=${zone} />`)}</tbody>
          </table>`}
    </section>
    ${data.newestStart && groups.some((group) => group.isNew) && html`<p class="muted small">${t("New: no row of the group had died before the newest node started, at {time}.", { time: time(data.newestStart, zone) })}</p>`}
    ${!data.isRetriedWhole && html`<p class="muted small">${t("More rows wait than are read: there may be more that are tried again.")}</p>`}
  </div>`;
}

const SHOWN = 5;

/** The newest groups, for the overview. A failure to read them costs this card alone. */
export class NewestFailures extends Component {
  state = { groups: undefined };

  componentDidMount() {
    this.ask();
  }

  componentDidUpdate(before) {
    if (before.of !== this.props.of) {
      this.ask();
    }
  }

  ask() {
    const { table } = this.props;
    get("failures", { table }).then(({ groups }) => this.setState({ groups, table }), () => undefined);
  }

  render({ table }, { groups, table: read }) {
    const shown = read === table ? groups : undefined;
    const href = `?${new URLSearchParams({ view: "failures", table })}`;
    return html`<section class="card" aria-labelledby="failures">
      <h2 id="failures"><a href=${href} data-go>${t("Failures")}</a></h2>
      ${shown?.length === 0 && html`<p class="empty">${t("Nothing fails")}</p>`}
      ${shown?.length > 0 && html`<ul class="list">${shown.slice(0, SHOWN).map((group) => html`<li key=${`${group.type} ${group.failure ?? ""}`}>
        <div><${Name} group=${group} table=${table} /></div>
        <div class="quiet">${group.type}</div>
        <div class="muted small">${group.rows > 0 ? t("dead: {n}", { n: count(group.rows, group.isCapped) }) : plural(group.retried, "one row is tried again", "{n} rows are tried again", { n: count(group.retried) })}${group.last ? ` · ${t("{time} ago", { time: duration(group.age) })}` : ""}</div>
      </li>`)}</ul>`}
      ${shown?.length > SHOWN && html`<p class="muted small"><a href=${href} data-go>${t("All {n} groups", { n: shown.length })}</a></p>`}
    </section>`;
  }
}
