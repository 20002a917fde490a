// Hints of the model from which the draft began, beside the part that they are about. They are no part of the text.
window.dinhCovenant.then((outline) => {
  const source = document.getElementById("covenant-hints");
  if (!source) return;
  const hints = new Map(Object.entries(JSON.parse(source.textContent)));
  const address = document.querySelector("[data-hint-url]")?.dataset.hintUrl;

  function box(id, lines) {
    const aside = document.createElement("aside");
    aside.className = "dw-hint";
    aside.setAttribute("aria-label", "Gợi ý");
    for (const line of lines) {
      const paragraph = document.createElement("p");
      const lead = document.createElement("strong");
      lead.textContent = "Gợi ý: ";
      paragraph.append(lead, line);
      aside.append(paragraph);
    }
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small button-secondary";
    button.textContent = "Ẩn gợi ý";
    button.addEventListener("click", () => dismiss(id, aside));
    aside.append(button);
    return aside;
  }

  async function dismiss(id, aside) {
    const body = new FormData();
    body.set("block", id);
    const headers = { [window.wagtailConfig.CSRF_HEADER_NAME]: window.wagtailConfig.CSRF_TOKEN };
    const next = aside.parentElement.querySelector("textarea, input:not([type=hidden])");
    try {
      const answer = await fetch(address, { method: "POST", body, headers });
      if (!answer.ok) throw new Error(String(answer.status));
    } catch {
      const detail = { text: "Chưa ẩn được gợi ý: mất kết nối. Hãy thử lại.", type: "error" };
      document.dispatchEvent(new CustomEvent("w-messages:add", { detail }));
      return;
    }
    hints.delete(id);
    aside.remove();
    next?.focus();
  }

  function place() {
    for (const [id, lines] of hints) {
      const content = outline.find(id)?.child.element.querySelector(".w-panel__content");
      if (content && !content.querySelector(":scope > .dw-hint")) {
        content.prepend(box(id, lines));
        content.classList.add("dw-with-hint");
      }
    }
  }

  outline.addEventListener("change", place);
  place();
});
