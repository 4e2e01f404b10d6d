import "prosemirror-view/style/prosemirror.css";
import "./app.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { chooseBackend } from "./lib/backend/choose";
import { applySystem, applyTheme } from "./lib/shell/theme";

applySystem();
applyTheme();
const target = document.getElementById("app");
if (target) {
  const backend = await chooseBackend();
  mount(App, { target, props: { backend } });
}
