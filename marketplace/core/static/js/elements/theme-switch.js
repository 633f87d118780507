// <theme-switch> around the form that keeps the theme in a cookie: the same without a new page.
customElements.define("theme-switch", class extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    form.addEventListener("submit", (event) => {
      const theme = event.submitter?.value;
      if (!theme) return;
      event.preventDefault();
      const body = new FormData(form, event.submitter);
      fetch(form.action, { method: "POST", body, redirect: "manual" });
      if (theme === "auto") delete document.documentElement.dataset.theme;
      else document.documentElement.dataset.theme = theme;
      for (const button of form.querySelectorAll("button")) {
        button.setAttribute("aria-pressed", String(button === event.submitter));
      }
    });
  }
});
