/* The arrivals board when the net drops: a mark made here waits in the browser, as the number of its line alone, and is sent later. */
(() => {
  const board = document.querySelector("#board[data-later]");
  if (!board) return;
  const { later: url, user, round } = board.dataset, key = `dodomu.arrivals.${user}.${round}`, A_DAY = 86400000;
  const bar = document.querySelector("#later"), found = document.querySelector("#differs");
  const csrf = board.querySelector("[name=csrfmiddlewaretoken]").value;
  try { localStorage.setItem(`${key}.try`, "1"); localStorage.removeItem(`${key}.try`); } catch { return; } /* nowhere to keep: the form is sent as ever */

  const marks = () => { try { return JSON.parse(localStorage.getItem(key) || "[]").filter(one => Date.now() - one.at < A_DAY); } catch { return []; } };
  const keep = rows => rows.length ? localStorage.setItem(key, JSON.stringify(rows)) : localStorage.removeItem(key);
  const say = text => { bar.textContent = text; bar.hidden = !text; };

  const show = why => {
    const rows = marks();
    for (const button of board.querySelectorAll("button[name=only]")) {
      const waits = rows.some(one => one.line === button.value);
      button.disabled = waits;
      const word = button.querySelector("[data-word]");
      word.textContent = waits ? word.dataset.waits : word.dataset.word;
    }
    say(rows.length ? `${bar.dataset[why || "unsent"]} ${rows.length}` : "");
  };

  let isSending = false;
  const send = async (before = []) => {
    const rows = marks();
    if (!rows.length || isSending) return;
    isSending = true;
    try {
      const alike = rows.filter(one => one.noted === rows[0].noted); /* those with the same place and things go together */
      const body = new URLSearchParams(alike[0].noted || "");
      for (const one of alike) { body.append("lines", one.line); body.append("ages", Date.now() - one.at); } /* an age, for no clock of a telephone is right */
      const answer = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": csrf } });
      if (!answer.ok || !(answer.headers.get("Content-Type") || "").includes("json")) { show("signin"); return; } /* signed out meanwhile: the marks stay */
      const told = await answer.json(), differs = [...before, ...told.differs], sent = new Set(alike.map(one => one.line));
      keep(marks().filter(one => !sent.has(one.line)));
      show();
      if (marks().length) { isSending = false; await send(differs); return; }
      if (!differs.length) { location.reload(); return; }
      found.querySelector("ul").replaceChildren(...differs.map(text => { const item = document.createElement("li"); item.textContent = text; return item; }));
      found.hidden = false;
      found.focus();
    } catch { show(); } finally { isSending = false; }
  };

  const noted = () => {
    const form = new FormData(board), codes = new URLSearchParams();
    for (const name of ["bound_for", "brought"]) for (const value of form.getAll(name)) if (value) codes.append(name, value);
    return codes.toString();
  };
  board.addEventListener("click", e => {
    const button = e.target.closest("button[name=only]");
    if (!button) return;
    e.preventDefault();
    keep([...marks().filter(one => one.line !== button.value), { line: button.value, at: Date.now(), noted: noted() }]);
    show();
    send();
  });
  addEventListener("online", () => send());
  setInterval(() => { if (!document.hidden) send(); }, 15000);
  show();
  send();
})();
