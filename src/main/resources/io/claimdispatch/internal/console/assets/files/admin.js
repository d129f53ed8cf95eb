// What an administrator can do: edit, clone and delete a row, and publish one. The dialogs are those of all actions.
import { Component, html } from "./dom.js";
import { due, named, schedule } from "./actions.js";
import { get, send, tagOf } from "./api.js";
import { pretty } from "./payload.js";
import { k, say, t } from "./words.js";

const EDITED = ["WAITING", "DEAD", "CANCELLED", "SKIPPED", "DISCARDED"];
const DELETED = ["PROCESSED", "DEAD", "CANCELLED", "SKIPPED", "DISCARDED"];

/** The payload as a form has it: read when the dialog opens, and sent back with its tag. */
function form(row, hold) {
  return class extends Component {
    state = { read: undefined, failure: undefined };

    componentDidMount() {
      get(`rows/${row.id}/edit`, { table: row.table }).then(
        (read) => {
          hold(read);
          this.setState({ read });
        },
        (failure) => this.setState({ failure }),
      );
    }

    render(_, { read, failure }) {
      if (failure) {
        return html`<p class="notice" role="alert">${failure.say()}</p>`;
      }
      return html`<label class="field"><span>${t("Payload")}</span>
        ${read
          ? html`<textarea name="payload" class="code" rows="14" spellcheck=${false} required autofocus defaultValue=${pretty(read.text)}></textarea>`
          : html`<span class="muted">${t("Loading …")}</span>`}</label>
        ${read?.masked > 0 && html`<p class="hint">${t("A text like •••1 stands for a masked value, which stays if you leave it at a masked member. To replace it, write a new one.")}</p>`}
        ${read && !read.isJson && html`<p class="hint">${t("What is stored is not JSON. You replace it as a whole, unseen.")}</p>`}`;
    }
  };
}

function edit(read) {
  const { row } = read;
  let seen;
  return {
    title: say("{verb}: row {id}", { verb: t("Edit"), id: row.id }),
    text: t("The new payload is what its next attempt gets. What you change stands in the activity, without masked values."),
    verb: t("Edit"),
    isWide: true,
    Fields: form(row, (form) => (seen = form)),
    run: async ({ payload, reason }) => {
      await send("POST", `rows/${row.id}/edit`, { payload: payload ?? "", reason }, { table: row.table }, seen ? tagOf(seen) : tagOf(read));
      return t("The payload of row {id} is changed.", { id: row.id });
    },
  };
}

function clone(read, zone) {
  const { row } = read;
  const action = {
    title: say("{verb}: row {id}", { verb: t("Clone"), id: row.id }),
    text: t("A new row with the same type, priority and payload, and without the key."),
    verb: t("Clone"),
    Fields: schedule(zone, true),
    run: async ({ reason, ...values }) => {
      const made = await send("POST", `rows/${row.id}/clone`, { reason, ...due(values, zone) }, { table: row.table }, tagOf(read));
      action.next = { view: "row", id: made.row.id, table: row.table };
      return t("Row {id} is published.", { id: made.row.id });
    },
  };
  return action;
}

function remove(read) {
  const { row } = read;
  const action = {
    title: say("{verb}: row {id}", { verb: t("Delete"), id: row.id }),
    text: t("The row is gone for good, and its key is free again. Its events stay in the activity."),
    verb: t("Delete"),
    isGrave: true,
    run: async ({ reason }) => {
      await send("POST", `rows/${row.id}/delete`, { reason }, { table: row.table }, tagOf(read));
      action.next = { view: "rows", table: row.table };
      return t("Row {id} is deleted.", { id: row.id });
    },
  };
  return action;
}

/** The verbs of a row: for which states, and the dialog of each. */
const VERBS = [
  [k("Edit"), ({ row }) => EDITED.includes(row.state), edit],
  [k("Clone"), ({ row }) => row.state !== "CLAIMED" && row.state !== "UNKNOWN", clone],
  [k("Delete"), ({ row }) => DELETED.includes(row.state), remove],
];

/** @param read the answer that the administrator looks at */
export function AdminVerbs({ read, zone, act }) {
  return VERBS.filter(([, fits]) => fits(read)).map(
    ([label, , of]) => html`<button key=${label} type="button" class=${of === remove ? "grave-quiet" : ""} onClick=${() => act(of(read, zone))}>${t(label)}</button>`,
  );
}

const PRIORITIES = { "": k("that of the type"), high: k("high"), normal: k("normal"), low: k("low") };

export function publish(table, zone) {
  const Type = named(table, "");
  const Due = schedule(zone, true);
  const action = {
    title: t("Publish a row"),
    text: t("It runs like one that the application has published."),
    verb: t("Publish"),
    isWide: true,
    Fields: () => html`<${Type} />
      <div class="fields">
        <label class="field"><span>${t("Key")}</span><input name="key" maxlength="255" autocomplete="off" spellcheck=${false} /></label>
        <label class="field"><span>${t("Priority")}</span>
          <select name="priority">${Object.entries(PRIORITIES).map(([each, label]) => html`<option key=${each} value=${each}>${t(label)}</option>`)}</select></label>
      </div>
      <${Due} />
      <label class="field"><span>${t("Payload")}</span>
        <textarea name="payload" class="code" rows="8" spellcheck=${false} required defaultValue="{}"></textarea></label>`,
    run: async ({ type, key, priority, payload, reason, ...values }) => {
      const body = { type: type.trim(), payload, reason, ...due(values, zone) };
      const made = await send("POST", "publish", { ...body, ...(key.trim() ? { key: key.trim() } : {}), ...(priority ? { priority } : {}) }, { table });
      action.next = { view: "row", id: made.row.id, table };
      return t("Row {id} is published.", { id: made.row.id });
    },
  };
  return action;
}
