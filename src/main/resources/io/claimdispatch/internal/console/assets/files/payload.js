// The payload of a row: its beginning, then all of it, and for an administrator what is masked in it. It is shown on several
// lines and in colours, and never shown as parsed: its numbers keep every digit.
import { Component, html } from "./dom.js";
import { may } from "./actions.js";
import { get, send } from "./api.js";
import { bytes } from "./format.js";
import { plural, t } from "./words.js";

/** Parts that get colours: each is an element, and a browser grows slow with some ten thousand of them. */
const MOST_PARTS = 8000;

/** Longer ones are not looked into. */
const MOST_LENGTH = 100_000;

const TOKEN = /"(?:[^"\\]|\\.)*"?|-?\d[\d.eE+-]*|true|false|null|[{}[\],:]|\s+|./gsu;

function tokens(text) {
  const found = text.match(TOKEN) ?? [];
  return found.filter((token) => token.trim() !== "");
}

function kind(token, next) {
  if (token.startsWith('"')) {
    if (next === ":") {
      return "name";
    }
    return token === '"•••"' ? "masked" : "string";
  }
  if (/^[-\d]/.test(token)) {
    return "number";
  }
  return /^[a-z]/.test(token) ? "word" : "sign";
}

/** Lines of coloured parts. */
function lines(all) {
  const result = [];
  let line = { depth: 0, parts: [] };
  let depth = 0;
  const end = () => {
    if (line.parts.length) {
      result.push(line);
    }
    line = { depth, parts: [] };
  };
  all.forEach((token, i) => {
    const next = all[i + 1];
    if (token === "}" || token === "]") {
      const opened = all[i - 1] === "{" || all[i - 1] === "[";
      depth = Math.max(0, depth - 1);
      if (!opened) {
        end();
      }
    }
    line.parts.push({ kind: kind(token, next), text: token === ":" ? ": " : token });
    if (token === "{" || token === "[") {
      depth++;
      if (next !== "}" && next !== "]") {
        end();
      }
    } else if (token === ",") {
      end();
    }
  });
  end();
  return result;
}

/** The same text on several lines; too long a one as it is. */
export function pretty(text) {
  return text.length > MOST_LENGTH ? text : lines(tokens(text)).map(({ depth, parts }) => "  ".repeat(depth) + parts.map((part) => part.text).join("")).join("\n");
}

const INDENTS = 12;

/** Unmasked, a text of any kind is shown; others than JSON keep their blanks. */
function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function Json({ text, isAny }) {
  const all = text.length > MOST_LENGTH || (isAny && !isJson(text)) ? undefined : tokens(text);
  return html`<pre class="json" tabindex="0" role="group" aria-label=${t("JSON")}><code>${
    all === undefined || all.length > MOST_PARTS
      ? html`<span class="line">${text}</span>`
      : lines(all).map(
          (line) => html`<span class=${`line in-${Math.min(line.depth, INDENTS)}`}>${line.parts.map(
            (part) => html`<span class=${`j-${part.kind}`}>${part.text}</span>`,
          )}</span>`,
        )
  }</code></pre>`;
}

export class Payload extends Component {
  state = { read: undefined, failure: undefined };

  /** Counts what the user asked for: a late answer to something else is not shown. */
  question = 0;

  async show(ask) {
    const question = ++this.question;
    const answer = await ask.then((read) => ({ read, failure: undefined }), (failure) => ({ failure }));
    if (question === this.question) {
      this.setState(answer);
    }
  }

  all() {
    const { row } = this.props;
    this.show(get(`rows/${row.id}/payload`, { table: row.table }));
  }

  unmask() {
    const { row } = this.props;
    this.show(send("POST", `rows/${row.id}/unmask`, {}, { table: row.table }));
  }

  beginning() {
    this.question++;
    this.setState({ read: undefined, failure: undefined });
  }

  render({ row, me }, { read, failure }) {
    const payload = read?.payload ?? row.payload;
    return html`<section class="card" aria-labelledby="payload">
      <div class="card-head"><h2 id="payload">${t("Payload")}</h2><span class="muted small">${bytes(payload.bytes)}</span></div>
      ${payload.isJson
        ? html`<${Json} text=${payload.text} isAny=${read?.isUnmasked} />`
        : html`<p class="empty">${t("What is stored is not JSON. It is not shown, since the node cannot mask parts of it.")}</p>`}
      ${payload.masked > 0 && html`<p class="muted small">${plural(payload.masked, "One value is masked.", "{n} values are masked.")}</p>`}
      ${payload.isCut && html`<p class="muted small">${t("The payload goes on: only its beginning is shown.")}</p>`}
      ${read?.isUnmasked && html`<p class="muted small">${t("This is the payload as it is stored. That you looked at it stands in the activity.")}</p>`}
      ${failure && html`<div class="failure" role="alert"><span>${failure.say()}</span></div>`}
      <div class="verbs">
        ${payload.isCut && html`<button type="button" class="small" onClick=${() => this.all()}>${t("Show all of it")}</button>`}
        ${(payload.masked > 0 || !payload.isJson) && may(me, "ADMINISTER") &&
        html`<button type="button" class="small" onClick=${() => this.unmask()}>${t("Show masked values")}</button>`}
        ${read && html`<button type="button" class="small" onClick=${() => this.beginning()}>${t("Show the beginning only")}</button>`}
      </div>
    </section>`;
  }
}
