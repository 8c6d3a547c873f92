// Nothing here is needed to read a page: it adds the reader's own time, and looks for news once a minute.
"use strict";
(() => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const pageZone = document.body.dataset.zone;
  const inZone = (options, timeZone) => new Intl.DateTimeFormat("en-GB", { ...options, timeZone });
  const day = { day: "numeric", month: "short" };
  const clock = { hour: "2-digit", minute: "2-digit" };

  // Where it is the same day for the reader, the hour will do.
  const ownTime = (moment) => {
    const days = [zone, pageZone].map((name) => inZone(day, name).format(moment));
    return inZone(days[0] === days[1] ? clock : { ...day, ...clock }, zone).format(moment);
  };

  const tellOwnTimes = () => {
    if (!zone || !pageZone || zone === pageZone) return;
    try {
      inZone(clock, pageZone);
    } catch {
      return; // A zone that the browser does not know.
    }
    document.getElementById("own-zone").textContent = `, yours (${zone}) are in parentheses`;
    for (const time of document.querySelectorAll("time")) {
      const own = document.createElement("span");
      own.className = "own";
      own.textContent = ` (${ownTime(new Date(time.dateTime))})`;
      time.append(own);
    }
  };

  const icon = (page) => page.querySelector("link[rel=icon]");
  const headline = () => document.querySelector("#banner h2")?.textContent ?? "";
  let last = document.getElementById("main").innerHTML;

  const refresh = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(location.href, { cache: "no-cache" });
      if (!answer.ok) return;
      const news = new DOMParser().parseFromString(await answer.text(), "text/html");
      const content = news.getElementById("main");
      const main = document.getElementById("main");
      // Whoever is reading with the keyboard, or has opened something, is not disturbed.
      if (content.innerHTML === last || main.contains(document.activeElement)) return;
      last = content.innerHTML;
      const before = headline();
      const open = new Set([...main.querySelectorAll("details[open]")].map((part) => part.dataset.of));
      main.replaceChildren(...content.childNodes);
      for (const part of main.querySelectorAll("details")) part.open = open.has(part.dataset.of);
      document.title = news.title;
      icon(document).href = icon(news).href;
      tellOwnTimes();
      // Screen readers tell what stands here when it changes.
      if (headline() !== before) document.getElementById("news").textContent = headline();
    } catch {
      // Without a network the page stays as it is.
    }
  };

  tellOwnTimes();
  if (pageZone) {
    setInterval(refresh, 60_000);
    document.addEventListener("visibilitychange", refresh);
  }
})();
