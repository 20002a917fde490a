// The contents pane: chapters and articles with their numbers; jump, add, move, delete, by mouse, finger or keys.
window.dinhCovenant.then((outline) => {
  const pane = document.querySelector("[data-covenant-contents]");
  if (!pane) return;
  const list = pane.querySelector("[data-contents-list]");
  const tools = pane.querySelector("[data-contents-tools]");
  const status = pane.querySelector("[data-contents-status]");
  const empty = pane.querySelector("[data-contents-empty]");
  const locked = document.body.classList.contains("content-locked");
  let current = null; // the child that is chosen

  const position = () => outline.items.findIndex((item) => item.child === current);
  const name = (item) => (item.title ? `${item.label}. ${item.title}` : item.label);
  const say = (words) => {
    status.textContent = words;
  };

  function row(item) {
    const line = document.createElement("li");
    line.className = `dw-outline__item dw-outline__item--${item.type}`;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "dw-outline__link";
    button.append(name(item));
    line.append(button);
    return line;
  }

  // Rows are used again, so that the focus stays where it is.
  function draw() {
    while (list.children.length > outline.items.length) list.lastElementChild.remove();
    outline.items.forEach((item, index) => {
      const there = list.children[index];
      const className = `dw-outline__item dw-outline__item--${item.type}`;
      if (!there) list.append(row(item));
      else if (there.firstElementChild.textContent !== name(item) || there.className !== className) {
        there.className = className;
        there.firstElementChild.textContent = name(item);
      }
    });
    empty.hidden = outline.items.length > 0;
    mark();
  }

  function mark() {
    const chosen = position();
    [...list.children].forEach((line, index) => {
      const button = line.firstElementChild;
      button.tabIndex = index === Math.max(chosen, 0) ? 0 : -1;
      if (index === chosen) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    });
    const item = outline.items[chosen];
    for (const button of tools.children) {
      const moves = { up: -1, down: 1 }[button.dataset.do];
      const needsItem = moves || button.dataset.do === "delete";
      button.disabled = locked || (needsItem && !item) || (moves && !outline.canMove(chosen, moves));
      button.title = item && needsItem ? `${button.textContent}: ${name(item)}` : "";
    }
  }

  function choose(item, { focus = false, scroll = false } = {}) {
    current = item ? item.child : null;
    mark();
    const button = list.children[position()]?.firstElementChild;
    if (focus) button?.focus();
    else if (scroll) reveal(button);
  }

  // Only the pane scrolls, never the text beside it.
  function reveal(button) {
    const frame = pane.closest("[data-side-panel]");
    if (!button || !frame || frame.hidden) return;
    const [inner, outer] = [button.getBoundingClientRect(), frame.getBoundingClientRect()];
    if (inner.top < outer.top + 120) frame.scrollTop += inner.top - outer.top - 120;
    else if (inner.bottom > outer.bottom) frame.scrollTop += inner.bottom - outer.bottom + 40;
  }

  const acts = {
    article: () => add("article"),
    chapter: () => add("chapter"),
    up: () => move(-1),
    down: () => move(1),
    delete: remove,
  };

  function add(type) {
    const chosen = position();
    const child = outline.add(type, chosen < 0 ? outline.items.length : chosen + 1);
    current = child;
    outline.refresh();
    say(`Đã thêm ${name(outline.items[position()])}.`);
    window.dinhCovenant.closeDrawer();
    setTimeout(() => outline.goTo(outline.items[position()]), 50);
  }

  function move(step) {
    const item = outline.items[position()];
    if (!item || !outline.move(item.index, step)) return;
    outline.refresh();
    const moved = outline.items[position()];
    say(item.label === moved.label ? `Đã chuyển ${moved.label}.` : `Đã chuyển ${item.label} thành ${moved.label}.`);
    reveal(list.children[moved.index]?.firstElementChild);
  }

  function remove() {
    const item = outline.items[position()];
    if (!item) return;
    const more = { chapter: " Các điều trong chương vẫn còn.", section: " Các điều trong mục vẫn còn." };
    if (!window.confirm(`Xóa “${name(item)}”?${more[item.type] || " Nội dung của phần này cũng bị xóa."}`)) return;
    outline.remove(item.index);
    outline.refresh();
    say(`Đã xóa ${item.label}. Các phần sau đã đánh số lại.`);
    choose(outline.items[Math.min(item.index, outline.items.length - 1)], { focus: true });
  }

  function onKey(event) {
    const chosen = position();
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step && event.altKey && !locked) {
      move(step);
      list.children[position()]?.firstElementChild.focus();
    } else if (step) choose(outline.items[Math.min(Math.max(chosen + step, 0), outline.items.length - 1)], { focus: true });
    else if (event.key === "Home") choose(outline.items[0], { focus: true });
    else if (event.key === "End") choose(outline.items.at(-1), { focus: true });
    else if (event.key === "Delete" && !locked) remove();
    else return;
    event.preventDefault();
  }

  list.addEventListener("click", (event) => {
    const line = event.target.closest("li");
    const item = line && outline.items[[...list.children].indexOf(line)];
    if (!item) return;
    choose(item);
    window.dinhCovenant.closeDrawer();
    outline.goTo(item);
  });
  list.addEventListener("keydown", onKey);
  tools.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button && !button.disabled) acts[button.dataset.do]();
  });
  // Where one writes is the place marked in the contents.
  outline.root.element.addEventListener("focusin", (event) => {
    const item = outline.itemAt(event.target);
    if (item && item.child !== current) choose(item, { scroll: true });
  });
  outline.addEventListener("change", draw);
  choose(outline.items[0]);
  draw();
  openBeside();

  // Beside the text where there is room, and where the person has not put it away.
  function openBeside() {
    let remembered = null;
    try {
      remembered = localStorage.getItem("wagtail:side-panel-open");
    } catch {
      return;
    }
    if (remembered === null && matchMedia("(min-width: 75rem)").matches) {
      document.querySelector("[data-side-panel-toggle=contents]")?.click();
    }
  }
});
