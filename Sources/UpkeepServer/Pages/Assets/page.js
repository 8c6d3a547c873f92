// Nothing here is needed to read a page: it adds the reader's own time, and looks for news once a minute.
"use strict";
(() => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const inZone = (options, timeZone) => new Intl.DateTimeFormat(undefined, { ...options, timeZone });
  const day = { day: "numeric", month: "short" };
  const clock = { hour: "2-digit", minute: "2-digit" };

  // Where it is the same day for the reader, the hour will do.
  const ownTime = (moment) => {
    const days = [zone, document.body.dataset.zone].map((name) => inZone(day, name).format(moment));
    return inZone(days[0] === days[1] ? clock : { ...day, ...clock }, zone).format(moment);
  };

  const tellOwnTimes = () => {
    if (!zone || zone === document.body.dataset.zone) return;
    const note = document.getElementById("own-zone");
    if (note) note.textContent = `, yours (${zone}) are in parentheses`;
    for (const time of document.querySelectorAll("time")) {
      const own = document.createElement("span");
      own.className = "own";
      own.textContent = ` (${ownTime(new Date(time.dateTime))})`;
      time.append(own);
    }
  };

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
      const open = [...main.querySelectorAll("details")].map((part) => part.open);
      main.replaceChildren(...content.childNodes);
      document.title = news.title;
      [...main.querySelectorAll("details")].forEach((part, place) => { part.open = open[place]; });
      tellOwnTimes();
    } catch {
      // Without a network the page stays as it is.
    }
  };

  tellOwnTimes();
  if (document.body.dataset.zone) setInterval(refresh, 60_000);
})();
