// <char-count> around a field with maxlength: says how many characters are left, aloud only near the end.
customElements.define("char-count", class extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector("[maxlength]");
    if (!input || this.querySelector(".char-count")) return;
    const count = document.createElement("span");
    count.className = "char-count";
    this.append(count);
    const show = () => {
      const left = input.maxLength - input.value.length;
      count.textContent = `${input.value.length} / ${input.maxLength}`;
      if (left <= 20) count.setAttribute("role", "status");
      else count.removeAttribute("role");
    };
    input.addEventListener("input", show);
    show();
  }
});
