// "Số như in trên giấy" is for texts recorded from paper: while it is empty it stands behind a button.
window.dinhCovenant.then((outline) => {
  function hide(child) {
    const field = child.element.querySelector(`[name="${child.prefix}-value-printed_number"]`);
    const frame = field?.closest("[data-contentpath]");
    if (!frame || field.value || frame.dataset.printed) return;
    frame.dataset.printed = "behind";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button dw-printed-button";
    button.textContent = "Đặt số khác thứ tự";
    button.addEventListener("click", () => {
      frame.hidden = false;
      button.remove();
      field.focus();
    });
    frame.hidden = true;
    frame.before(button);
  }

  const all = () => outline.items.forEach((item) => item.number && hide(item.child));
  outline.addEventListener("change", all);
  all();
});
