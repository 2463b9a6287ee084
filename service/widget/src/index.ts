// Makes <mitra-search> and <mitra-partners> known to the page, once.

import { MitraPartners } from "./partners_element.js";
import { MitraSearch } from "./search_element.js";

for (const [name, element] of [
  ["mitra-search", MitraSearch],
  ["mitra-partners", MitraPartners],
] as const) {
  if (!customElements.get(name)) customElements.define(name, element);
}
