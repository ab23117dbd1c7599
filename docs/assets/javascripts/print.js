// Print buttons do what Ctrl and P do. Without a script they stay away.
document.querySelectorAll("[data-print]").forEach(function (button) {
  button.hidden = false;
  button.addEventListener("click", function () { print(); });
});
