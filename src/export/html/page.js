// Mentions of one person, place or party stand out together, with the offices that link to them.
const note = document.querySelector("output");
const linked = (node) => (node.dataset.e || "").split(" ").filter(Boolean);
function light(node) {
  for (const lit of document.querySelectorAll(".on")) lit.classList.remove("on");
  if (!node) return;
  const entities = linked(node);
  for (const other of node.closest("article").querySelectorAll("[data-e]")) {
    if (linked(other).some((entity) => entities.includes(entity))) other.classList.add("on");
  }
  node.classList.add("on");
}
const marked = (event) => event.target.closest && event.target.closest("mark, tbody");
document.addEventListener("mouseover", (event) => light(marked(event)));
// A touch screen has no pointer to rest: a tap shows what the tooltip would.
document.addEventListener("click", (event) => {
  const node = marked(event);
  light(node);
  note.hidden = !(node && node.title);
  note.textContent = node ? node.title : "";
});
