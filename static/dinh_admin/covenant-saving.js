// What an autosave's answer says about references: the numbers that followed a move appear in the fields.
document.addEventListener("w-autosave:success", (event) => {
  const news = event.detail?.data?.covenant;
  if (!news) return;
  for (const { name, sent, saved } of news.followed) {
    const field = document.getElementsByName(name)[0];
    if (field) bringOver(field, sent.replace(/\r\n/g, "\n"), saved);
  }
  for (const text of news.sentences) {
    document.dispatchEvent(new CustomEvent("w-messages:add", { detail: { text, type: "warning" } }));
  }

  // Somebody may have gone on typing since the text was sent: only what lies outside of that is replaced.
  function bringOver(field, sent, saved) {
    const now = field.value.replace(/\r\n/g, "\n");
    const [cursor, end] = [field.selectionStart, field.selectionEnd];
    const merged = merge(sent, now, saved);
    if (merged === now) return;
    field.value = merged;
    if (document.activeElement === field) field.setSelectionRange(cursor, end);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // `now` differs from `sent` in one stretch at most (typing); `saved` differs from it in numbers elsewhere.
  function merge(sent, now, saved) {
    if (now === sent) return saved;
    let head = 0;
    while (head < sent.length && head < now.length && sent[head] === now[head]) head += 1;
    let tail = 0;
    while (tail < Math.min(sent.length, now.length) - head && sent.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
    const before = sent.slice(0, head);
    const after = tail ? sent.slice(-tail) : "";
    const lines = { sent: sent.split("\n"), saved: saved.split("\n") };
    if (lines.sent.length !== lines.saved.length) return now;
    return swap(before, lines) + now.slice(head, now.length - tail) + swap(after, lines, true);
  }

  // Whole lines that the server changed; a line that is being typed in keeps its words until the next save.
  function swap(text, lines, isAfter = false) {
    const parts = text.split("\n");
    return parts
      .map((part, index) => {
        const cut = isAfter ? index === 0 : index === parts.length - 1;
        const found = cut ? -1 : lines.sent.indexOf(part);
        return found < 0 ? part : lines.saved[found];
      })
      .join("\n");
  }
});
