// Preact and htm, bound to each other: every view is made of these, and none writes markup as text.
import { Component, h, render } from "./preact.mjs";
import htm from "./htm.mjs";

export const html = htm.bind(h);
export { Component, render };
