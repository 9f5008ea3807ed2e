// Keys of the panel: / to the search, Ctrl+S saves, ? tells of them. They can be switched off. And
// all rows of a page are picked at once. Everything works without.
(() => {
  "use strict";
  const OFF = "remit-keys-off";
  const find = (id) => document.getElementById(id);
  const areOn = () => !localStorage.getItem(OFF);

  // The page may be swapped: what is in it is looked for when it is needed.
  const show = () => {
    find("keys-on").checked = areOn();
    find("keys").showModal();
  };
  const prepare = () => {
    for (const id of ["keys-open", "pick-all"]) find(id)?.removeAttribute("hidden");
  };
  prepare();
  document.addEventListener("htmx:after:swap", prepare);
  document.addEventListener("click", ({ target }) => {
    if (target.id === "keys-open") show();
  });
  document.addEventListener("change", ({ target }) => {
    if (target.id === "keys-on") {
      if (target.checked) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, "yes");
    } else if (target.id === "pick-all") {
      for (const pick of target.form.elements) if (pick.name === "_row") pick.checked = target.checked;
    }
  });

  const typing = (target) => target.closest("input:not([type=checkbox], [type=radio]), textarea, select") !== null;
  addEventListener("keydown", (event) => {
    if (!find("keys") || !areOn() || event.altKey || event.isComposing) return;
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
      } else if (event.key === "?" && !find("keys").open) {
        event.preventDefault();
        show();
      }
    }
  });
})();
