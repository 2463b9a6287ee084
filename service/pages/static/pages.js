// The pages work without this. It keeps two things from going wrong.

// Some browsers (Safari) send a form with the Enter key that only ends the composition of Japanese text.
const COMPOSING = 229;

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key !== "Enter" || !(field instanceof HTMLInputElement)) return;
  if (event.isComposing || event.keyCode === COMPOSING) event.preventDefault();
});

// An import takes a while: say so, and do not send it twice.
for (const form of document.querySelectorAll("form[data-busy]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    form.querySelector(".busy").textContent = form.dataset.busy;
  });
}

// Coming back by the back button, the form can be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelector(".busy").textContent = "";
  }
});
