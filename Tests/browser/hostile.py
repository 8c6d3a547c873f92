"""Hostile text in every field of every kind is text on every page."""

import json
import pathlib
import subprocess
import tempfile
import urllib.request

from support import SIZES, UPKEEP, Tab, browser, overflow, site

TEXTS = {
    "tags": "</title></script><script>document.title = 'owned'</script><img src=x onerror=\"document.title='owned'\">",
    "quotes": "\"'`\"><svg onload=\"document.title='owned'\">",
    "accents": "\"\u0301 onmouseover=\u0301\"document.title='owned'\" <\u0301b>",
    "entities": "&lt;b&gt; &amp;quot; &#x3c;script&#x3e;",
    "templates": "{{name}} {{{bodyHTML}}} {{>layout}} ${x} <%= y %>",
    "links": "[a](javascript:document.title='owned') [b](https://x.example/\"onclick=\"y) https://x.example/'><b>",
    "right to left": "שלום עולם مرحبا بالعالم \u05d0" * 2,
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈🇩🇪 é̷̡̢͚̺̖͉̗ \U0001F9D1\u200D\U0001F680",
    "no spaces": "W" * 110,
}
# What turns the direction of what follows is refused before it comes so far.
CONTROLS = ["\u202e", "\u2066", "\u200f", "\u0000", "\u001b", "\ufeff"]


def manifest(text, long):
    """A tree in which every field that takes text for people has this one; a message can be ten thousand characters."""
    line, message = json.dumps(text[:110], ensure_ascii=False), json.dumps(long, ensure_ascii=False)
    label = json.dumps(text[:50], ensure_ascii=False)
    about = json.dumps(long[:2000], ensure_ascii=False)
    return f"""
workspace:
  name: {line}
  freezes: [{{start_at: 2030-01-01T00:00:00Z, end_at: 2030-01-02T00:00:00Z, reason: {line}}}]
status_pages:
  acme:
    name: {line}
    description: {about}
    branding: {{footer: [{{label: {label}, url: "https://x.example/?a='><b>&c"}}]}}
    components:
      one: {{name: {line}, group: {line}, description: {about}}}
      two: {{name: {line}}}
monitors:
  one: {{name: {line}, type: api, target: "https://x.example/?a='><b>", status_page: acme, component: one}}
incidents:
  open:
    status_page: acme
    title: {line}
    impact: major
    components: [one]
    updates: [{{at: 2026-11-20T10:00:00Z, state: investigating, message: {message}}}]
  over:
    status_page: acme
    title: {line}
    impact: critical
    components: [two]
    updates:
      - {{at: 2026-11-21T10:00:00Z, state: investigating, message: {message}}}
      - {{at: 2026-11-21T11:00:00Z, state: resolved, message: {message}}}
maintenances:
  open: {{status_page: acme, title: {line}, message: {message}, components: [two], start_at: 2026-11-01T00:00:00Z,
    end_at: 2031-01-01T00:00:00Z, emergency: true}}
  next: {{status_page: acme, title: {line}, message: {message}, components: [one], start_at: 2031-02-01T00:00:00Z,
    end_at: 2031-02-02T00:00:00Z}}
keys:
  hostile: {{name: {line}, scopes: [], sha256: {"ab" * 32}}}
"""


def look(chromium, place, text, path, size):
    width, height = SIZES[size]
    tab = Tab(
        chromium, place, viewport={"width": width, "height": height},
        http_credentials={"username": "any", "password": place.key},
    )
    tab.open(path, until="load")
    page = tab.page
    assert page.title() != "owned"
    assert overflow(page) <= 0, f"{text[:20]!r} in {path}, {size}: {overflow(page)} pixels too wide"
    for wrong in ("script:not([src])", "img:not(.brand img)", "svg", "b", "[onload]", "[onerror]", "[onclick]", "[onmouseover]"):
        assert page.locator(wrong).count() == 0, f"{text[:20]!r} in {path} makes {wrong}"
    for link in page.locator("a").all():
        address = link.get_attribute("href")
        assert address.startswith(("http://", "https://", "mailto:", ".", "#")), address
    if path != "/docs":
        shown = page.evaluate("document.title + document.body.innerText + (document.querySelector('input[type=text]')?.value ?? '')")
        assert text[:50].split("\n")[0].replace("  ", " ")[:20] in shown, f"{text[:20]!r} is not to be read in {path}"
    tab.close(f"{text[:20]!r} in {path}")


with browser() as chromium:
    for name, text in TEXTS.items():
        long = (text + " ") * (10_000 // (len(text) + 1)) if name != "no spaces" else "W" * 10_000
        with site(lambda place: place.write("hostile", manifest(text, long.strip()))) as place:
            page = urllib.request.urlopen(place.url + "/acme").read().decode()
            incident = "/acme/incidents/" + page.split("/acme/incidents/")[1].split('"')[0]
            for path in ("/", "/acme", "/acme/history", incident, "/user/api-console"):
                for size in SIZES:
                    look(chromium, place, text, path, size)
print(f"{len(TEXTS)} hostile texts, up to 10,000 characters, in every field are text on every page")

for control in CONTROLS:
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "page.yaml").write_text(f'status_pages: {{acme: {{name: "a{control}b"}}}}')
        done = subprocess.run([UPKEEP, "validate", folder], capture_output=True, text=True)
    assert done.returncode == 3, f"{control!r}: {done.returncode} {done.stdout}{done.stderr}"
print(f"{len(CONTROLS)} characters that nobody sees are refused")
