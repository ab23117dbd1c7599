// "Your own sheet". Choices and typed text go into the sheet, as text and never as markup, and into
// the hash of the address, which browsers do not send. Nothing is stored. CSS sets the paper size
// and the text size.
{
  const all = (what) => [...document.querySelectorAll(`.your-sheet ${what}`)];
  const [form, alert, print, reset, sides, page, title, line] = all( // in the order of the page
    ":is(form, [role], [data-print], [type=reset], .paper, h2, p[data-advice]):not([role=region])",
  );
  const { country, paper, size, blocks } = form.elements;
  const fields = all("input[type=text]"),
    numbers = all("span[data-number]"),
    phrase = numbers[0].textContent;
  const put = (part, text) => { if (part.textContent !== text) part.textContent = text; };

  const count = () => { // one column per side, if the window is wide enough to show sides
    page.style.setProperty("--view", `${page.parentNode.clientWidth}px`);
    const { columnWidth, columnGap } = getComputedStyle(page);
    const step = parseFloat(columnWidth) + parseFloat(columnGap);
    const found = Math.max(1, Math.round((page.scrollWidth - page.clientWidth) / step) + 1);
    sides.parentNode.hidden = !step;
    const { one, more } = sides.dataset;
    if (step) put(sides, found === 1 ? one : more.replace("{count}", found));
  };
  const show = () => {
    const { number, advice } = country.selectedOptions[0].dataset;
    numbers.forEach((part) => put(part, number ?? phrase));
    put(line, advice ?? "");
    for (const { value, checked } of blocks) all(`[data-block=${value}]`)[0].hidden = !checked;
    // one line at the foot of each side: which sheet it is, and whose
    const parts = [title.textContent.split(":")[0], fields[0].value.trim()];
    const foot = parts.filter(Boolean).join(". ").slice(0, 80);
    document.documentElement.style.setProperty("--sheet", `"${CSS.escape(foot)}"`);
    for (const { name, value } of fields) {
      const [part] = all(`[data-typed=${name}]`);
      put(part, value.trim());
      part.parentNode.hidden = !value.trim();
    }
    count();
  };
  const followCountry = () => { paper.value = country.selectedOptions[0].dataset.paper; };

  // Applies the valid parts of the hash; the rest keeps its default, and a message says so.
  const read = () => {
    const hash = location.hash.slice(1);
    if (document.getElementById(hash)) return; // a link within this page
    const asked = new URLSearchParams(hash),
      known = (group, value) => [...group].some((one) => one.value === value),
      choose = (group) => (value) => known(group, value) && (group.value = value, true);
    const take = {
      country: (value) => choose(country)(value) && (followCountry(), true),
      paper: choose(paper),
      size: choose(size),
      blocks: (value) => {
        const names = value.split(" ").filter(Boolean),
          right = names.filter((name) => known(blocks, name));
        if (right.length || !names.length) {
          blocks.forEach((box) => { box.checked = right.includes(box.value); });
        }
        return right.length === names.length;
      },
    };
    for (const field of fields) {
      take[field.name] = (value) => {
        field.value = value;
        const right = field.validity.valid && !value.includes("\ufffd");
        if (!right) field.value = field.defaultValue;
        return right;
      };
    }
    form.reset();
    let wrong = /%(?![\da-f]{2})/i.test(hash);
    for (const key in take) { // the country first
      for (const value of asked.getAll(key)) wrong = !take[key](value) || wrong;
      asked.delete(key);
    }
    if (`${asked}`) wrong = true;
    put(alert, wrong ? alert.dataset.misread : "");
    show();
  };
  const write = () => {
    const chosen = Object.fromEntries([...new FormData(form)].filter(([, value]) => value.trim()));
    chosen.blocks = [...blocks].filter((box) => box.checked).map((box) => box.value).join(" ");
    history.replaceState(history.state, "", `#${new URLSearchParams(chosen)}`);
  };

  let soon; // Safari allows 100 history changes in 30 seconds
  form.addEventListener("input", ({ target }) => {
    if (target === country) followCountry();
    put(alert, "");
    show();
    clearTimeout(soon);
    soon = setTimeout(write, 400);
  });
  form.addEventListener("submit", (event) => event.preventDefault()); // Enter in a field
  print.parentNode.addEventListener("click", (event) => {
    if (event.target === print && !form.reportValidity()) event.stopImmediatePropagation();
  }, true);
  reset.addEventListener("click", (event) => {
    event.preventDefault();
    clearTimeout(soon);
    history.replaceState(history.state, "", location.pathname + location.search);
    read();
  });
  addEventListener("hashchange", read);
  // Browsers restore form fields.
  addEventListener("pageshow", ({ persisted }) => { if (!persisted) read(); });
  addEventListener("resize", count);
  form.parentNode.hidden = false;
  read();
}
