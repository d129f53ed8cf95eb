// A command on many rows: its preview, its steps, and the way back to one that is not done.
import { Component, html } from "./dom.js";
import { get, send } from "./api.js";
import { asFailure, due, may, patiently, Refused, schedule, VERBS } from "./actions.js";
import { count, duration, STATES, time } from "./format.js";
import { k, plural, say, t } from "./words.js";

const DELETE = { label: k("Delete"), isGrave: true, states: ["PROCESSED", "DEAD", "CANCELLED", "SKIPPED", "DISCARDED"] };

const SPREADS = { "": k("all at once"), PT10M: k("spread over 10 minutes"), PT1H: k("spread over an hour"), PT8H: k("spread over 8 hours"), P1D: k("spread over a day") };

const WARNINGS = {
  PAUSED: k("*{type}* is paused: {rows} of these rows will wait."),
  FAILING: k("*{type}* is failing right now: {rows} of these rows may fail again."),
};

const ENDED = { DONE: k("Done"), CANCELLED: k("Cancelled"), RUNNING: k("Not done yet"), CANARY: k("Waits for an operator") };

function words(verb) {
  return VERBS[verb] ?? DELETE;
}

function offered(me) {
  return [...Object.keys(VERBS).filter((verb) => verb in { retry: 1, reschedule: 1, requeue: 1, cancel: 1 }), ...(may(me, "ADMINISTER") ? ["delete"] : [])];
}

/** Known to the server, so that a request that got no answer can be sent again. */
function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** For the rows of a filter, or marked ones. */
export function bulk(table, zone, me, { filter = "", ids }) {
  return { Dialog: BulkDialog, table, zone, me, filter, ids };
}

/** To go on with one. */
export function goOn(table, zone, me, begun) {
  return { Dialog: BulkDialog, table, zone, me, begun };
}

function isSpread(verb) {
  return !words(verb).isGrave;
}

function progress(action) {
  const done = t("{done} of {all} rows done.", { done: count(action.done), all: count(action.eligible.rows, action.eligible.isCapped) });
  const refused = action.refused ? plural(action.refused, "One row had changed and was left alone.", "{n} rows had changed and were left alone.") : "";
  const failed = action.failed ? plural(action.failed, "The database refused one row.", "The database refused {n} rows.") : "";
  return [done, refused, failed].filter(Boolean).join(" ");
}

function Preview({ action, zone }) {
  const others = action.otherStates.map(({ state, rows }) => `${t(STATES[state] ?? STATES.UNKNOWN)}: ${count(rows)}`).join(", ");
  return html`<dl class="facts">
      <div><dt>${t("Found")}</dt><dd>${count(action.matched.rows, action.matched.isCapped)}</dd></div>
      <div><dt>${t("To be changed")}</dt><dd><b>${count(action.eligible.rows, action.eligible.isCapped)}</b></dd></div>
      ${others && html`<div><dt>${t("Left alone")}</dt><dd>${others}</dd></div>`}
      ${action.sample.length > 0 && html`<div><dt>${t("First of them")}</dt><dd>${action.sample.map(({ id, type }) => html`<div key=${id}>${id} <code>${type}</code></div>`)}</dd></div>`}
      <div><dt>${t("Takes about")}</dt><dd>${duration(action.estimate)}</dd></div>
      <div><dt>${t("Valid until")}</dt><dd>${time(action.validUntil, zone)}</dd></div>
    </dl>
    ${action.warnings.length > 0 && html`<ul class="warns">${action.warnings.map((each) => html`<li key=${each.code + each.type}>${say(WARNINGS[each.code], { type: each.type, rows: count(each.rows) })}</li>`)}</ul>`}`;
}

class BulkDialog extends Component {
  constructor(props) {
    super(props);
    const { begun, filter = "", zone } = props.action;
    this.Schedule = schedule(zone);
    this.key = newKey();
    const verb = /state:\S*(dead|cancelled|skipped|discarded)/i.test(filter) ? "requeue" : "retry";
    this.state = { verb, phase: begun ? "run" : "ask", action: begun, isSending: false };
  }

  componentDidMount() {
    this.dialog.showModal();
    if (this.props.action.begun?.state === "RUNNING") {
      this.go({});
    }
  }

  /** What had the focus is gone. */
  componentDidUpdate(_, before) {
    const { phase, isSending } = this.state;
    if (phase !== before.phase || (phase === "run" && isSending !== before.isSending)) {
      const here = this.dialog.querySelector(":scope > :not([hidden])");
      (here.querySelector("[autofocus]") ?? here.querySelector(".buttons .main, .buttons .grave") ?? here.querySelector(".buttons button")).focus();
    }
  }

  /** Its step ends on the server; no further one follows. */
  componentWillUnmount() {
    this.isGone = true;
    this.dialog.close();
  }

  closed() {
    if (this.isGone) {
      return;
    }
    const { phase, action } = this.state;
    if (phase === "run") {
      this.props.onDone(action.state === "DONE" ? progress(action) : t("{progress} Go on with it from the activity.", { progress: progress(action) }));
    } else {
      this.props.onClose();
    }
  }

  async preview(event) {
    event.preventDefault();
    const { table, zone, filter, ids } = this.props.action;
    const { verb, isSending } = this.state;
    const { reason, spread, canary, ...when } = Object.fromEntries(new FormData(event.target));
    if (isSending) {
      return;
    }
    if (!reason.trim()) {
      this.setState({ isBlank: true });
      this.dialog.querySelector("textarea").focus();
      return;
    }
    const body = {
      verb,
      reason: reason.trim(),
      ...(ids ? { ids } : { q: filter || `state:${words(verb).states.join(",").toLowerCase()}` }),
      ...(verb === "reschedule" ? due(when, zone) : {}),
      ...(spread ? { spread } : {}),
      ...(canary ? { canary: Number(canary) } : {}),
    };
    const sent = JSON.stringify(body);
    if (this.sent !== sent) {
      this.sent = sent;
      this.key = newKey();
    }
    this.setState({ isSending: true, isBlank: false, failure: undefined });
    try {
      const action = await patiently(() => send("POST", "bulk", body, { table }, undefined, this.key));
      this.setState({ phase: "preview", action, isSending: false, isWrong: false });
    } catch (failure) {
      this.setState({ isSending: false, failure: asFailure(failure) });
    }
  }

  begin(event) {
    event.preventDefault();
    const { action } = this.state;
    const typed = Number(new FormData(event.target).get("typed")?.replace(/\D/g, "") || NaN);
    if (action.mustBeTyped && typed !== action.eligible.rows) {
      this.setState({ isWrong: true });
      this.dialog.querySelector("[name=typed]").focus();
      return;
    }
    this.go(action.mustBeTyped ? { typed } : {});
  }

  async go(body) {
    const { table } = this.props.action;
    this.setState({ isSending: true, failure: undefined });
    try {
      for (let next = body; ; next = {}) {
        const action = await patiently(() => send("POST", `bulk/${this.state.action.id}/run`, next, { table }));
        if (this.isGone) {
          return;
        }
        this.setState({ phase: "run", action });
        if (action.state !== "RUNNING") {
          break;
        }
      }
      this.setState({ isSending: false });
    } catch (failure) {
      if (this.state.phase === "run") {
        failure.progress = progress(this.state.action);
      }
      this.setState({ isSending: false, failure: asFailure(failure) });
    }
  }

  /** The next preview is an action of its own: this one never begins. */
  again() {
    this.sent = undefined;
    this.setState({ phase: "ask", failure: undefined });
  }

  /** It stays there while it is not shown, with what was entered. */
  ask({ phase, verb, isBlank, isSending }) {
    const { me, filter, ids } = this.props.action;
    return html`<form key="ask" hidden=${phase !== "ask"} onSubmit=${(event) => this.preview(event)}>
      <h2 id="form-title">${ids ? plural(ids.length, "One marked row", "{n} marked rows") : t("All rows that match")}</h2>
      <p id="form-text" class="quiet">${ids ? html`<span class="ids">${ids.join(", ")}</span>` : html`<code>${filter || t("every row in a state for it")}</code>`}</p>
      <div class="fields">
        <label class="field"><span>${t("Command")}</span>
          <select name="verb" autofocus onChange=${(event) => this.setState({ verb: event.target.value })}>
            ${offered(me).map((each) => html`<option key=${each} value=${each} selected=${each === verb}>${t(words(each).label)}</option>`)}
          </select></label>
        ${isSpread(verb) && html`<label class="field"><span>${t("How fast")}</span>
          <select name="spread">${Object.entries(SPREADS).map(([each, label]) => html`<option key=${each} value=${each}>${t(label)}</option>`)}</select></label>`}
      </div>
      ${verb === "reschedule" && html`<${this.Schedule} />`}
      <label class="field"><span>${t("First only so many rows, then wait (may stay empty)")}</span>
        <input name="canary" type="number" min="1" max="10000" /></label>
      <label class="field"><span>${t("Reason")}</span>
        <textarea name="reason" rows="2" maxlength="1000" aria-required="true" aria-invalid=${isBlank ? "true" : undefined} aria-describedby="form-hint"></textarea></label>
      <p id="form-hint" class=${isBlank ? "hint wrong" : "hint"}>${isBlank ? t("Say why: others will read it.") : t("It stands in the activity, with your name.")}</p>
      ${this.trouble("ask")}
      <div class="buttons">
        <button type="button" onClick=${() => this.dialog.close()}>${t("Back")}</button>
        <button type="submit" class="main" aria-disabled=${isSending ? "true" : undefined}>${isSending ? t("Searching …") : t("Preview")}</button>
      </div>
    </form>`;
  }

  shown({ action, isWrong, isSending }) {
    const { label, isGrave } = words(action.verb);
    const rows = action.eligible.rows;
    const isNone = rows === 0 && !action.eligible.isCapped;
    return html`<form key="preview" onSubmit=${(event) => this.begin(event)}>
      <h2 id="ask-title">${t("{verb}: what would be done", { verb: t(label) })}</h2>
      <p id="ask-text" class="quiet">${t("Nothing has been changed yet. Rows that change after this are left alone.")}</p>
      <${Preview} action=${action} zone=${this.props.action.zone} />
      ${action.mustBeTyped && !isNone && html`<label class="field"><span>${t("Type {n} to go on", { n: String(rows) })}</span>
        <input name="typed" inputmode="numeric" autocomplete="off" autofocus aria-invalid=${isWrong ? "true" : undefined} /></label>`}
      ${isWrong && html`<p class="hint wrong">${t("That is another number.")}</p>`}
      ${this.trouble("preview")}
      <div class="buttons">
        <button type="button" disabled=${isSending} onClick=${() => this.again()}>${t("Change it")}</button>
        <button type="submit" class=${isGrave ? "grave" : "main"} disabled=${isNone} autofocus=${!action.mustBeTyped} aria-disabled=${isSending ? "true" : undefined}>${isSending ? t("Sending …") : plural(rows, "{verb}: one row", "{verb}: {n} rows", { verb: t(label), n: count(rows, action.eligible.isCapped) })}</button>
      </div>
    </form>`;
  }

  running({ action, isSending }) {
    const looked = action.done + action.refused + action.failed;
    const isWaiting = action.state === "CANARY";
    return html`<div key="run">
      <h2 id="ask-title">${t(words(action.verb).label)}: ${isSending ? t("going on …") : t(ENDED[action.state] ?? ENDED.RUNNING)}</h2>
      <progress max=${Math.max(1, action.eligible.rows, looked)} value=${action.state === "DONE" ? Math.max(1, action.eligible.rows, looked) : looked} aria-label=${t("Progress")}></progress>
      <p id="ask-text" class="quiet" role="status">${progress(action)} ${isWaiting && t("Look at them, and go on when they are fine.")}</p>
      ${this.trouble("run")}
      <div class="buttons">
        <button type="button" class=${isSending || isWaiting ? "" : "main"} onClick=${() => this.dialog.close()}>${isSending ? t("Stop here") : t("Close")}</button>
        ${!isSending && isWaiting && html`<button type="button" class="main" onClick=${() => this.go({ isCanaryFine: true })}>${t("Go on")}</button>`}
        ${!isSending && action.state === "RUNNING" && html`<button type="button" onClick=${() => this.go({})}>${t("Go on")}</button>`}
      </div>
    </div>`;
  }

  trouble(phase) {
    const { failure } = this.state;
    return failure && phase === this.state.phase && html`<${Refused} failure=${failure} onAgain=${() => this.dialog.close()} />`;
  }

  render({ action }, state) {
    const part = state.phase === "ask" ? "form" : "ask";
    return html`<dialog class="ask" ref=${(dialog) => (this.dialog = dialog)} onClose=${() => this.closed()} aria-labelledby=${`${part}-title`} aria-describedby=${`${part}-text`}>
      ${!action.begun && this.ask(state)}
      ${state.phase === "run" ? this.running(state) : state.phase === "preview" && this.shown(state)}
    </dialog>`;
  }
}

/** Ends one that is not done. */
function cancel(table, action) {
  return {
    title: t("Cancel the bulk action"),
    text: t("It does not go on. What it has changed stays so."),
    verb: t("Cancel it"),
    isGrave: true,
    run: async ({ reason }) => progress(await send("POST", `bulk/${action.id}/cancel`, { reason }, { table })),
  };
}

/** Those of a table. Any operator can go on with one that is not done. */
export class Bulks extends Component {
  state = { all: [] };

  componentDidMount() {
    this.load();
  }

  componentDidUpdate(before) {
    if (before.data !== this.props.data) {
      this.load();
    }
  }

  load() {
    get("bulk", { table: this.props.table }).then(({ bulk: all }) => this.setState({ all }), () => undefined);
  }

  render({ table, zone, me, act }, { all }) {
    const begun = all.filter(({ state }) => state !== "PREVIEW").slice(0, 20);
    return begun.length > 0 && html`<section class="card" aria-label=${t("Bulk actions")}>
      <h2>${t("Bulk actions")}</h2>
      <ul class="list">
        ${begun.map((action) => html`<li key=${action.id} class="pause">
          <div class="pause-text">
            <div><b>${action.who}</b> ${t(words(action.verb).label)} ${action.q && html`<code>${action.q}</code>`} <span class=${`state b-${action.state.toLowerCase()}`}>${t(ENDED[action.state] ?? ENDED.RUNNING)}</span></div>
            <div class="quiet">${action.reason}</div>
            <div class="muted small">${progress(action)} ${time(action.updatedAt, zone)}</div>
          </div>
          ${["RUNNING", "CANARY"].includes(action.state) && may(me, action.verb === "delete" ? "ADMINISTER" : "OPERATE") && html`<span class="verbs">
            <button type="button" class="small" aria-label=${t("Cancel bulk action {id}", { id: action.id })} onClick=${() => act(cancel(table, action))}>${t("Cancel")}</button>
            <button type="button" class="small main" aria-label=${t("Go on with bulk action {id}", { id: action.id })} onClick=${() => act(goOn(table, zone, me, action))}>${t("Go on")}</button></span>`}
        </li>`)}
      </ul>
    </section>`;
  }
}
