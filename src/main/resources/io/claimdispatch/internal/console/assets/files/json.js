// JSON on several lines, in colours. The text is never parsed: its numbers keep every digit.
import { html } from "./dom.js";

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
function lines(text) {
  const all = tokens(text);
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

const INDENTS = 12;

export function Json({ text }) {
  return html`<pre class="json" tabindex="0" aria-label="Payload"><code>${lines(text).map(
    (line) => html`<span class=${`line in-${Math.min(line.depth, INDENTS)}`}>${line.parts.map(
      (part) => html`<span class=${`j-${part.kind}`}>${part.text}</span>`,
    )}</span>`,
  )}</code></pre>`;
}
