// What is around every view: the bar, what went wrong, and what was done.
import { Component, html } from "./dom.js";
import { time } from "./format.js";
import { address, TABLE, VIEWS } from "./route.js";
import { k, LANGUAGES, t } from "./words.js";

const INTERVALS = { 0: k("off"), 2: "2 s", 5: "5 s", 15: "15 s", 60: "60 s" };

const ROLES = { VIEW: k("viewer"), OPERATE: k("operator"), ADMINISTER: k("admin") };

function Pick({ label, value, of, onPick }) {
  return html`<label class="pick"><span>${label}</span>
    <select value=${value} onChange=${(event) => onPick(event.target.value)}>
      ${Object.entries(of).map(([each, text]) => html`<option key=${each} value=${each} selected=${each === value}>${text}</option>`)}
    </select></label>`;
}

/** Closes when the user goes elsewhere. */
class Settings extends Component {
  leave(event) {
    if (event.relatedTarget && !this.menu.contains(event.relatedTarget)) {
      this.menu.open = false;
    }
  }

  componentDidMount() {
    addEventListener("pointerdown", (event) => {
      if (!this.menu.contains(event.target)) {
        this.menu.open = false;
      }
    });
  }

  render({ state, onSet }) {
    const { every, zone, language, hasKeys, me } = state;
    return html`<details class="menu" ref=${(menu) => (this.menu = menu)} onFocusOut=${(event) => this.leave(event)}>
      <summary>${me ? html`<span class="me">${me.name}</span><span class="role">${me.isReadOnly ? t("read-only") : t(ROLES[me.permission] ?? "")}</span>` : t("Settings")}</summary>
      <div class="menu-body">
        ${me && html`<p class="muted small">${t("Answered by {node}", { node: me.node })}</p>`}
        <${Pick} label=${t("Refresh")} value=${String(every)} onPick=${(value) => onSet("every", value)}
          of=${Object.fromEntries(Object.entries(INTERVALS).map(([seconds, label]) => [seconds, t(label)]))} />
        <${Pick} label=${t("Times")} value=${zone} of=${{ local: t("local"), utc: "UTC" }} onPick=${(value) => onSet("zone", value)} />
        <${Pick} label=${t("Language")} value=${language} of=${LANGUAGES} onPick=${(value) => onSet("language", value)} />
        <label class="pick"><span>${t("Keyboard shortcuts")}</span>
          <input type="checkbox" checked=${hasKeys} onChange=${(event) => onSet("keys", event.target.checked ? "on" : "off")} /></label>
      </div>
    </details>`;
  }
}

export function Header({ state, loaded, onSet, onRead, onTable }) {
  const { route: at, me, zone, loading } = state;
  return html`<header class="bar">
    <a class="brand" href="?" data-go><span class="mark" aria-hidden="true"></span>claim-dispatch</a>
    <nav class="views" aria-label=${t("Views")}>
      ${Object.entries(VIEWS).map(
        ([view, label]) => html`<a key=${view} href=${address({ view, table: at.table })} data-go
          aria-current=${at.view === view || (view === "rows" && at.view === "row") ? "page" : undefined}>${t(label)}</a>`,
      )}
    </nav>
    <div class="tools">
      ${me?.tables.length > 1 &&
      html`<select class="table" aria-label=${t("Table")} value=${at.table || TABLE} onChange=${(event) => onTable(event.target.value)}>
        ${me.tables.map((table) => html`<option key=${table} value=${table} selected=${table === (at.table || TABLE)}>${table}</option>`)}
      </select>`}
      <button type="button" class=${loading ? "again busy" : "again"} onClick=${onRead} title=${t("Read again")}>
        <span class="sr">${t("Read again")}, ${t("last read at")} </span><span class="when">${loaded ? time(loaded, zone).slice(-8) : "…"}</span></button>
      <${Settings} state=${state} onSet=${onSet} />
    </div>
  </header>`;
}

/** What the view could not read. */
export function Problem({ failure, at, zone, onAgain }) {
  return html`<div class="failure" role="alert">
    <span><b>${failure.say()}</b>
      ${at && html`<span class="detail">${t("What is shown was read at {time}.", { time: time(at, zone) })}</span>`}
      ${failure.id && html`<code class="detail">${failure.id}</code>`}</span>
    ${failure.status === 401
      ? html`<button type="button" onClick=${() => location.reload()}>${t("Sign in")}</button>`
      : html`<button type="button" onClick=${onAgain}>${t("Try again")}</button>`}
  </div>`;
}

/** It stands in the document from the beginning, so that a screen reader hears of its text. */
export function Toast({ toast }) {
  return html`<div class="toasts" role="status">${toast && html`<div class="toast" key=${toast.since}>${toast.text}</div>`}</div>`;
}

/** What cannot be shown costs its own part of the page, and not the others. */
export class Guard extends Component {
  state = { error: undefined };

  static getDerivedStateFromError(error) {
    return { error };
  }

  componentDidCatch(error) {
    console.error(error);
  }

  /** Other data may be fine again. */
  componentDidUpdate(before) {
    if (this.state.error && before.of !== this.props.of) {
      this.setState({ error: undefined });
    }
  }

  render({ children }) {
    return this.state.error
      ? html`<section class="card" role="alert"><h2>${t("This part cannot be shown")}</h2>
          <p class="quiet">${t("Something in it is not as the page expects.")} <code>${String(this.state.error)}</code></p></section>`
      : children;
  }
}
