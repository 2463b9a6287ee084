// The site shows a chosen company itself, so the link is not followed.
document.querySelector("mitra-search").addEventListener("mitra-select", (event) => {
  event.preventDefault();
  document.getElementById("chosen").textContent = `${event.detail.name} (${event.detail.id})`;
});
