/* Suggestions below each search box: a combobox with a list, as WAI-ARIA describes it. Without scripts the form works alone. */
(() => {
  const WAIT = 120;
  const FEWEST = 2;

  for (const form of document.querySelectorAll("form[data-suggest]")) start(form, form.querySelector("input[name=q]"));

  function start(form, input) {
    const known = new Map();
    let items = [];
    let active = -1;
    let timer = 0;
    let request = null;

    const list = document.createElement("ul");
    list.id = `${input.id}-goi-y`;
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Gợi ý");
    const said = document.createElement("p");
    said.className = "visually-hidden";
    said.setAttribute("role", "status");
    input.closest(".search-form__row").append(list);
    form.append(said);

    input.type = "text"; // a search field may not be a combobox
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");

    function close() {
      clearTimeout(timer);
      request?.abort();
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      choose(-1);
    }

    function choose(index) {
      active = index;
      [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
      if (index < 0) return input.removeAttribute("aria-activedescendant");
      const option = list.children[index];
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }

    function option({ text, about }, index) {
      const made = document.createElement("li");
      made.id = `${list.id}-${index}`;
      made.setAttribute("role", "option");
      made.textContent = text;
      if (about) {
        const beside = document.createElement("span");
        beside.textContent = about;
        made.append(" ", beside);
      }
      made.addEventListener("click", () => location.assign(items[index].url));
      return made;
    }

    function show(found) {
      items = found;
      list.replaceChildren(...found.map(option));
      choose(-1);
      list.hidden = !found.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      said.textContent = found.length ? `${found.length} gợi ý, chọn bằng phím mũi tên.` : "Không có gợi ý.";
    }

    async function ask() {
      const typed = input.value.trim();
      request?.abort();
      if (typed.length < FEWEST) return close();
      request = new AbortController();
      const { signal } = request;
      try {
        if (!known.has(typed)) {
          const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(typed)}`, { signal });
          if (!answer.ok) return close();
          known.set(typed, (await answer.json()).items);
        }
        if (!signal.aborted && document.activeElement === input) show(known.get(typed));
      } catch {
        if (!signal.aborted) close();
      }
    }

    function later() {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    }

    input.addEventListener("input", later);
    input.addEventListener("blur", close);
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const open = !list.hidden;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        if (!open) return later();
        const count = items.length + 1; // one more: nothing chosen, back in the box
        choose(((active + 1 + step + count) % count) - 1);
      } else if (event.key === "Escape" && open) {
        event.preventDefault();
        close();
      } else if (event.key === "Enter" && open && active >= 0) {
        event.preventDefault();
        location.assign(items[active].url);
      } else if (event.key === "Enter") {
        close();
      }
    });
  }
})();
