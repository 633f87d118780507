// <copy-button data-text="…" data-copied="Copied" hidden>: shows itself where the clipboard can be used.
customElements.define("copy-button", class extends HTMLElement {
  connectedCallback() {
    if (!navigator.clipboard) return;
    this.hidden = false;
    const label = this.querySelector("button span");
    const status = this.querySelector("[role=status]");
    const before = label.textContent;
    this.querySelector("button").addEventListener("click", async () => {
      await navigator.clipboard.writeText(this.dataset.text);
      label.textContent = status.textContent = this.dataset.copied;
      setTimeout(() => {
        label.textContent = before;
        status.textContent = "";
      }, 2000);
    });
  }
});
