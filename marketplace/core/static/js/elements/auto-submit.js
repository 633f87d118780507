// <auto-submit> around a filter form: it sends itself on change; its submit button is for those without scripts.
customElements.define("auto-submit", class extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    for (const button of this.querySelectorAll("[data-without-script]")) button.hidden = true;
    form?.addEventListener("change", () => form.requestSubmit());
  }
});
