// The covenant in Wagtail's editor as a list of numbered parts, told anew after each change.
//
// Works on the bound StreamBlock that Wagtail leaves at its element (`rootBlock`): its `children` stand in the
// order of the text. Numbers follow the same rules as content_models/covenants/provisions.py: chapters in Roman
// letters, sections again from 1 in each chapter, articles through the whole text, a printed number first.
(() => {
  const WORDS = { chapter: "Chương", section: "Mục", article: "Điều" };
  const OTHERS = { preamble: "Lời nói đầu", table: "Bảng" };
  const NUMERALS = [
    [1000, "M"], [900, "CM"], [500, "D"], [400, "CD"], [100, "C"], [90, "XC"],
    [50, "L"], [40, "XL"], [10, "X"], [9, "IX"], [5, "V"], [4, "IV"], [1, "I"],
  ];

  function roman(number) {
    let left = number;
    let letters = "";
    for (const [worth, sign] of NUMERALS) {
      while (left >= worth) {
        letters += sign;
        left -= worth;
      }
    }
    return letters;
  }

  class Outline extends EventTarget {
    constructor(root) {
      super();
      this.root = root;
      this.items = [];
      this.timer = null;
      this.watchStructure();
      root.element.addEventListener("input", (event) => {
        if (/-(heading|title|printed_number)$/.test(event.target.name || "")) this.soon();
      });
      this.refresh();
    }

    // Wagtail tells nobody about a move; each way of moving, adding and deleting ends in one of these two.
    watchStructure() {
      for (const name of ["moveBlock", "blockCountChanged"]) {
        const stock = this.root[name];
        this.root[name] = (...args) => {
          const result = stock.apply(this.root, args);
          this.soon(0);
          return result;
        };
      }
    }

    soon(wait = 150) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.refresh(), wait);
    }

    refresh() {
      const counts = { chapter: 0, section: 0, article: 0 };
      this.items = this.root.children.map((child, index) => this.item(child, index, counts));
      for (const item of this.items) this.label(item);
      this.dispatchEvent(new Event("change"));
    }

    item(child, index, counts) {
      const type = child.type;
      if (!(type in WORDS)) return { child, index, type, number: "", title: "", label: OTHERS[type] || "" };
      counts[type] += 1;
      if (type === "chapter") counts.section = 0;
      const printed = this.value(child, "printed_number");
      const number = printed || (type === "chapter" ? roman(counts[type]) : String(counts[type]));
      const title = this.value(child, type === "article" ? "heading" : "title");
      return { child, index, type, number, title, label: `${WORDS[type]} ${number}` };
    }

    value(child, name) {
      const field = child.element.querySelector(`[name="${child.prefix}-value-${name}"]`);
      return field ? field.value.trim() : "";
    }

    // "Điều 5." and the title on the block's own header.
    label(item) {
      if (!item.number) return;
      const heading = item.child.element.querySelector("[data-panel-heading]");
      const type = heading.querySelector(".c-sf-block__type");
      const title = heading.querySelector(".c-sf-block__title");
      const words = `${item.label}${item.title ? "." : ""}`;
      if (type.textContent !== words) type.textContent = words;
      if (title.textContent !== item.title) title.textContent = item.title;
    }

    find(id) {
      return this.items.find((item) => item.child.id === id);
    }

    itemAt(element) {
      const block = element.closest("[data-streamfield-child]");
      return this.items.find((item) => item.child.element === block);
    }

    // First index after the part and what belongs to it: a chapter reaches to the next chapter.
    endOf(index) {
      const ends = { chapter: ["chapter"], section: ["chapter", "section"] }[this.items[index].type];
      if (!ends) return index + 1;
      let end = index + 1;
      while (end < this.items.length && !ends.includes(this.items[end].type)) end += 1;
      return end;
    }

    // Where the neighbour begins that the part would change places with, or -1.
    placeAbove(index) {
      const first = this.items[0]?.type === "preamble" ? 1 : 0;
      if (index <= first) return -1;
      if (this.items[index].type === "article" || this.items[index].type === "table") return index - 1;
      const stops = this.items[index].type === "chapter" ? ["chapter"] : ["chapter", "section"];
      let above = index - 1;
      while (above > first && !stops.includes(this.items[above].type)) above -= 1;
      return above;
    }

    canMove(index, step) {
      if (this.items[index].type === "preamble") return false;
      return step < 0 ? this.placeAbove(index) >= 0 : this.endOf(index) < this.items.length;
    }

    move(index, step) {
      if (!this.canMove(index, step)) return false;
      if (step > 0) return this.shift(this.endOf(index), this.endOf(this.endOf(index)), index);
      return this.shift(index, this.endOf(index), this.placeAbove(index));
    }

    // Blocks start…end-1 before the block at `to`, one by one, by Wagtail's own move.
    shift(start, end, to) {
      for (let offset = 0; offset < end - start; offset += 1) this.root.moveBlock(start + offset, to + offset);
      return true;
    }

    add(type, index) {
      const value = this.root.blockDef.initialChildStates[type];
      return this.root.insert({ type, value, id: newId() }, index, { focus: true });
    }

    remove(index) {
      this.items[index].child.delete({ animate: false });
    }

    goTo(item) {
      const toggle = item.child.element.querySelector("[data-panel-toggle]");
      if (toggle.getAttribute("aria-expanded") === "false") toggle.click();
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      item.child.element.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
      const field = item.child.element.querySelector(".w-panel__content :is(input:not([type=hidden]), textarea)");
      (field || toggle).focus({ preventScroll: true });
    }
  }

  // crypto.randomUUID exists only on https.
  function newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  // Wagtail builds the blocks after the page is read; it tells only an element that is gone by then.
  window.dinhCovenant = new Promise((resolve) => {
    const look = () => {
      const root = document.getElementById("body-root")?.rootBlock;
      if (root) resolve(new Outline(root));
      else setTimeout(look, 50);
    };
    look();
  });

  // The pane is a drawer where it covers the text: what leads into the text closes it.
  window.dinhCovenant.closeDrawer = () => {
    const side = document.querySelector("[data-form-side]");
    if (side && side.offsetWidth > window.innerWidth * 0.7) {
      document.querySelector("[data-form-side-close-button]")?.click();
    }
  };
})();
