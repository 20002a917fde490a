/* Beside every linked heading a button that copies its address. Without scripts the heading's own link does the same work. */
(() => {
  if (!navigator.clipboard) return;
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  document.body.append(said);

  for (const link of document.querySelectorAll("a[data-copy-link]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Chép liên kết";
    button.setAttribute("aria-label", `Chép liên kết tới ${link.textContent.trim().replace(/\.$/, "")}`);
    button.addEventListener("click", async () => {
      const address = new URL(link.getAttribute("href"), location.href).href;
      try {
        await navigator.clipboard.writeText(address);
        button.textContent = "Đã chép";
        said.textContent = "Đã chép liên kết";
      } catch {
        location.href = address;
      }
    });
    const article = link.closest(".article");
    (article?.querySelector(".article__tools") ?? article ?? link.parentElement).append(button);
  }
})();
