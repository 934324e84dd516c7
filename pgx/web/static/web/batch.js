// A region that is read aloud is left alone where its words are the same: it would speak again.
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target, fragment } = event.detail;
  event.detail.shouldSwap = target.textContent.trim() !== fragment.textContent.trim();
});
