/* Our own script: keys, focus, offline and idle bars, copying. Every page works without it. */
(() => {
  const doc = document, body = doc.body, $ = (s, root = doc) => root.querySelector(s), all = (s, root = doc) => root.querySelectorAll(s);
  const csrf = () => { try { return JSON.parse(body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || ""; } catch { return ""; } };

  /* What only a script can do is hidden until the script is here. */
  const wake = root => all("[data-copy][hidden],[data-show][hidden]", root).forEach(e => { e.hidden = false; });
  const focusFirst = root => { const e = $("[data-focus]", root); if (e) e.focus(); };
  wake(doc); focusFirst(doc);

  /* Clicks: open a dialog, copy a quotation, show a password, follow the error summary to its field. */
  doc.addEventListener("click", e => {
    const t = e.target.closest("[data-open],[data-copy],[data-show],.govuk-error-summary__list a");
    if (!t) return;
    const d = t.dataset;
    if (d.open) { const box = doc.getElementById(d.open); if (box) box.showModal(); }
    else if (d.copy) navigator.clipboard.writeText(d.copy).then(() => { const was = t.textContent; t.textContent = d.copied; tell(d.copied); setTimeout(() => { t.textContent = was; }, 3000); });
    else if (d.show) {
      const input = doc.getElementById(d.show), shown = input.type === "text", word = t.textContent;
      input.type = shown ? "password" : "text"; t.textContent = d.hideText; d.hideText = word; input.focus();
    } else { const f = doc.getElementById(t.hash.slice(1)); if (f) { e.preventDefault(); const g = f.matches("input,select,textarea") ? f : $("input,select,textarea", f) || f; (g.labels && g.labels[0] || g).scrollIntoView(); g.focus({ preventScroll: true }); } }
  });
  const tell = text => { const news = $("#news"); if (news) { const p = doc.createElement("span"); p.className = "d-vh"; p.textContent = text; news.replaceChildren(p); } };

  /* Forms: not sent while offline, so that what was typed stays; not sent twice. */
  const bar = (id, again) => {
    const e = doc.getElementById(id); if (!e) return;
    if (!again) { e.hidden = true; return; }
    const b = doc.createElement("button"); b.type = "button"; b.className = "d-lnk"; b.textContent = e.dataset.retry; b.onclick = again;
    e.replaceChildren(e.dataset.text + " ", b); e.hidden = false;
  };
  doc.addEventListener("submit", e => {
    const form = e.target;
    if (form.method === "dialog" || e.defaultPrevented) return;
    if (!navigator.onLine) { e.preventDefault(); e.stopImmediatePropagation(); bar("offline", () => form.requestSubmit(e.submitter || undefined)); return; }
    if (form.method !== "post" || form.closest("[hx-post],[data-many]")) return;
    setTimeout(() => all("button[type=submit],button:not([type])", form).forEach(b => { b.disabled = true; }), 0);
    form.setAttribute("aria-busy", "true");
  }, true);
  addEventListener("pageshow", () => all("form[aria-busy]").forEach(f => { f.removeAttribute("aria-busy"); all("button", f).forEach(b => { b.disabled = false; }); }));
  addEventListener("online", () => bar("offline"));
  addEventListener("offline", () => bar("offline", () => { if (navigator.onLine) bar("offline"); }));

  /* htmx: refusals are shown where they can be read; focus goes to the new part. */
  doc.addEventListener("htmx:beforeRequest", e => { if (e.target.matches("[data-poll]") && doc.hidden) e.preventDefault(); else e.target.setAttribute("aria-busy", "true"); });
  doc.addEventListener("htmx:afterRequest", e => e.target.removeAttribute("aria-busy"));
  doc.addEventListener("htmx:beforeSwap", e => { const x = e.detail.xhr; if (x.status >= 400 && x.getResponseHeader("HX-Retarget")) { e.detail.shouldSwap = true; e.detail.isError = false; } });
  doc.addEventListener("htmx:sendError", e => bar("offline", () => { bar("offline"); const t = e.target; if (t.requestSubmit) t.requestSubmit(); else t.click(); }));
  doc.addEventListener("htmx:afterSettle", e => { const t = e.detail.elt || e.target; wake(t); const f = t.matches("[data-focus]") ? t : $("[data-focus],[autofocus]", t); if (f) f.focus({ preventScroll: false }); });

  /* Keys, by the physical key, so that the layout does not matter. */
  let g = 0;
  doc.addEventListener("keydown", e => {
    if (e.code === "Enter" && (e.ctrlKey || e.metaKey)) { const form = e.target.closest("form"); if (form) { e.preventDefault(); form.requestSubmit($("button[type=submit]", form)); } return; }
    if (body.dataset.keys !== "on" || e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented || e.target.isContentEditable || e.target.matches("input:not([type=radio],[type=checkbox]),select,textarea") || $("dialog[open]")) return;
    const soon = Date.now() - g < 1000; g = 0;
    let to = "";
    if (e.code === "Slash" || e.key === "/" || e.key === "?") { e.preventDefault(); if (e.shiftKey || e.key === "?") $("#keys").showModal(); else { const s = $("[data-search]"); if (s) s.focus(); else to = "people"; } }
    else if (e.code === "KeyG" && !e.shiftKey) g = Date.now();
    else if (soon) to = { KeyT: "today", KeyP: "people", KeyE: "exchanges" }[e.code] || "";
    const link = to && $(`.d-nav a[data-go="${to}"]`);
    if (link) { e.preventDefault(); link.click(); }
  });

  /* Idle: two minutes before the end a bar asks whether somebody is there. */
  const limit = +(body.dataset.idle || 0) * 1000;
  let seen = Date.now();
  if (limit) {
    const tabs = new BroadcastChannel("dodomu"); /* work in another tab is presence as well */
    tabs.onmessage = () => { seen = Date.now(); bar("idle"); };
    tabs.postMessage("here");
    const stay = () => fetch(body.dataset.stay, { method: "POST", headers: { "X-CSRFToken": csrf() } }).then(r => { if (r.status === 204) { seen = Date.now(); bar("idle"); tabs.postMessage("here"); } else location.reload(); }).catch(() => {});
    doc.addEventListener("htmx:afterRequest", e => { if (!e.detail.requestConfig.headers["X-Polling"] && e.detail.successful) { seen = Date.now(); bar("idle"); tabs.postMessage("here"); } });
    /* Typing is presence as well, told to the server once a minute at most. What is left half typed is kept at the end. */
    let typed = null, told = Date.now();
    doc.addEventListener("input", e => {
      const form = e.target.closest("form");
      if (form && form.method === "post" && !form.hasAttribute("hx-post") && !form.enctype.startsWith("multipart")) typed = form;
      if (Date.now() - told > 60000) { told = Date.now(); stay(); }
    });
    let isOver = false;
    const end = () => {
      if (isOver) return;
      isOver = true;
      const kept = typed && typed.isConnected ? fetch(typed.action, { method: "POST", body: new URLSearchParams(new FormData(typed)), headers: { "X-Keep": "1" } }).catch(() => {}) : Promise.resolve();
      kept.then(answer => { if (answer && answer.redirected) location.href = answer.url; else location.reload(); });
    };
    setInterval(() => { const left = limit - (Date.now() - seen); if (left < 0) end(); else if (left < 120000 && $("#idle").hidden) bar("idle", stay); }, 15000);
  }
})();
