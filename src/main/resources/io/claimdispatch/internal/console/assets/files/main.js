// The frame around the views: what is asked, when, and what comes of the answers.
import { Component, html, render } from "./dom.js";
import { get, hold } from "./api.js";
import { ActionDialog } from "./actions.js";
import { Activity } from "./activity.js";
import { Failures } from "./failures.js";
import { Guard, Header, Problem, Toast } from "./frame.js";
import { Nodes } from "./nodes.js";
import { Overview } from "./overview.js";
import { address, Help, press, request, route, TABLE } from "./route.js";
import { Crumbs, Row } from "./row.js";
import { Rows } from "./rows.js";
import { Pauses, Types } from "./types.js";
import { preferred, speak, spoken, t } from "./words.js";

const USUAL_INTERVAL = 5;

/** After so long without a key or a pointer it stops asking, so that a session of the host can end. */
const IDLE = 15 * 60 * 1000;

/** How long the page says that something was done. */
const TOAST = 8000;

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

class App extends Component {
  state = {
    route: route(),
    me: undefined,
    data: undefined,
    failure: undefined,
    every: Number(kept("every", USUAL_INTERVAL)),
    zone: kept("zone", "local"),
    hasKeys: kept("keys", "on") === "on",
    language: spoken(),
    chosen: -1,
    marked: [],
    help: false,
    action: undefined,
    toast: undefined,
    idle: false,
    loading: true,
  };

  /** Each question has a number: late answers to earlier ones are dropped. */
  question = 0;
  last = Date.now();

  componentDidMount() {
    addEventListener("popstate", () => this.show(route()));
    addEventListener("click", (event) => this.follow(event));
    addEventListener("keydown", (event) => press(this, event));
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
    if (this.state.toast && now - this.state.toast.since > TOAST) {
      this.setState({ toast: undefined });
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
      this.state.action !== undefined ||
      (selection !== null && !selection.isCollapsed) ||
      ["INPUT", "SELECT", "TEXTAREA"].includes(document.activeElement?.tagName ?? "")
    );
  }

  go(parts) {
    history.pushState(null, "", address(parts));
    this.show(route());
    scrollTo(0, 0);
  }

  show(next) {
    // what is there answers another question
    const isSame = this.state.answered === JSON.stringify(request(next));
    this.setState({ route: next, chosen: -1, marked: [], failure: undefined, data: isSame ? this.state.data : undefined });
    this.load(next);
  }

  async load(asked = this.state.route) {
    const question = ++this.question;
    const answered = JSON.stringify(request(asked));
    this.setState({ loading: true });
    if (!this.state.me) {
      // its failure is that of the view, which is shown
      get("me").then(
        (me) => {
          hold(me, (renewed) => this.setState({ me: renewed }));
          this.setState({ me });
        },
        () => undefined,
      );
    }
    try {
      const data = await get(...request(asked));
      if (question === this.question) {
        this.setState({ data, answered, failure: undefined });
      }
    } catch (failure) {
      if (question === this.question) {
        // a user who may not read it any more does not go on reading
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

  async set(name, value) {
    keep(name, value);
    if (name === "language") {
      await speak(value);
      value = spoken();
    }
    this.setState(name === "keys" ? { hasKeys: value === "on" } : { [name]: name === "every" ? Number(value) : value });
  }

  /** Marks a row, or takes its mark away. */
  mark(id) {
    const { marked } = this.state;
    this.setState({ marked: marked.includes(id) ? marked.filter((each) => each !== id) : [...marked, id] });
  }

  /** @param action whose dialog ends; another one may be open by now */
  done(action, text) {
    const isOpen = this.state.action === action;
    this.setState({ ...(isOpen ? { action: undefined, marked: [] } : {}), toast: { text, since: Date.now() } });
    if (isOpen && action.next) {
      this.go(action.next);
    } else {
      this.load();
    }
  }

  view() {
    const { route: at, data, zone, me, chosen, marked, loading } = this.state;
    const common = { data, zone, me, table: at.table || TABLE, act: (action) => this.setState({ action }) };
    switch (at.view) {
      case "rows":
        return html`<${Rows} ...${common} data=${data?.rows ? data : undefined} filter=${at.q} cursor=${at.cursor}
          chosen=${chosen} marked=${marked} isLoading=${loading} onMark=${(id) => this.mark(id)}
          onFilter=${(q) => this.go({ view: "rows", table: at.table, q })}
          onCursor=${(cursor) => this.go({ view: "rows", table: at.table, q: at.q, cursor })} />`;
      case "row":
        return data?.row ? html`<${Row} ...${common} />` : !loading && html`<${Crumbs} id=${at.id} table=${common.table} />`;
      case "types":
        return data?.types && html`<${Types} ...${common} />`;
      case "failures":
        return data?.groups && html`<${Failures} ...${common} />`;
      case "nodes":
        return data?.nodes && html`<${Nodes} ...${common} />`;
      case "pauses":
        return data?.pauses && html`<${Pauses} ...${common} />`;
      case "activity":
        return data?.events && html`<${Activity} ...${common} cursor=${at.cursor}
          onCursor=${(cursor) => this.go({ view: "activity", table: at.table, cursor })} />`;
      default:
        return data?.counts && html`<${Overview} ...${common} range=${at.range} loaded=${this.loaded} />`;
    }
  }

  render() {
    const { route: at, failure, action, idle, data, help, toast } = this.state;
    const close = () => this.setState({ action: undefined });
    return html`<a class="skip" href="#main">${t("To the content")}</a>
      <${Header} state=${this.state} loaded=${this.loaded} onSet=${(name, value) => this.set(name, value)} onRead=${() => this.load()}
        onTable=${(table) => this.go({ view: at.view === "row" ? "rows" : at.view, table })} />
      <main id="main" tabindex="-1">
        ${failure && html`<${Problem} failure=${failure} at=${data?.at} zone=${this.state.zone} onAgain=${() => this.load()} />`}
        ${idle && html`<div class="notice" role="status">${t("Paused after a while without input. Press a key or click to go on.")}</div>`}
        <${Guard} key=${at.view} of=${data}>${this.view() || (!failure && !data && html`<p class="boot">${t("Loading …")}</p>`)}<//>
      </main>
      ${help && html`<${Help} onClose=${() => this.setState({ help: false })} />`}
      ${action && html`<${action.Dialog ?? ActionDialog} action=${action} onClose=${close} onDone=${(text) => this.done(action, text)}
        onAgain=${() => {
          close();
          this.load();
        }} />`}
      <${Toast} toast=${toast} />`;
  }
}

await speak(kept("language", preferred()));
const place = document.getElementById("app");
place.replaceChildren();
render(html`<${App} />`, place);
