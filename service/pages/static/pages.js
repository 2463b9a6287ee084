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

// A job is followed; its text is said aloud at every quarter, not at every percent.
for (const section of document.querySelectorAll("[data-follow]")) {
  const [state, bar, text, said] = [".state", "progress", "#progress-text", "[role=status]"].map((one) =>
    section.querySelector(one),
  );
  const source = new EventSource(section.dataset.follow);
  let quarter = 0;
  source.addEventListener("progress", (event) => {
    const now = JSON.parse(event.data);
    bar.value = now.done;
    text.textContent = now.text;
    state.textContent = now.state;
    if (Math.floor(now.done * 4) > quarter) {
      quarter = Math.floor(now.done * 4);
      said.textContent = now.text;
    }
  });
  source.addEventListener("end", () => {
    source.close();
    window.location.reload();
  });
}

// Times are written in UTC; here they are those of the reader's clock.
const here = document.documentElement.lang;
const clock = new Intl.DateTimeFormat(here === "en" ? "en-GB" : here, { dateStyle: "medium", timeStyle: "short" });
for (const time of document.querySelectorAll("time[datetime]")) {
  time.textContent = clock.format(new Date(time.dateTime));
}
