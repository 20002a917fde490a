// The checks pane: what the checks say about the saved draft, fetched when it is looked at and after each save.
(() => {
  const pane = () => document.querySelector("[data-covenant-findings]");
  let timer = null;

  function isOpen() {
    const panel = pane()?.closest("[data-side-panel]");
    return Boolean(panel && !panel.hidden);
  }

  async function fetchNow() {
    const found = pane();
    if (!found?.dataset.url) return;
    const content = found.querySelector("[data-findings-content]");
    content.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(found.dataset.url, { headers: { Accept: "text/html" } });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      content.innerHTML = await answer.text();
      count(content.querySelector("[data-findings-total]")?.dataset.findingsTotal || "0");
    } catch {
      const words = document.createElement("p");
      words.textContent = "Chưa kiểm tra được: mất kết nối với máy chủ. Bản viết vẫn còn. Hãy bấm “Kiểm tra lại”.";
      content.replaceChildren(words);
    }
    content.removeAttribute("aria-busy");
  }

  function count(total) {
    const counter = document.querySelector("[data-side-panel-toggle=findings] [data-side-panel-toggle-counter]");
    if (!counter) return;
    counter.textContent = total;
    counter.hidden = total === "0";
  }

  async function accept(button) {
    const body = new FormData();
    body.set("key", button.dataset.acceptKey);
    body.set("number", button.dataset.acceptNumber);
    const headers = { [window.wagtailConfig.CSRF_HEADER_NAME]: window.wagtailConfig.CSRF_TOKEN };
    button.disabled = true;
    await fetch(pane().dataset.acceptUrl, { method: "POST", body, headers }).catch(() => null);
    fetchNow();
  }

  document.addEventListener("click", (event) => {
    const within = event.target.closest("[data-covenant-findings]");
    if (!within) return;
    const jump = event.target.closest("[data-jump]");
    const button = event.target.closest("[data-accept-key]");
    if (event.target.closest("[data-findings-again]")) fetchNow();
    if (button) accept(button);
    if (!jump) return;
    event.preventDefault();
    window.dinhCovenant.then((outline) => {
      const item = outline.find(jump.dataset.jump);
      if (!item) return;
      window.dinhCovenant.closeDrawer();
      outline.goTo(item);
    });
  });
  // Wagtail tells the panel itself, and the event does not rise.
  document.addEventListener("show", (event) => event.target.dataset?.sidePanel === "findings" && fetchNow(), true);
  document.addEventListener("w-autosave:success", () => {
    clearTimeout(timer);
    timer = setTimeout(() => isOpen() && fetchNow(), 1500);
  });
})();
