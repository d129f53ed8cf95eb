// The batch executions of a row, with their steps. They come from the server's job repository, which may not answer: that
// costs this part of the page alone.
import { Component, html } from "./dom.js";
import { get } from "./api.js";
import { count, duration, time } from "./format.js";
import { k, say, t } from "./words.js";

const TONES = { COMPLETED: "s-processed", FAILED: "s-dead", ABANDONED: "s-dead", STOPPED: "s-cancelled", STOPPING: "s-cancelled", STARTED: "s-claimed", STARTING: "s-claimed" };

const KNOWN = {
  GONE: k("The job repository of this server does not know execution {id}. It is in memory and on another node, or was emptied."),
  OTHER: k("The job repository of this server has execution {id}, but it was started for another row. The repository was emptied, most likely."),
};

/** What a step has counted, as far as it has. */
const COUNTS = {
  reads: k("read"),
  writes: k("written"),
  commits: k("commits"),
  rollbacks: k("rollbacks"),
  filtered: k("filtered"),
  readSkips: k("reads skipped"),
  processSkips: k("items skipped"),
  writeSkips: k("writes skipped"),
};

/** An execution may go on; it is asked for again so soon. */
const AGAIN = 4000;

function Status({ status }) {
  return status && html`<span class=${`state ${TONES[status] ?? ""}`}>${status}</span>`;
}

/** The exit status, where it says more than the status. */
function exit({ status, exitStatus }) {
  return exitStatus && exitStatus !== status ? ` · ${exitStatus}` : "";
}

function Step({ step }) {
  const counted = Object.keys(COUNTS).filter((each) => step[each] > 0);
  return html`<li>
    <div class="step"><code class="strong">${step.name}</code> <${Status} status=${step.status} /><span class="muted small">${exit(step)}</span></div>
    ${counted.length > 0 && html`<div class="quiet">${counted.map((each) => `${count(step[each])} ${t(COUNTS[each])}`).join(" · ")}</div>`}
    ${step.lasted !== undefined && html`<div class="muted small">${duration(step.lasted)}</div>`}
  </li>`;
}

function Execution({ execution, isNamed, zone }) {
  return html`<div class="execution">
    <div class="card-head"><h3>${say(k("Execution {id}"), execution)}</h3><${Status} status=${execution.status} /></div>
    <p class="muted small">${[
      execution.attempt && t("attempt {attempt}", execution),
      execution.node && t("on {node}", execution),
      execution.startedAt && time(execution.startedAt, zone),
      execution.lasted !== undefined && duration(execution.lasted),
      isNamed && t("named by the row"),
    ]
      .filter(Boolean)
      .join(" · ")}${exit(execution)}</p>
    ${execution.steps.length === 0 ? html`<p class="empty">${t("No step has begun.")}</p>` : html`<ul class="list">${execution.steps.map((step, i) => html`<${Step} key=${i} step=${step} />`)}</ul>`}
  </div>`;
}

export class Batch extends Component {
  state = { read: undefined, failure: undefined };
  asked = 0;

  componentDidMount() {
    this.ask();
  }

  componentDidUpdate(before) {
    const isRunning = this.state.read?.executions?.[0] && !this.state.read.executions[0].endedAt;
    if (before.of !== this.props.of || ((isRunning || this.state.failure) && Date.now() - this.asked > AGAIN)) {
      this.ask();
    }
  }

  async ask() {
    const { row } = this.props.of;
    this.asked = Date.now();
    const answer = await get(`rows/${row.id}/batch`, { table: row.table }).then((read) => ({ read, failure: undefined }), (failure) => ({ failure }));
    if (this.props.of.row.id === row.id) {
      this.setState(answer);
    }
  }

  render({ of, zone }, { read, failure }) {
    return html`<section class="card" aria-labelledby="batch">
      <div class="card-head"><h2 id="batch">${t("Batch executions")}</h2>${read?.job && html`<code class="muted small">${read.job}</code>`}</div>
      ${failure && html`<p class="notice" role="status">${failure.say()}</p>`}
      ${!read && !failure && html`<p class="empty">${t("Loading …")}</p>`}
      ${KNOWN[read?.known] && html`<p class="empty">${t(KNOWN[read.known], { id: read.execution })}</p>`}
      ${(read?.executions ?? []).map((each) => html`<${Execution} key=${each.id} execution=${each} isNamed=${each.id === of.row.executionId && read.executions.length > 1} zone=${zone} />`)}
    </section>`;
  }
}
