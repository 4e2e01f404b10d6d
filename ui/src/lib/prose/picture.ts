// A picture in the text: shown as it is, with the words that say what it shows below it.
import type { Node } from "prosemirror-model";
import type { EditorView, NodeView } from "prosemirror-view";

const LACKING = "What does it show? A picture needs words for people who can't see it";

class PictureView implements NodeView {
  readonly dom: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly label: HTMLLabelElement;

  constructor(
    private node: Node,
    view: EditorView,
    at: () => number | undefined,
    editable: boolean,
    show: ((asset: string) => Promise<string>) | null,
  ) {
    this.dom = document.createElement("figure");
    this.dom.contentEditable = "false";
    const image = document.createElement("img");
    image.alt = "";
    void show?.(String(node.attrs["asset"])).then(
      (address) => (image.src = address),
      () => image.remove(),
    );
    this.label = document.createElement("label");
    this.input = document.createElement("input");
    this.input.type = "text";
    this.input.readOnly = !editable;
    this.input.addEventListener("input", () => {
      const position = at();
      if (position === undefined) return;
      view.dispatch(view.state.tr.setNodeAttribute(position, "alt", this.input.value));
    });
    this.label.append("", this.input);
    this.dom.append(image, this.label);
    this.draw();
  }

  private draw(): void {
    const id: unknown = this.node.attrs["id"];
    if (typeof id === "string") this.dom.dataset["block"] = id;
    const alt = String(this.node.attrs["alt"]);
    if (this.input.value !== alt) this.input.value = alt;
    this.label.firstChild?.replaceWith(alt === "" ? LACKING : "What it shows");
    this.label.classList.toggle("lacks", alt === "");
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type || node.attrs["asset"] !== this.node.attrs["asset"]) return false;
    this.node = node;
    this.draw();
    return true;
  }

  stopEvent(event: Event): boolean {
    return event.target === this.input;
  }

  ignoreMutation(): boolean {
    return true;
  }
}

/** How pictures are drawn; `show` gives the address of a kept picture's bytes. */
export function pictureView(editable: () => boolean, show: ((asset: string) => Promise<string>) | null) {
  return (node: Node, view: EditorView, at: () => number | undefined): NodeView =>
    new PictureView(node, view, at, editable(), show);
}
