"use strict";
document.getElementById("again").addEventListener("click", () => window.location.reload());

// The keyboard belongs to the terminal from the first picture on: no click is needed.
function takeKeyboard() {
  const keys = document.querySelector(".xterm-helper-textarea");
  if (keys) keys.focus();
}
new MutationObserver((_, watcher) => {
  if (document.body.classList.contains("-first-byte")) {
    takeKeyboard();
    watcher.disconnect();
  }
}).observe(document.body, { attributes: true, attributeFilter: ["class"] });
window.addEventListener("focus", takeKeyboard);
