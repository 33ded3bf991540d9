// Shows a chart mark's own title at once where the pointer is; browsers do it only after a while. Nothing depends on it.
(() => {
  let tip = null;
  const hide = () => { if (tip) { tip.remove(); tip = null; } };
  document.addEventListener("pointerover", (event) => {
    const mark = event.target.closest ? event.target.closest("svg [data-tip], svg g, svg circle, svg rect, svg path") : null;
    const title = mark && mark.querySelector(":scope > title");
    hide();
    if (!title || mark.tagName === "svg") return;
    tip = document.createElement("div");
    tip.className = "tip";
    tip.textContent = title.textContent;
    tip.setAttribute("aria-hidden", "true");
    document.body.append(tip);
    tip.style.left = `${Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8)}px`;
    tip.style.top = `${Math.max(event.clientY - tip.offsetHeight - 10, 4)}px`;
  });
  document.addEventListener("pointerout", hide);
  addEventListener("scroll", hide, { passive: true });
})();
// Keeps a text that is being written in the browser until it has been saved. The page works without it.
(() => {
  const frame = document.querySelector("[data-draft]");
  const field = frame && frame.querySelector("textarea");
  if (!field) return;
  const key = `alke-draft ${frame.dataset.draft}`;
  const base = frame.querySelector("[name=base]").value;
  let kept = null;
  try { kept = JSON.parse(localStorage.getItem(key)); } catch { kept = null; }
  const drop = () => { try { localStorage.removeItem(key); } catch { /* the browser keeps nothing */ } };
  const button = (text, act) => { const made = document.createElement("button"); made.type = "button"; made.className = "act second"; made.textContent = text; made.addEventListener("click", act); return made; };
  const saved = new Set([...document.querySelectorAll(".timeline .text")].map((one) => one.textContent));
  if (kept && saved.has(kept.text.trim())) { drop(); kept = null; }
  if (kept && kept.text !== field.value && !field.closest("form").querySelector(".wrong")) {
    const note = document.createElement("div");
    note.className = "contested"; note.setAttribute("role", "status");
    const told = document.createElement("p"); told.textContent = frame.dataset.draftFound;
    const acts = document.createElement("p"); acts.className = "acts";
    acts.append(button(frame.dataset.draftUse, () => { field.value = kept.text; frame.querySelector("[name=base]").value = kept.base; note.remove(); field.focus(); }), button(frame.dataset.draftDrop, () => { drop(); note.remove(); field.focus(); }));
    note.append(told, acts); frame.prepend(note);
  }
  let later = 0;
  field.addEventListener("input", () => { clearTimeout(later); later = setTimeout(() => { try { localStorage.setItem(key, JSON.stringify({ text: field.value, base })); } catch { /* full or forbidden */ } }, 400); });
  const wrong = document.getElementById("errors");
  if (wrong) wrong.focus();
})();
