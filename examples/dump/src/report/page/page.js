// Buttons open their panels without a script. Points and lines of the drawings cannot be buttons.
const panel = (node) => document.getElementById(node.dataset.panel);
document.addEventListener("click", (event) => {
  const node = event.target.closest && event.target.closest("[data-panel]");
  if (node && panel(node).showPopover) panel(node).showPopover();
});
// A browser that knows no popovers shows all panels at the end of the page.
if (!("popover" in HTMLElement.prototype)) {
  document.addEventListener("click", (event) => {
    const node = event.target.closest("[popovertarget], [data-panel]");
    if (node) location.hash = node.dataset.panel || node.getAttribute("popovertarget");
  });
}
// What belongs to the pointer's series or person stays, the rest of the drawing steps back.
function kept(node) {
  if (node.dataset.series) return (other) => other.dataset.series === node.dataset.series;
  const ends = (tie) => tie.dataset.ends.split(" ");
  if (node.dataset.ends) return (other) => other === node || ends(node).includes(other.dataset.node);
  const ties = [...document.querySelectorAll("[data-ends]")].filter((tie) => ends(tie).includes(node.dataset.node));
  const people = new Set(ties.flatMap(ends)).add(node.dataset.node);
  return (other) => (other.dataset.ends ? ties.includes(other) : people.has(other.dataset.node));
}
const parts = "[data-series]:not(.hit), [data-ends], [data-node]";
document.addEventListener("mouseover", (event) => {
  for (const dim of document.querySelectorAll(".dim")) dim.classList.remove("dim");
  const node = event.target.closest && event.target.closest("[data-series], [data-ends], [data-node]");
  if (!node) return;
  const keep = kept(node);
  for (const other of node.closest("figure").querySelectorAll(parts)) {
    if (!keep(other)) other.classList.add("dim");
  }
});
