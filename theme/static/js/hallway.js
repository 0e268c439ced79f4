// Two comforts, each of them a link without this script: players that load on a click, and photos
// that open large on the page.

function openPlayer(card) {
  const frame = document.createElement("iframe");
  frame.src = card.dataset.player;
  frame.title = card.dataset.title;
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  card.replaceChildren(frame);
  card.classList.add("embed-frame");
  frame.focus();
}

for (const card of document.querySelectorAll(".embed[data-player]")) {
  const link = card.querySelector(".embed-link");
  if (!link) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "embed-link";
  button.textContent = link.textContent;
  button.addEventListener("click", () => openPlayer(card));
  link.replaceWith(button);
}

function makeButton(label, action) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  button.addEventListener("click", action);
  return button;
}

function hangViewer(links) {
  let shown = 0;
  const dialog = document.createElement("dialog");
  dialog.className = "viewer";
  dialog.setAttribute("aria-label", "Photo viewer");
  const count = document.createElement("p");
  count.setAttribute("aria-live", "polite");
  const picture = document.createElement("img");
  const caption = document.createElement("figcaption");
  const figure = document.createElement("figure");
  figure.append(picture, caption);

  function show(index) {
    shown = (index + links.length) % links.length;
    const link = links[shown];
    picture.src = link.href;
    picture.alt = link.querySelector("img").alt;
    caption.textContent = link.closest("figure").querySelector("figcaption")?.textContent.trim() ?? "";
    count.textContent = `Photo ${shown + 1} of ${links.length}`;
  }

  const bar = document.createElement("div");
  bar.className = "viewer-bar";
  const close = makeButton("Close", () => dialog.close());
  bar.append(count);
  if (links.length > 1) {
    bar.append(makeButton("Previous", () => show(shown - 1)), makeButton("Next", () => show(shown + 1)));
  }
  bar.append(close);
  dialog.append(bar, figure);
  document.body.append(dialog);

  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) {
      event.preventDefault();
      show(shown + step);
    }
  });
  dialog.addEventListener("close", () => links[shown].focus());
  links.forEach((link, index) => {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(index);
      dialog.showModal();
      close.focus();
    });
  });
}

const enlargeable = [...document.querySelectorAll("a.enlarge")];
if (enlargeable.length) hangViewer(enlargeable);
