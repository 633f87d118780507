// <weight-sliders total="100"> around range inputs: moving one takes from, or gives to, the others in their proportion.
customElements.define("weight-sliders", class extends HTMLElement {
  connectedCallback() {
    this.total = Number(this.getAttribute("total") || 100);
    this.sliders = [...this.querySelectorAll("input[type=range]")];
    this.addEventListener("input", (event) => {
      if (event.target.type !== "range") return;
      this.share(event.target);
      this.show();
    });
    this.show();
  }

  share(moved) {
    const others = this.sliders.filter((slider) => slider !== moved && !slider.disabled);
    if (!others.length) {
      moved.value = this.total;
      return;
    }
    const rest = this.total - Number(moved.value);
    const before = others.map((slider) => Number(slider.value));
    const sum = before.reduce((one, two) => one + two, 0);
    const exact = before.map((value) => (sum ? (value * rest) / sum : rest / others.length));
    const whole = exact.map(Math.floor);
    let left = rest - whole.reduce((one, two) => one + two, 0);
    const byFraction = exact.map((value, index) => [value - whole[index], index]).sort((one, two) => two[0] - one[0]);
    for (const [, index] of byFraction) if (left-- > 0) whole[index] += 1;
    others.forEach((slider, index) => { slider.value = whole[index]; });
  }

  show() {
    let sum = 0;
    for (const slider of this.sliders) {
      sum += Number(slider.value);
      const output = this.querySelector(`output[for="${slider.id}"]`);
      if (output) output.textContent = slider.value;
    }
    const total = this.querySelector("[data-total]");
    if (total) total.textContent = sum;
  }
});
