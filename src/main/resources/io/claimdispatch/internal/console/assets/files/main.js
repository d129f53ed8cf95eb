// The frame around the views. Everything that a view shows is in the query string, so that it can be linked.
import { Component, html, render } from "./dom.js";
import { get } from "./api.js";
import { time } from "./format.js";
import { Overview } from "./overview.js";
import { Rows } from "./rows.js";
import { Crumbs, Row } from "./row.js";

const VIEWS = { overview: "Overview", rows: "Rows" };
const INTERVALS = { 0: "off", 2: "2 s", 5: "5 s", 15: "15 s", 60: "60 s" };
const USUAL_INTERVAL = 5;

/** After so long without a key or a pointer it stops asking, so that a session of the host can end. */
const IDLE = 15 * 60 * 1000;

/** A query string with no more in it than the views know. */
function route() {
  const query = new URLSearchParams(location.search);
  const view = query.get("view") ?? "overview";
  return {
    view: view in VIEWS || view === "row" ? view : "overview",
    table: query.get("table") ?? "",
    q: query.get("q") ?? "",
    cursor: query.get("cursor") ?? "",
    id: query.get("id") ?? "",
  };
}

function address(parts) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parts)) {
    if (value) {
      query.set(name, value);
    }
  }
  return `?${query}`;
}

/** What to ask for a view. */
function request({ view, table, q, cursor, id }) {
  if (view === "rows") {
    return ["rows", { table, q, cursor }];
  }
  return view === "row" ? [`rows/${/^-?\d+$/.test(id) ? id : "0"}`, { table }] : ["overview", { table }];
}

function kept(name, fallback) {
  try {
    return localStorage.getItem(`claim-dispatch.${name}`) ?? fallback;
  } catch {
    return fallback;
  }
}

function keep(name, value) {
  try {
    localStorage.setItem(`claim-dispatch.${name}`, value);
  } catch {
    // a browser without storage forgets it
  }
}

/** Messages of the catalogue go on behind an id. */
function sentence(message) {
  return message.charAt(0).toUpperCase() + message.slice(1);
}

class App extends Component {
  state = {
    route: route(),
    me: undefined,
    data: undefined,
    failure: undefined,
    every: Number(kept("every", USUAL_INTERVAL)),
    zone: kept("zone", "local"),
    chosen: -1,
    help: false,
    idle: false,
    loading: true,
  };

  /** Each question has a number: late answers to earlier ones are dropped. */
  question = 0;
  last = Date.now();

  componentDidMount() {
    addEventListener("popstate", () => this.show(route()));
    addEventListener("click", (event) => this.follow(event));
    addEventListener("keydown", (event) => this.key(event));
    for (const sign of ["pointerdown", "keydown", "wheel"]) {
      addEventListener(sign, () => this.stir(), { passive: true });
    }
    document.addEventListener("visibilitychange", () => !document.hidden && this.load());
    setInterval(() => this.tick(), 1000);
    this.load();
  }

  stir() {
    this.last = Date.now();
    if (this.state.idle) {
      this.setState({ idle: false });
      this.load();
    }
  }

  tick() {
    const now = Date.now();
    if (!this.state.idle && now - this.last > IDLE) {
      this.setState({ idle: true });
    }
    const every = this.state.every * 1000;
    if (every > 0 && !this.state.idle && !this.isBusy() && now - (this.loaded ?? 0) >= every && !this.state.loading) {
      this.load();
    }
  }

  /** Whether new data would take something away from the user who looks at it. */
  isBusy() {
    const selection = getSelection();
    return (
      document.hidden ||
      this.state.help ||
      (selection !== null && !selection.isCollapsed) ||
      ["INPUT", "TEXTAREA"].includes(document.activeElement?.tagName ?? "")
    );
  }

  go(parts) {
    history.pushState(null, "", address(parts));
    this.show(route());
    scrollTo(0, 0);
  }

  show(next) {
    const isOther = next.view !== this.state.route.view || next.id !== this.state.route.id;
    this.setState({ route: next, chosen: -1, failure: undefined, data: isOther ? undefined : this.state.data });
    this.load(next);
  }

  async load(asked = this.state.route) {
    const question = ++this.question;
    const answered = JSON.stringify(request(asked));
    this.setState({ loading: true });
    if (!this.state.me) {
      // its failure is that of the view, which is shown
      get("me").then((me) => this.setState({ me }), () => undefined);
    }
    try {
      const data = await get(...request(asked));
      if (question === this.question) {
        this.setState({ data, answered, failure: undefined });
      }
    } catch (failure) {
      if (question === this.question) {
        // rows of another filter would pass for the answer to this one
        const isKept = this.state.answered === answered && !(failure.status >= 400 && failure.status < 500);
        this.setState({ failure, data: isKept ? this.state.data : undefined });
      }
    } finally {
      if (question === this.question) {
        this.loaded = Date.now();
        this.setState({ loading: false });
      }
    }
  }

  follow(event) {
    const link = event.target.closest?.("a[data-go]");
    if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    history.pushState(null, "", link.getAttribute("href"));
    this.show(route());
    scrollTo(0, 0);
  }

  key(event) {
    const isTyping = ["INPUT", "SELECT", "TEXTAREA"].includes(event.target.tagName);
    if (event.key === "Escape") {
      this.setState({ help: false });
      if (isTyping) {
        event.target.blur();
      }
      return;
    }
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const rows = this.state.route.view === "rows" ? (this.state.data?.rows ?? []) : [];
    const before = this.before;
    this.before = event.key;
    if (before === "g" && event.key === "o") {
      this.go({ view: "overview", table: this.state.route.table });
    } else if (before === "g" && event.key === "r") {
      this.go({ view: "rows", table: this.state.route.table });
    } else if (event.key === "/") {
      event.preventDefault();
      document.getElementById("q")?.focus();
    } else if (event.key === "?") {
      this.setState({ help: true });
    } else if (event.key === "r") {
      this.load();
    } else if (event.key === "j" || event.key === "k") {
      this.choose(Math.max(0, Math.min(rows.length - 1, this.state.chosen + (event.key === "j" ? 1 : -1))));
    } else if (event.key === "Enter" && rows[this.state.chosen] && event.target === document.body) {
      this.go({ view: "row", id: rows[this.state.chosen].id, table: this.state.route.table });
    }
  }

  choose(chosen) {
    this.setState({ chosen }, () => document.querySelector("tr.chosen")?.scrollIntoView({ block: "nearest" }));
  }

  setEvery(every) {
    keep("every", every);
    this.setState({ every: Number(every) });
  }

  setZone(zone) {
    keep("zone", zone);
    this.setState({ zone });
  }

  view() {
    const { route: at, data, zone, chosen } = this.state;
    if (at.view === "rows") {
      return html`<${Rows} data=${data?.rows ? data : undefined} filter=${at.q} table=${at.table || "action_logs"} cursor=${at.cursor}
        zone=${zone} chosen=${chosen} isLoading=${this.state.loading}
        onFilter=${(q) => this.go({ view: "rows", table: at.table, q })}
        onCursor=${(cursor) => this.go({ view: "rows", table: at.table, q: at.q, cursor })} />`;
    }
    if (at.view === "row") {
      return data?.row
        ? html`<${Row} data=${data} zone=${zone} />`
        : !this.state.loading && html`<${Crumbs} id=${at.id} table=${at.table} />`;
    }
    return data?.counts && html`<${Overview} data=${data} zone=${zone} />`;
  }

  render() {
    const { route: at, me, failure, every, zone, help, idle, data } = this.state;
    return html`<a class="skip" href="#main">To the content</a>
      <header class="bar">
        <a class="brand" href="?" data-go><span class="mark" aria-hidden="true"></span>claim-dispatch</a>
        <nav class="views" aria-label="Views">
          ${Object.entries(VIEWS).map(
            ([view, label]) => html`<a key=${view} href=${address({ view, table: at.table })} data-go
              aria-current=${at.view === view || (view === "rows" && at.view === "row") ? "page" : undefined}>${label}</a>`,
          )}
        </nav>
        <span class="spring"></span>
        ${me?.tables.length > 1 &&
        html`<label class="pick"><span class="sr">Table</span>
          <select value=${at.table || "action_logs"} onChange=${(e) => this.go({ view: at.view === "row" ? "rows" : at.view, table: e.target.value })}>
            ${me.tables.map((table) => html`<option key=${table} value=${table}>${table}</option>`)}
          </select></label>`}
        <label class="pick"><span class="pick-label">Refresh</span>
          <select value=${String(every)} onChange=${(e) => this.setEvery(e.target.value)}>
            ${Object.entries(INTERVALS).map(([seconds, label]) => html`<option key=${seconds} value=${seconds}>${label}</option>`)}
          </select></label>
        <label class="pick"><span class="sr">Time zone</span>
          <select value=${zone} onChange=${(e) => this.setZone(e.target.value)}>
            <option value="local">Local</option><option value="utc">UTC</option>
          </select></label>
        ${me && html`<span class="me" title=${`on ${me.node}`}>${me.name}<span class="role">${me.isReadOnly ? "read-only" : { VIEW: "viewer", OPERATE: "operator", ADMINISTER: "admin" }[me.permission]}</span></span>`}
      </header>
      <main id="main" tabindex="-1">
        ${failure && html`<div class="failure" role="alert"><b>${failure.id || "Failed"}</b> <span>${sentence(failure.message)}${data?.at ? ` What is shown was read at ${time(data.at, zone)}.` : ""}</span>
          <button type="button" onClick=${() => this.load()}>Try again</button></div>`}
        ${idle && html`<div class="notice" role="status">Paused after a while without input. Press a key or click to go on.</div>`}
        ${this.view() || (!failure && !data && html`<p class="boot">Loading …</p>`)}
      </main>
      ${help && html`<${Help} onClose=${() => this.setState({ help: false })} />`}`;
  }
}

const KEYS = [
  ["/", "Go to the filter"],
  ["g o", "Overview"],
  ["g r", "Rows"],
  ["j / k", "Next and previous row"],
  ["Enter", "Open the chosen row"],
  ["r", "Read again"],
  ["Esc", "Close this, or leave a field"],
];

class Help extends Component {
  componentDidMount() {
    this.dialog.showModal();
  }

  render({ onClose }) {
    return html`<dialog class="help" ref=${(dialog) => (this.dialog = dialog)} onClose=${onClose} aria-labelledby="help">
      <h2 id="help">Keys</h2>
      <dl class="keys">${KEYS.map(([key, text]) => html`<div key=${key}><dt><kbd>${key}</kbd></dt><dd>${text}</dd></div>`)}</dl>
      <form method="dialog"><button type="submit">Close</button></form>
    </dialog>`;
  }
}

const place = document.getElementById("app");
place.replaceChildren();
render(html`<${App} />`, place);
