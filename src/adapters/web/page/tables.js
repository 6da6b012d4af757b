/** @param {Element} table */
const mark = (table) =>
  table.toggleAttribute("data-more", table.scrollWidth - table.clientWidth - table.scrollLeft > 1);

const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) mark(target);
});

/** Marks the tables that have more to the right than is seen, for as long as they have. @param {Element} within */
export function watchTables(within) {
  for (const table of within.querySelectorAll(".table")) {
    sizes.observe(table);
    table.addEventListener("scroll", () => mark(table), { passive: true });
  }
}
