// "Your own sheet". What is chosen and typed goes into the sheet, as text and never as markup, and
// behind the # of the address, which browsers do not send. Nothing is stored. CSS decides on paper
// and size of text.
{
  const all = (what) => [...document.querySelectorAll(`.your-sheet ${what}`)];
  const [form, page] = [...all("form"), ...all(".paper")];
  const [alert, sides] = [...all("[role=alert]"), ...all("[role=status]")];
  const { country, paper, size, blocks } = form.elements;
  const fields = all("input[type=text]"),
    numbers = all("[data-number]:not(option)").map((part) => [part, part.textContent]);
  const put = (part, text) => { if (part.textContent !== text) part.textContent = text; };

  const count = () => { // a column a side, if the window is wide enough for sides
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
    numbers.forEach(([part, words]) => put(part, number ?? words));
    all("[data-advice]:not(option)").forEach((part) => {
      put(part, advice ?? "");
      part.hidden = !advice;
    });
    for (const { value, checked } of blocks) all(`[data-block=${value}]`)[0].hidden = !checked;
    // What later sides say below, in one line: which sheet it is, and whose.
    const [title] = page.querySelector("h2").textContent.split(":"),
      name = form.elements.name.value.trim().replace(/^(.{59}).{2,}$/u, "$1…"),
      foot = CSS.escape([title, name].filter(Boolean).join(" · "));
    document.documentElement.style.setProperty("--sheet", `"${foot}"`);
    for (const { name, value } of fields) {
      const [part] = all(`[data-typed=${name}]`);
      put(part, value.trim());
      (name === "name" ? part : part.parentNode).hidden = !value.trim();
    }
    count();
  };
  const followCountry = () => { paper.value = country.selectedOptions[0].dataset.paper; };

  // What of the address is understood; all else stays as it usually is, and a sentence says so.
  const read = () => {
    const hash = location.hash.slice(1);
    if (document.getElementById(hash)) return; // a place on this page
    const asked = new URLSearchParams(hash),
      known = (group, value) => [...group].some((one) => one.value === value);
    const take = {
      country: (value) => known(country, value) && (country.value = value, followCountry(), true),
      paper: (value) => known(paper, value) && (paper.value = value, true),
      size: (value) => known(size, value) && (size.value = value, true),
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
        const right = value.length <= field.maxLength && !value.includes("\ufffd");
        if (right) field.value = value;
        return right;
      };
    }
    form.reset();
    let wrong = /%(?![\da-f]{2})/i.test(hash);
    const order = Object.keys(take),
      rank = ([key]) => order.indexOf(key); // the country first
    for (const [key, value] of [...asked].sort((one, other) => rank(one) - rank(other))) {
      if (!Object.hasOwn(take, key) || !take[key](value)) wrong = true;
    }
    put(alert, wrong ? alert.dataset.misread : "");
    show();
  };
  const write = () => {
    const chosen = { country: country.value, paper: paper.value, size: size.value };
    chosen.blocks = [...blocks].filter((box) => box.checked).map((box) => box.value).join(" ");
    for (const { name, value } of fields)
      if (value.trim()) chosen[name] = value.trim();
    history.replaceState(history.state, "", `#${new URLSearchParams(chosen)}`);
  };

  let soon; // Safari allows 100 new addresses in 30 seconds
  form.addEventListener("input", ({ target }) => {
    if (target === country) followCountry();
    const { value, maxLength } = target;
    put(alert, value.length === maxLength ? alert.dataset.full.replace("{most}", maxLength) : "");
    show();
    clearTimeout(soon);
    soon = setTimeout(write, 400);
  });
  form.addEventListener("submit", (event) => event.preventDefault()); // Enter in a field
  all("[data-print]").forEach((button) => button.parentNode.addEventListener("click", (event) => {
    if (event.target === button && !form.reportValidity()) event.stopImmediatePropagation();
  }, true));
  all("[type=reset]").forEach((button) => button.addEventListener("click", (event) => {
    event.preventDefault();
    clearTimeout(soon);
    history.replaceState(history.state, "", location.pathname + location.search);
    read();
  }));
  addEventListener("hashchange", read);
  // Browsers fill in forms again.
  addEventListener("pageshow", ({ persisted }) => { if (!persisted) read(); });
  addEventListener("resize", count);
  form.parentNode.hidden = false;
  read();
}
