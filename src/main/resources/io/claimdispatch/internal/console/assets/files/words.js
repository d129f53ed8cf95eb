// What the page says, in the user's language. The English text is the key of the German one.
import { html } from "./dom.js";

export const LANGUAGES = { en: "English", de: "Deutsch" };

let language = "en";

/** German texts by their English ones. Only a user who reads them loads them. */
let german;

/** The first of the browser's languages that the page speaks. */
export function preferred() {
  return navigator.languages.map((each) => each.slice(0, 2)).find((each) => each in LANGUAGES) ?? "en";
}

/** The language that was chosen last: the texts of an earlier one may come later. */
let wanted;

/** It speaks English where the texts of the language cannot be had. */
export async function speak(chosen) {
  wanted = chosen;
  let next = chosen in LANGUAGES ? chosen : "en";
  if (next === "de") {
    try {
      german ??= (await import("./german.js")).GERMAN;
    } catch {
      next = "en";
    }
  }
  if (wanted === chosen) {
    language = next;
    document.documentElement.lang = language;
  }
}

export function spoken() {
  return language;
}

/** Marks a text that is said later, where `t` gets it from a table. */
export function k(text) {
  return text;
}

function said(text) {
  return language === "de" ? (german[text] ?? text) : text;
}

/** A text in which `{name}` stands for a value. */
export function t(text, values = {}) {
  return said(text).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** The text for one or for many; `{n}` is how many, unless the values say it otherwise. */
export function plural(n, one, many, values = {}) {
  return t(n === 1 ? one : many, { n, ...values });
}

const MARKED = /(\*\{\w+\}\*|`\{\w+\}`|\{\w+\})/;

/** A sentence of elements: a value in stars is bold, one in backquotes is code. */
export function say(text, values = {}) {
  return said(text)
    .split(MARKED)
    .map((part) => {
      const value = values[part.match(/^[*`]?\{(\w+)\}[*`]?$/)?.[1]];
      if (value === undefined) {
        return MARKED.test(part) ? "" : part;
      }
      if (part.startsWith("*")) {
        return html`<b>${value}</b>`;
      }
      return part.startsWith("`") ? html`<code>${value}</code>` : value;
    });
}
