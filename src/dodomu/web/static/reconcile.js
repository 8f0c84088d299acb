/* The reconciliation desk and the arrivals board: keys by the physical key, holding a line, fetching ahead.
   Every act is a plain form or link of the page; without this file each of them works all the same. */
(() => {
  const doc = document, $ = (s, root = doc) => root.querySelector(s), all = (s, root = doc) => [...root.querySelectorAll(s)];
  const desk = $("#match");

  if (desk) {
    const line = () => $("#line"), list = () => $("#list"), ahead = new Map();
    const say = text => { $("#said").textContent = text; };
    const row = n => list() && $(`[data-n="${n}"]`, list());
    const rows = () => all("#list a[data-n]");
    const isBusy = () => line().classList.contains("htmx-request");
    const token = () => JSON.parse(doc.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";
    const swap = (html, isAhead) => htmx.swap("#line", isAhead ? html.replace('id="line"', 'id="line" data-ahead="yes"') : html, { swapStyle: "outerHTML", settleDelay: 0 });

    /* The chosen candidate's column is marked; on a phone it is the one that stands beside the line. */
    const mark = () => {
      const chosen = all(".r-cmp input[type=radio]", line()).findIndex(one => one.checked) + 1;
      all(".r-cmp .sel", line()).forEach(one => one.classList.remove("sel"));
      if (chosen) all(`.r-cmp .c${chosen}`, line()).forEach(one => one.classList.add("sel"));
    };

    /* What is on the screen is held for two minutes, and noted if it had been fetched ahead. An answer with a body says that
       the line has changed, or who looks at it; then that is shown, unless a decision is on its way: its answer comes. */
    const hold = async form => {
      const data = new URLSearchParams({ version: form.version.value, show: form.show.value, ahead: form.dataset.ahead || "" });
      const answer = await fetch(form.dataset.hold, { method: "POST", body: data, headers: { "X-CSRFToken": token(), "HX-Request": "true" } });
      if (answer.status === 200 && !answer.headers.get("HX-Redirect") && line() === form && !isBusy()) swap(await answer.text());
    };
    const fetchAhead = form => {
      const here = rows(), at = here.findIndex(one => one.dataset.n === form.dataset.n);
      const near = at < 0 ? [] : here.slice(at + 1, at + 3);
      for (const one of near) if (!ahead.has(one.href)) {
        ahead.set(one.href, "");
        fetch(one.href, { headers: { "HX-Request": "true", "X-Prefetch": "1", "X-Polling": "1" } })
          .then(answer => answer.ok ? answer.text() : "").then(text => { if (text.includes('id="line"')) ahead.set(one.href, text); else ahead.delete(one.href); }).catch(() => ahead.delete(one.href));
      }
    };
    const opened = isFirst => {
      const form = line(), n = form.dataset.n, place = form.getBoundingClientRect();
      if (!$("dialog[open]")) form.focus({ preventScroll: true });
      if (!isFirst && (place.top < 0 || place.top > innerHeight - 160)) form.scrollIntoView({ block: "start" });
      all("#list [aria-current]").forEach(one => one.removeAttribute("aria-current"));
      const link = n && row(n);
      if (link) {
        link.setAttribute("aria-current", "true");
        const box = list(), top = link.offsetTop;
        if (top < box.scrollTop || top > box.scrollTop + box.clientHeight - 60) box.scrollTop = top - 120;
      }
      if (!n) return;
      const held = form.dataset.hold && !form.dataset.held ? hold(form) : Promise.resolve();
      held.then(() => { if (line() === form) fetchAhead(form); }).catch(() => {});
    };
    const go = link => {
      if (!link || isBusy()) return;
      history.replaceState(null, "", link.href);
      const text = ahead.get(link.href);
      ahead.delete(link.href);
      say("");
      if (text) swap(text, true); else htmx.ajax("GET", link.href, { target: "#line", swap: "outerHTML settle:0ms" });
    };
    const step = way => { const here = rows(); go(here[here.findIndex(one => one.dataset.n === line().dataset.n) + way]); };

    doc.addEventListener("htmx:afterSettle", e => {
      if (e.detail.elt.id !== "line") return;
      ahead.clear(); /* what was fetched before a decision may have changed by it */
      const box = $("#find");
      if (box.open) box.close();
      if (!e.detail.elt.dataset.seen) { e.detail.elt.dataset.seen = "yes"; opened(); }
    });
    doc.addEventListener("change", e => { if (e.target.closest("#line")) mark(); });
    doc.addEventListener("click", e => {
      if (e.ctrlKey || e.metaKey || e.shiftKey || e.button) return;
      const link = e.target.closest("#list a[data-n],#line a[data-part],#line a[data-k=find]");
      if (!link) return;
      e.preventDefault();
      if (link.dataset.k) find(link.href); else go(link);
    });
    const find = href => htmx.ajax("GET", href, { target: "#find-body", swap: "innerHTML settle:0ms" }).then(() => { const box = $("#find"); if (!box.open) box.showModal(); const field = $("input[name=q]", box); if (field) { field.focus(); field.select(); } });

    /* A confirmation without a chosen candidate is refused here already, in the words of the server. */
    doc.addEventListener("submit", e => {
      if (e.target.id !== "line" || (e.submitter && ("free" in e.submitter.dataset || e.submitter.value !== "confirm"))) return;
      if ($("input[name=person]", e.target) && !$("input[name=person]:checked", e.target)) { e.preventDefault(); e.stopImmediatePropagation(); say(desk.dataset.choose); }
    }, true);
    const press = which => {
      const button = $(`[data-k="${which}"]`, line());
      if (!button || isBusy()) { if (which === "undo" && !button) say(desk.dataset.undone); return; }
      if (button.tagName === "A") return find(button.href);
      line().how.value = "key";
      button.click(); /* htmx learns from a click which button it was */
      if (line().how) line().how.value = "click";
    };
    doc.addEventListener("keydown", e => {
      const at = doc.activeElement;
      if (doc.body.dataset.keys !== "on" || e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented || e.repeat && e.code !== "ArrowDown" && e.code !== "ArrowUp") return;
      if (!desk.contains(at) || $("dialog[open]") || at.matches("input:not([type=radio]),textarea,select")) return;
      const pick = e.code.match(/^(?:Digit|Numpad)([1-3])$/), isOnButton = at.matches("button,a[href]") && !at.closest("#list");
      let does = true;
      if (e.shiftKey) return;
      if (pick) { const radio = all("input[type=radio]:not(:disabled)", line())[pick[1] - 1]; if (radio) { radio.checked = true; mark(); } }
      else if (e.code === "ArrowDown" || e.code === "KeyJ") step(1);
      else if (e.code === "ArrowUp" || e.code === "KeyK") step(-1);
      else if ((e.code === "Enter" || e.code === "NumpadEnter") && !isOnButton) press("confirm");
      else if (e.code === "Digit0" || e.code === "Numpad0") press("none");
      else if (e.code === "ArrowRight") press("later");
      else if (e.code === "Backspace") press("undo");
      else if (e.code === "Slash" || e.code === "NumpadDivide" || e.key === "/") press("find");
      else does = false;
      if (does) e.preventDefault();
    }, true);
    if (!line().dataset.seen) { line().dataset.seen = "yes"; opened(true); }
  }

  /* The arrivals board: how many are ticked, and all of the page at once. */
  const board = $("#board");
  if (board) {
    const button = $("[data-count]", board), every = $("[data-all]", board), ticks = () => all("input[name=lines]", board);
    const count = () => { const n = ticks().filter(one => one.checked).length; if (button) button.textContent = n ? `${button.dataset.count} (${n})` : button.dataset.count; };
    board.addEventListener("change", count);
    if (every) { every.hidden = false; every.addEventListener("click", () => { const is = ticks().some(one => !one.checked); ticks().forEach(one => { one.checked = is; }); count(); }); }
    addEventListener("pageshow", count);
  }
})();
