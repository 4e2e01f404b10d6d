// What Word and web pages put on the clipboard, cleaned before the editor reads it.

const LISTED = /\bmso-list\s*:\s*l\d+\s+level(\d+)/i;

/** Word writes a list as paragraphs with a drawn bullet; this makes lists of them. */
function wordLists(body: HTMLElement): void {
  const isListed = (node: Element) => LISTED.test(node.getAttribute("style") ?? "");
  for (const first of Array.from(body.querySelectorAll("p"))) {
    if (!first.isConnected || !isListed(first)) continue;
    const run: Element[] = [first];
    for (let next = first.nextElementSibling; next && isListed(next); next = next.nextElementSibling) run.push(next);
    const lists: HTMLElement[] = [];
    let root: HTMLElement | null = null;
    for (const paragraph of run) {
      const level = Math.min(Number(LISTED.exec(paragraph.getAttribute("style") ?? "")?.[1] ?? 1), 9);
      const drawn = paragraph.querySelector('[style*="mso-list:Ignore" i], [style*="mso-list: Ignore" i]');
      const ordered = /^\s*[\dA-Za-z]{1,3}[.)]/.test(drawn?.textContent ?? "");
      drawn?.remove();
      lists.length = Math.min(lists.length, level);
      while (lists.length < level) {
        const list = document.createElement(ordered ? "ol" : "ul");
        const above = lists.at(-1);
        if (above) {
          const host = above.lastElementChild ?? above.appendChild(document.createElement("li"));
          host.appendChild(list);
        } else if (root) {
          root.after(list);
          root = list;
        } else {
          first.before(list);
          root = list;
        }
        lists.push(list);
      }
      const item = document.createElement("li");
      const text = document.createElement("p");
      text.append(...Array.from(paragraph.childNodes));
      item.append(text);
      lists.at(-1)?.append(item);
      paragraph.remove();
    }
  }
}

/** The clipboard's HTML without what is no text: scripts, styles, pictures, comments, Word's own marks. */
export function cleanPasted(html: string): string {
  const parsed = new DOMParser().parseFromString(html.replace(/<!--[\s\S]*?-->/g, ""), "text/html");
  const { body } = parsed;
  wordLists(body);
  for (const element of Array.from(body.querySelectorAll("script, style, link, meta, img, svg, iframe, object, xml"))) {
    element.remove();
  }
  for (const element of Array.from(body.querySelectorAll("*"))) {
    if (element.tagName.includes(":")) element.replaceWith(...Array.from(element.childNodes));
  }
  return body.innerHTML;
}

/** Pasted plain text as lines, without what only drew a bullet. */
export function pastedLines(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/^\s*(?:[•◦▪·–—*-]|\d{1,3}[.)])\s+/, "").trim())
    .filter((line) => line !== "");
}
