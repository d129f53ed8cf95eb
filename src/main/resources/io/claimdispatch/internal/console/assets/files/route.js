// What is shown stands in the query string, so that every view can be linked; and keys lead to it.
import { Component, html } from "./dom.js";
import { k, t } from "./words.js";

export const TABLE = "action_logs";

/** Those of the navigation. */
export const VIEWS = {
  overview: k("Overview"),
  rows: k("Rows"),
  types: k("Types"),
  failures: k("Failures"),
  nodes: k("Nodes"),
  pauses: k("Pauses"),
  activity: k("Activity"),
};

const PARTS = ["table", "q", "cursor", "id", "range"];

/** The query string, with no more in it than the views know. */
export function route() {
  const query = new URLSearchParams(location.search);
  const view = query.get("view") ?? "overview";
  return {
    view: view in VIEWS || view === "row" ? view : "overview",
    ...Object.fromEntries(PARTS.map((part) => [part, query.get(part) ?? ""])),
  };
}

/** The link to a view. */
export function address(parts) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parts)) {
    if (value) {
      query.set(name, value);
    }
  }
  return `?${query}`;
}

/** What to ask the API for a view. */
export function request({ view, table, q, cursor, id }) {
  switch (view) {
    case "rows":
      return ["rows", { table, q, cursor }];
    case "row":
      return [`rows/${/^-?\d+$/.test(id) ? id : "0"}`, { table }];
    case "activity":
      return ["events", { table, cursor }];
    default:
      return [view, { table }];
  }
}

const KEYS = [
  ["/", k("Go to the filter")],
  ["g o", k("Overview")],
  ["g r", k("Rows")],
  ["g t", k("Types")],
  ["g f", k("Failures")],
  ["g n", k("Nodes")],
  ["g p", k("Pauses")],
  ["g a", k("Activity")],
  ["j / k", k("Next and previous row")],
  ["x", k("Mark the chosen row")],
  ["Enter", k("Open the chosen row")],
  ["r", k("Read again")],
  ["Esc", k("Close this, or leave a field")],
];

const PLACES = { o: "overview", r: "rows", t: "types", f: "failures", n: "nodes", p: "pauses", a: "activity" };

/** What a key does, while no dialog is open. */
export function press(app, event) {
  const isTyping = ["INPUT", "SELECT", "TEXTAREA"].includes(event.target.tagName) && event.target.type !== "checkbox";
  if (event.key === "Escape") {
    document.querySelector("details.menu")?.removeAttribute("open");
    if (isTyping && !app.state.action) {
      event.target.blur();
    }
    return;
  }
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || !app.state.hasKeys || app.state.action || app.state.help) {
    return;
  }
  const { route: at, chosen } = app.state;
  const rows = at.view === "rows" ? (app.state.data?.rows ?? []) : [];
  const before = app.before;
  app.before = event.key;
  if (before === "g" && PLACES[event.key]) {
    app.before = undefined;
    app.go({ view: PLACES[event.key], table: at.table });
  } else if (event.key === "/") {
    event.preventDefault();
    if (at.view === "rows") {
      document.getElementById("q")?.focus();
    } else {
      app.go({ view: "rows", table: at.table });
      app.setState({}, () => document.getElementById("q")?.focus());
    }
  } else if (event.key === "?") {
    app.setState({ help: true });
  } else if (event.key === "r") {
    app.load();
  } else if (rows.length && (event.key === "j" || event.key === "k")) {
    choose(app, Math.max(0, Math.min(rows.length - 1, chosen + (event.key === "j" ? 1 : -1))));
  } else if (rows[chosen] && event.key === "x") {
    app.mark(rows[chosen].id);
  } else if (rows[chosen] && event.key === "Enter" && event.target === document.body) {
    app.go({ view: "row", id: rows[chosen].id, table: at.table });
  }
}

function choose(app, chosen) {
  app.setState({ chosen }, () => document.querySelector("tr.chosen")?.scrollIntoView({ block: "nearest" }));
}

export class Help extends Component {
  componentDidMount() {
    this.dialog.showModal();
  }

  render({ onClose }) {
    return html`<dialog class="help" ref=${(dialog) => (this.dialog = dialog)} onClose=${onClose} aria-labelledby="help">
      <h2 id="help">${t("Keys")}</h2>
      <dl class="keys">${KEYS.map(([key, text]) => html`<div key=${key}><dt>${key.split(" ").map((each) => (each === "/" && key !== "/" ? " / " : html`<kbd>${each}</kbd> `))}</dt><dd>${t(text)}</dd></div>`)}</dl>
      <div class="buttons"><button type="button" class="main" onClick=${() => this.dialog.close()}>${t("Close")}</button></div>
    </dialog>`;
  }
}
