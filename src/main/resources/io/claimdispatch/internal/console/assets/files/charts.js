// What the nodes have counted over time, drawn and as a table.
import { Component, html } from "./dom.js";
import { get } from "./api.js";
import { brief, rate, share, time } from "./format.js";
import { address } from "./route.js";
import { k, t } from "./words.js";

const RANGES = { "1h": k("1 hour"), "6h": k("6 hours"), "24h": k("24 hours"), "7d": k("7 days") };

/** Each chart: its title, how its values read, and its lines with a name and a value for a point. */
const CHARTS = [
  [k("Arrivals and ends"), rate, [[k("arrived"), (p) => p.published / p.minutes], [k("ended"), (p) => p.ended / p.minutes]]],
  [k("Failed attempts"), share, [[k("of all"), (p) => p.failureRate]]],
  [k("Wait before a run"), brief, [["p50", (p) => p.waits.p50], ["p95", (p) => p.waits.p95], [k("oldest due"), (p) => p.oldestDue]]],
  [k("Length of a run"), brief, [["p50", (p) => p.runs.p50], ["p95", (p) => p.runs.p95]]],
];

function path(values, top) {
  return values
    .map((value, i) => {
      if (value === undefined) {
        return "";
      }
      // a value without neighbours is a dot
      return `${values[i - 1] === undefined ? "M" : "L"}${i + 0.5} ${(100 - (value / top) * 100).toFixed(2)}${values[i + 1] === undefined ? "h.01" : ""}`;
    })
    .join("");
}

function Chart({ chart: [title, say, lines], points, at, onAt }) {
  const drawn = lines.map(([name, value]) => [t(name), points.map(value)]);
  const top = Math.max(...drawn.flatMap(([, values]) => values).filter((value) => value !== undefined), 0);
  const shown = (values) => values[at ?? values.length - 1];
  const pick = (event) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    onAt(Math.max(0, Math.min(points.length - 1, Math.floor(((event.clientX - left) / width) * points.length))));
  };
  return html`<figure class="chart">
    <figcaption><b>${t(title)}</b>${drawn.map(([name, values], i) => html`<span key=${name} class=${`line line-${i}`}>${name} ${shown(values) === undefined ? "–" : say(shown(values))}</span>`)}</figcaption>
    <span class="top muted">${top > 0 ? say(top) : ""}</span>
    <svg viewBox=${`0 0 ${points.length} 100`} preserveAspectRatio="none" role="img" aria-label=${t(title)} onPointerMove=${pick} onPointerDown=${pick} onPointerLeave=${() => onAt(undefined)}>
      ${drawn.map(([name, values], i) => html`<path key=${name} class=${`line-${i}`} d=${path(values, top || 1)} />`)}
      ${at !== undefined && html`<path class="here" d=${`M${at + 0.5} 0V100`} />`}
    </svg>
  </figure>`;
}

function AsTable({ points, stamp }) {
  return html`<details><summary>${t("As a table")}</summary><div class="scroll" tabindex="0" role="region" aria-label=${t("As a table")}><table class="figures">
    <thead><tr><th scope="col">${t("Time")}</th>${CHARTS.flatMap(([title, , lines]) => lines.map(([name]) => html`<th scope="col" key=${title + name}>${t(title)}: ${t(name)}</th>`))}</tr></thead>
    <tbody>${points.map((point) => html`<tr key=${point.at}><th scope="row">${stamp(point.at)}</th>${CHARTS.flatMap(([title, say, lines]) =>
      lines.map(([name, value]) => html`<td key=${title + name}>${value(point) === undefined ? "–" : say(value(point))}</td>`))}</tr>`)}</tbody>
  </table></div></details>`;
}

/** Reads again whenever the view around it has. */
export class Charts extends Component {
  state = {};
  question = 0;

  componentDidMount() {
    this.load();
  }

  componentDidUpdate({ loaded, range, table }) {
    if (loaded !== this.props.loaded || range !== this.props.range || table !== this.props.table) {
      this.load();
    }
  }

  async load() {
    const question = ++this.question;
    const answer = await get("stats", { table: this.props.table, range: this.props.range }).then(
      (data) => ({ data, failure: undefined }),
      (failure) => ({ failure }),
    );
    if (question === this.question) {
      this.setState(answer);
    }
  }

  render({ range, table, zone }, { data, failure, at }) {
    const chosen = range in RANGES ? range : "1h";
    const points = data?.points ?? [];
    const stamp = (iso) => (chosen === "7d" ? time(iso, zone).slice(5, 16) : time(iso, zone).slice(11, 16));
    const here = points[at] && at;
    const isEmpty = data && points.every((point) => !(point.published || point.started || point.ended || point.oldestDue));
    return html`<section class="card" aria-labelledby="charts">
      <div class="card-head"><h2 id="charts">${t("Over time")}</h2><span class="muted small">${here === undefined ? "" : stamp(points[here].at)}</span><span class="spring"></span>
        <nav class="ranges" aria-label=${t("Range")}>${Object.entries(RANGES).map(([each, text]) => html`<a key=${each} data-go
          href=${address({ view: "overview", table, range: each })} aria-current=${each === chosen ? "true" : undefined}>${t(text)}</a>`)}</nav></div>
      ${failure && html`<p class="hint wrong" role="alert">${failure.say()}</p>`}
      ${isEmpty && html`<p class="empty">${t("Nothing was counted in this time. Nodes write once a minute what they did.")}</p>`}
      ${points.length > 0 && !isEmpty && html`<div class="charts">${CHARTS.map((chart) => html`<${Chart} key=${chart[0]} chart=${chart} points=${points} at=${here}
          onAt=${(i) => this.setState({ at: i })} />`)}</div>
        <div class="axis muted small"><span>${stamp(points[0].at)}</span><span>${stamp(points[points.length >> 1].at)}</span><span>${stamp(points.at(-1).at)}${zone === "utc" ? " UTC" : ""}</span></div>
        <${AsTable} points=${points} stamp=${stamp} />`}
    </section>`;
  }
}
