// What makes pages better where scripts run. Everything works without.
(() => {
  "use strict";

  // A form that changes something is sent once, however often its button is pressed.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 4000);
  });

  // Back from the browser's cache, forms may be sent again.
  addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
  });

  // What is shown once can be copied with one press.
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copy)?.textContent ?? "";
      await navigator.clipboard.writeText(text.trim());
      button.textContent = "Copied";
    });
  }

  // What is wrong gets the focus, so that it is not searched for: the first field, else the summary.
  (document.querySelector("[aria-invalid=true]") ?? document.getElementById("problems"))?.focus();

  // Addresses of lists name what was asked for, not what was left empty.
  document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
    if (ctx.select !== "#list") return;
    const given = [...ctx.request.body].filter(([, value]) => value !== "");
    ctx.request.body = new FormData();
    for (const [name, value] of given) ctx.request.body.append(name, value);
  });

  // An answer without the part that was asked for is a page of its own: the login, a refusal.
  document.addEventListener("htmx:after:request", (event) => {
    const { ctx } = event.detail;
    const part = ctx.select?.match(/^#([\w-]+)$/)?.[1];
    if (!part || ctx.request.method !== "GET" || ctx.text.includes(`id="${part}"`)) return;
    event.preventDefault();
    location.assign(ctx.response.raw.url);
  });

  // A list that was swapped is told of, its filters stay open, and the focus is not lost.
  let filtersOpen;
  document.addEventListener("htmx:before:swap", () => {
    filtersOpen = document.querySelector("#list .sieve")?.open;
  });
  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    if (ctx.select !== "#list") return;
    const filters = document.querySelector("#list .sieve");
    if (filters && filtersOpen) filters.open = true;
    const [heard, total] = [document.getElementById("heard"), document.getElementById("total")];
    if (heard) heard.textContent = total?.firstChild.textContent ?? "Nothing matches.";
    if (document.activeElement === document.body) document.getElementById("rows")?.focus({ preventScroll: true });
  });
})();
