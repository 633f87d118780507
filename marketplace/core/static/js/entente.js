// Behaviours of the site: one custom element a file. Joined in this order at collectstatic.
import "./elements/auto-submit.js";
import "./elements/char-count.js";
import "./elements/confirm-dialog.js";
import "./elements/copy-button.js";
import "./elements/current-tab.js";
import "./elements/dialog-opener.js";
import "./elements/menu-closer.js";
import "./elements/theme-switch.js";
import "./elements/weight-sliders.js";
