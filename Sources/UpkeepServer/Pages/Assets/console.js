// Writes the YAML while the form is being filled in, and copies it. The server writes it; without a script a button asks for it.
"use strict";
(() => {
  const form = document.getElementById("new-key");
  const result = document.getElementById("result");
  if (!form) return;

  const addCopyButton = () => {
    const yaml = document.getElementById("yaml");
    if (!yaml) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(yaml.textContent);
        button.textContent = "Copied";
      } catch {
        // Browsers copy by themselves only over https: what is selected can be copied by hand.
        getSelection().selectAllChildren(yaml);
        button.textContent = "Selected: press Ctrl+C";
      }
    });
    yaml.parentElement.after(button);
  };

  let asked = 0;
  const update = async () => {
    const number = ++asked;
    const url = new URL("./api-console", location.href.replace(/\/\/[^/]*@/, "//"));
    url.search = new URLSearchParams(new FormData(form));
    const answer = await fetch(url, { cache: "no-store" }).catch(() => null);
    if (!answer?.ok || number !== asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    result.replaceChildren(...page.getElementById("result").childNodes);
    addCopyButton();
    // Screen readers are told what is wrong, or that nothing is, not all of it with every letter.
    const problems = [...result.querySelectorAll(".problem")].map((part) => part.textContent).join(" ");
    const words = problems || "The YAML stands below the form.";
    const news = document.getElementById("news");
    if (news.textContent !== words) news.textContent = words;
  };

  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(update, 250);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    update();
  });
  // What is written while somebody types needs no button.
  form.querySelector("button").hidden = true;
  addCopyButton();
})();
