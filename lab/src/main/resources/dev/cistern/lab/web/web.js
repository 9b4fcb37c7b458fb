"use strict";
/* What changes something is asked for by POST, which the server takes from its own pages only. */
cistern.mount("button[data-post]", button => {
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const answer = await fetch(button.dataset.post, { method: "POST" });
      if (answer.ok) location.assign("/");
      else button.textContent = await answer.text();
    } catch {
      button.textContent = "The server has ended";
    }
  });
});
