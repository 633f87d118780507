// <confirm-dialog> around a form and a <dialog>: the form is sent only after a yes.
customElements.define("confirm-dialog", class extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    const dialog = this.querySelector("dialog");
    if (!form || !dialog) return;
    let submitter = null;
    let agreed = false;
    form.addEventListener("submit", (event) => {
      if (agreed) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      submitter = event.submitter;
      dialog.showModal();
    }, true);
    dialog.addEventListener("click", (event) => {
      const answer = event.target.closest("[data-answer]")?.dataset.answer;
      if (!answer && event.target !== dialog) return;
      dialog.close();
      if (answer !== "yes") return;
      agreed = true;
      form.requestSubmit(submitter);
      agreed = false;
    });
  }
});
