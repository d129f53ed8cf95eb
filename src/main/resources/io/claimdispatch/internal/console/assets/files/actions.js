// What an operator can do: for which rows, with which words, and the call that does it. At the end, the dialog that leads to
// each change: what will happen, the reason, and what has come of it.
import { Component, html } from "./dom.js";
import { Failure, get, NONE, send, tagOf } from "./api.js";
import { sentence } from "./format.js";
import { k, plural, say, t } from "./words.js";

const RANKS = ["VIEW", "OPERATE", "ADMINISTER"];

/** Whether to offer something. The server decides again. */
export function may(me, permission) {
  return me !== undefined && !me.isReadOnly && RANKS.indexOf(me.permission) >= RANKS.indexOf(permission);
}

const DELAYS = { PT5M: k("in 5 minutes"), PT1H: k("in an hour"), PT4H: k("in 4 hours"), P1D: k("in a day"), P7D: k("in a week") };

/**
 * To which time a row is moved: a delay by the database's clock, or a time in the zone of the page.
 *
 * @param isNow whether it may be now, which is then the first choice
 */
export function schedule(zone, isNow = false) {
  return class extends Component {
    state = { isTime: false };

    render(_, { isTime }) {
      return html`<div class="fields">
        <label class="field"><span>${t("Due")}</span>
          <select name="delay" autofocus=${!isNow} onChange=${(event) => this.setState({ isTime: event.target.value === "" })}>
            ${isNow && html`<option value="PT0S" selected>${t("now")}</option>`}
            ${Object.entries(DELAYS).map(([delay, label]) => html`<option key=${delay} value=${delay} selected=${!isNow && delay === "PT5M"}>${t(label)}</option>`)}
            <option value="">${t("at a time")}</option>
          </select></label>
        ${isTime && html`<label class="field"><span>${zone === "utc" ? t("Time (UTC)") : t("Time")}</span>
          <input type="datetime-local" name="time" step="1" max="9999-12-31T23:59:59" required /></label>`}
      </div>`;
    }
  };
}

export function due({ delay, time }, zone) {
  return delay ? { delay } : { runAt: new Date(zone === "utc" ? `${time}Z` : time).toISOString() };
}

const ENDED = ["DEAD", "CANCELLED", "SKIPPED", "DISCARDED"];

/** The verbs of a row: for which states, and their words. */
export const VERBS = {
  retry: {
    label: k("Retry now"),
    states: ["WAITING"],
    one: k("The row becomes due now. Its failed attempts still count."),
    many: k("These rows become due now. Their failed attempts still count."),
    done: k("Row {id} is due now."),
  },
  reschedule: {
    label: k("Reschedule"),
    states: ["WAITING"],
    one: k("The row becomes due at another time. Its failed attempts still count."),
    many: k("These rows become due at another time. Their failed attempts still count."),
    done: k("Row {id} is due at another time."),
  },
  requeue: {
    label: k("Requeue"),
    states: ENDED,
    one: k("The row starts over with its first attempt. Its errors are kept."),
    many: k("These rows start over with their first attempt. Their errors are kept."),
    done: k("Row {id} starts over."),
  },
  cancel: {
    label: k("Cancel"),
    states: ["WAITING"],
    isGrave: true,
    one: k("The row is not run any more. It can be requeued later."),
    many: k("These rows are not run any more. They can be requeued later."),
    done: k("Row {id} is cancelled."),
  },
};

/** What can be done with a row as it stands. */
export function verbs(row) {
  return Object.keys(VERBS).filter(
    (verb) => VERBS[verb].states.includes(row.state) && (verb !== "retry" || row.eligibleIn > 0),
  );
}

/** @param read the answer that the user looks at */
export function ofRow(verb, read, zone) {
  const { row } = read;
  const words = VERBS[verb];
  return {
    title: say("{verb}: row {id}", { verb: t(words.label), id: row.id }),
    text: t(words.one),
    verb: t(words.label),
    isGrave: words.isGrave,
    Fields: verb === "reschedule" ? schedule(zone) : undefined,
    run: async ({ reason, ...values }) => {
      const when = verb === "reschedule" ? due(values, zone) : {};
      await send("POST", `rows/${row.id}/${verb}`, { reason, ...when }, { table: row.table }, tagOf(read));
      return t(words.done, { id: row.id });
    },
  };
}

const NO_TURN = "CLAIM0273";

/** So often, in all, a change is tried for which the node has no turn. */
const TRIES = 5;

/** Waits a moment where the node has much to do, and tries again: nothing was changed. */
export async function patiently(act) {
  for (let tries = 1; ; tries++) {
    try {
      return await act();
    } catch (failure) {
      if (failure.id !== NO_TURN || tries === TRIES) {
        throw failure;
      }
      await new Promise((resolve) => setTimeout(resolve, failure.retryAfter * 1000));
    }
  }
}

/**
 * The same for rows of a list, one after the other: each as it is now, unless its state is another one. It stops where
 * others would fail as well; sent again, it goes on from there.
 */
export function ofRows(verb, rows, zone) {
  const words = VERBS[verb];
  const left = [...rows];
  const refused = [];
  const progress = () => {
    const done = plural(rows.length - left.length - refused.length, "One row done.", "{n} rows done.");
    return refused.length ? `${done} ${t("Refused, since they had changed: {ids}", { ids: refused.join(", ") })}` : done;
  };
  return {
    title: t(words.label),
    text: html`${t(words.many)} <span class="ids">${rows.map((row) => row.id).join(", ")}</span>`,
    verb: plural(rows.length, "{verb}: one row", "{verb}: {n} rows", { verb: t(words.label) }),
    isGrave: words.isGrave,
    Fields: verb === "reschedule" ? schedule(zone) : undefined,
    run: async ({ reason, ...values }) => {
      const when = verb === "reschedule" ? due(values, zone) : {};
      while (left.length > 0) {
        const { id, table, state } = left[0];
        try {
          const read = await patiently(() => get(`rows/${id}`, { table }));
          if (read.row.state !== state) {
            refused.push(id);
          } else {
            await patiently(() => send("POST", `rows/${id}/${verb}`, { reason, ...when }, { table }, tagOf(read)));
          }
        } catch (failure) {
          // others may be fine; but not where the user may not do this, or no node answers
          if (![404, 409, 412].includes(failure.status)) {
            failure.progress = `${progress()} ${t("It stopped at row {id}.", { id })}`;
            throw failure;
          }
          refused.push(id);
        }
        left.shift();
      }
      return progress();
    },
  };
}

/** A type's name, with those that are known. */
export function named(table, type) {
  return class extends Component {
    state = { types: [] };

    componentDidMount() {
      get("types", { table }).then(({ types }) => this.setState({ types: types.map((each) => each.type) }), () => undefined);
    }

    render(_, { types }) {
      return html`<label class="field"><span>${t("Type or family")}</span>
        <input name="type" required maxlength="255" defaultValue=${type} autofocus=${!type} autocomplete="off" spellcheck=${false} list="types" placeholder="order.*" />
        <datalist id="types">${types.map((each) => html`<option key=${each} value=${each} />`)}</datalist></label>`;
    }
  };
}

export function pause(table, type = "") {
  return {
    title: t("Pause a type"),
    text: t("Its rows wait until an operator resumes it. What runs now ends as usual."),
    verb: t("Pause"),
    isGrave: true,
    Fields: named(table, type),
    run: async ({ type: name, reason }) => {
      await send("POST", "pauses", { type: name.trim(), reason }, { table });
      return t("{type} is paused.", { type: name.trim() });
    },
  };
}

export function resume(table, pattern) {
  return {
    title: say("Resume {type}", { type: pattern }),
    text: t("Its due rows run again, as soon as a node has room."),
    verb: t("Resume"),
    run: async ({ reason }) => {
      await send("DELETE", "pauses", { reason }, { table, type: pattern });
      return t("{type} runs again.", { type: pattern });
    },
  };
}

/** Lets the node that answers claim at once. */
export function runOnce(node) {
  return {
    title: t("Run once"),
    text: t("{node} claims due rows now, as far as it has room.", { node }),
    verb: t("Run once"),
    hint: t("It stands in the log of the node, with your name."),
    Fields: () => html`<label class="field"><span>${t("At most so many rows")}</span>
      <input name="limit" type="number" min="1" max="1000" required defaultValue="10" autofocus /></label>`,
    run: async ({ limit, reason }) => {
      const report = await send("POST", "run-once", { limit: Number(limit), reason });
      return t("Claimed: {claimed}, handed over: {dispatched}, failed: {failed}.", report);
    },
  };
}

const LONGEST_REASON = 1000;

const READ_ONLY = "CLAIM0267";

/** Of these it is certain that nothing was changed. */
const REFUSALS = {
  403: k("You may not do this."),
  404: k("It is not there any more."),
  409: k("It is not in a state for this any more."),
  412: k("An operator or a node has changed it since you read it. Look at it again first."),
};

const DOUBTS = {
  503: k("The database does not answer. Look whether it was done before you try again."),
  [NONE]: k("No answer came. Look whether it was done before you try again."),
};

function refusal({ id, status }) {
  if (id === NO_TURN) {
    return k("The node has much to do right now. Try again in a second.");
  }
  return id === READ_ONLY ? k("The console is read-only here.") : REFUSALS[status];
}

/** Sentences for the user who wanted the change. */
function outcome(failure) {
  const { progress, status } = failure;
  const refused = refusal(failure);
  if (refused) {
    return progress ? `${progress} ${t(refused)}` : `${t(refused)} ${t("Nothing was changed.")}`;
  }
  const text = DOUBTS[status] ? t(DOUBTS[status]) : failure.say();
  return progress ? `${progress} ${text}` : text;
}

/** A fault of the page itself, which is said like an answer's. */
class Unsaid extends Failure {
  constructor(error) {
    super("", undefined, error.message);
    this.progress = error.progress;
  }

  say() {
    return t("Something in it is not as the page expects.");
  }
}

/** What went wrong, in a form that can be said. */
export function asFailure(failure) {
  return failure instanceof Failure ? failure : new Unsaid(failure);
}

export function Refused({ failure, onAgain }) {
  const text = outcome(failure);
  const detail = failure.message && sentence(failure.message);
  const isOld = [404, 409, 412].includes(failure.status);
  return html`<div class="failure" role="alert">
    <span><b>${text}</b>${detail && detail !== text && html`<span class="detail">${detail}</span>`}
      ${failure.id && html`<code class="detail">${failure.id}</code>`}</span>
    ${isOld && html`<button type="button" onClick=${onAgain}>${t("Read again")}</button>`}
  </div>`;
}

/**
 * A dialog for an action: `title`, `text`, `verb`, `isGrave`, `Fields` (a component), and `run`, which gets the values
 * of the fields and promises what to say at the end.
 */
export class ActionDialog extends Component {
  state = { isSending: false, failure: undefined };

  componentDidMount() {
    this.dialog.showModal();
    this.dialog.querySelector("[autofocus], textarea")?.focus();
  }

  /** Gives the focus back. */
  componentWillUnmount() {
    this.isGone = true;
    this.dialog.close();
  }

  /** An answer that is on its way would be lost. */
  cancel(event) {
    if (this.state.isSending) {
      event.preventDefault();
    }
  }

  /** A browser lets a page prevent this once: at the second Esc it closes the dialog without asking. */
  closed() {
    if (this.isGone) {
      return;
    }
    if (this.state.isSending) {
      this.dialog.showModal();
    } else {
      this.props.onClose();
    }
  }

  async submit(event) {
    event.preventDefault();
    if (this.state.isSending) {
      return;
    }
    const values = Object.fromEntries(new FormData(event.target));
    values.reason = values.reason.trim();
    if (!values.reason) {
      this.setState({ isBlank: true });
      this.dialog.querySelector("textarea[name=reason]").focus();
      return;
    }
    this.setState({ isSending: true, isBlank: false, failure: undefined });
    try {
      this.props.onDone(await this.props.action.run(values));
    } catch (failure) {
      this.setState({ isSending: false, failure: asFailure(failure) });
    }
  }

  render({ action, onAgain }, { isSending, isBlank, failure }) {
    return html`<dialog class=${action.isWide ? "ask wide" : "ask"} ref=${(dialog) => (this.dialog = dialog)} onClose=${() => this.closed()}
      onCancel=${(event) => this.cancel(event)} aria-labelledby="ask-title" aria-describedby="ask-text">
      <form onSubmit=${(event) => this.submit(event)}>
        <h2 id="ask-title">${action.title}</h2>
        <p id="ask-text" class="quiet">${action.text}</p>
        ${action.Fields && html`<${action.Fields} />`}
        <label class="field"><span>${t("Reason")}</span>
          <textarea name="reason" rows="3" maxlength=${LONGEST_REASON} aria-required="true" aria-invalid=${isBlank ? "true" : undefined}
            aria-describedby="ask-hint"></textarea></label>
        <p id="ask-hint" class=${isBlank ? "hint wrong" : "hint"}>${isBlank ? t("Say why: others will read it.") : (action.hint ?? t("It stands in the activity, with your name."))}</p>
        ${failure && html`<${Refused} failure=${failure} onAgain=${onAgain} />`}
        <div class="buttons">
          <button type="button" disabled=${isSending} onClick=${() => this.dialog.close()}>${t("Back")}</button>
          <button type="submit" class=${action.isGrave ? "grave" : "main"} aria-disabled=${isSending ? "true" : undefined}>${isSending ? t("Sending …") : action.verb}</button>
        </div>
      </form>
    </dialog>`;
  }
}
