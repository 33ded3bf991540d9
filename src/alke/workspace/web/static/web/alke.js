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
