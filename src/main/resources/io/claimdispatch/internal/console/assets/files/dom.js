// Preact and htm, bound to each other: every view is made of these, and none writes markup as text.
import { Component, h, render } from "./preact.mjs";
import htm from "./htm.mjs";

export const html = htm.bind(h);
export { Component, render };

/** A component of a module that is loaded when it is first shown, since few look at it. */
export function later(load, name) {
  return class extends Component {
    state = { Loaded: undefined };

    componentDidMount() {
      load().then((module) => this.setState({ Loaded: module[name] }), () => undefined);
    }

    render(props, { Loaded }) {
      return Loaded && html`<${Loaded} ...${props} />`;
    }
  };
}
