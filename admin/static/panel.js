// Keys of the panel: / to the search, Ctrl+S saves, ? tells of them. They can be switched off, and
// everything works without.
(() => {
  "use strict";
  const OFF = "remit-keys-off";
  const dialog = document.getElementById("keys");
  const choice = document.getElementById("keys-on");
  if (!dialog || !choice) return;
  choice.checked = !localStorage.getItem(OFF);
  choice.addEventListener("change", () => {
    if (choice.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "yes");
  });
  const opener = document.getElementById("keys-open");
  opener.hidden = false;
  opener.addEventListener("click", () => dialog.showModal());

  const typing = (target) => target.closest("input, textarea, select") !== null;
  addEventListener("keydown", (event) => {
    if (!choice.checked || event.altKey || event.isComposing) return;
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      const save = document.querySelector("[data-key='Ctrl+S']");
      if (!save) return;
      event.preventDefault();
      save.form.requestSubmit(save);
    } else if (!event.ctrlKey && !event.metaKey && !typing(event.target)) {
      if (event.key === "/") {
        const search = document.querySelector("[data-key='/']");
        if (!search) return;
        event.preventDefault();
        search.focus();
      } else if (event.key === "?") {
        event.preventDefault();
        dialog.showModal();
      }
    }
  });
})();
