"""Every page, light and dark, narrow and wide, with scripts and without: nothing to complain of, and nothing for axe-core."""

import shutil
import urllib.request

from axe_playwright_python.sync_playwright import Axe

from support import SHOTS, SIZES, Tab, browser, overflow, site

LOGO = (
    "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIxMjAiIGhlaWdodD0iMzIiPjxyZWN0IHdpZHRo"
    "PSIxMjAiIGhlaWdodD0iMzIiIHJ4PSI2IiBmaWxsPSIjN2MzYWVkIi8+PC9zdmc+"
)


def write(place):
    shutil.copytree("examples/complete", place.tree, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".upkeep"))
    components = "\n".join(f"      c{n}: {{name: Component {n}, group: Group {n % 3}}}" for n in range(12))
    place.write("branded", f"""
status_pages:
  branded:
    name: Branded
    description: "Of **everything** something: [a link](https://acme.example)."
    time_zone: America/New_York
    branding:
      logo: {LOGO}
      accent: "#6d28d9"
      footer: [{{label: Imprint, url: https://acme.example/imprint}}, {{label: Write to us, url: "mailto:help@acme.example"}}]
    components:
{components}
incidents:
  open:
    status_page: branded
    title: Something is slow
    impact: critical
    components: [c1, c2]
    updates:
      - {{at: 2026-11-20T10:00:00Z, state: investigating, message: "We *look* at `it`:\\n\\n- one\\n- two"}}
      - {{at: 2026-11-20T11:00:00Z, state: identified, message: "See https://acme.example/why."}}
maintenances:
  off:
    {{status_page: branded, title: Cancelled work, components: [c3], start_at: 2031-01-01T10:00:00Z,
      end_at: 2031-01-01T11:00:00Z, cancelled_at: 2026-11-01T00:00:00Z}}
  long:
    {{status_page: branded, title: Long work, components: [c4], start_at: 2026-11-01T10:00:00Z, end_at: 2031-01-01T11:00:00Z,
      emergency: true, message: It takes years.}}
""")


PATHS = {
    "index": "/", "status": "/fjordline", "partners": "/partners", "branded": "/branded", "history": "/fjordline/history",
    "month": "/fjordline/history?month=2026-10", "reference": "/docs",
    "console": "/user/api-console",
}


def look(chromium, place, name, path, scheme, size, scripts):
    what = f"{name}, {scheme}, {size}, {'with' if scripts else 'without'} scripts"
    width, height = SIZES[size]
    tab = Tab(
        chromium, place, color_scheme=scheme, viewport={"width": width, "height": height}, java_script_enabled=scripts,
        http_credentials={"username": "any", "password": place.key}, timezone_id="Asia/Tokyo", locale="en-GB",
    )
    tab.open(path)
    assert overflow(tab.page) <= 0, f"{what}: {overflow(tab.page)} pixels too wide"
    tab.page.screenshot(path=SHOTS / f"{name}-{scheme}-{size}{'' if scripts else '-plain'}.png", full_page=True)
    if scripts:
        # What is folded is looked at, too.
        tab.page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")
        found = Axe().run(tab.page, options={"resultTypes": ["violations"]})
        assert found.violations_count == 0, f"{what}: {found.generate_report()}"
    tab.close(what)


def weigh(place):
    """The page of twelve components with 90 days, with all that it loads, as it goes over the wire."""
    def get(path):
        return urllib.request.urlopen(place.url + path).read()
    html = get("/branded")
    text = html.decode()
    parts = [part.split('"')[0] for part in text.split('"./')[1:] if part.startswith("assets/")]
    assert len(parts) == 2, parts
    weight = len(html) + sum(len(get("/" + part)) for part in parts)
    days = text.count("<li><p>") + text.count("<li class=")
    assert days >= 12 * 90, days
    assert weight <= 60_000, f"the page weighs {weight} bytes"
    print(f"a page of 12 components with 90 days weighs {weight} bytes, style and script among them")


def refresh(chromium, place):
    """A page that is open shows what is new, without being loaded again, and leaves open what is open."""
    tab = Tab(chromium, place)
    tab.page.clock.install()
    tab.open("/partners")
    tab.page.evaluate("window.isSame = true")
    place.write("news", """
incidents:
  news: {status_page: partners, title: Brand new, impact: major, components: [edi],
    updates: [{at: 2026-11-20T10:00:00Z, state: investigating, message: New.}]}
""")
    place.apply()
    tab.page.clock.fast_forward(61_000)
    tab.page.wait_for_selector("text=Brand new")
    assert tab.page.evaluate("window.isSame"), "the page was loaded anew"
    tab.close("refresh")
    print("an open page shows what is new")


def print_on_paper(chromium, place):
    tab = Tab(chromium, place)
    tab.page.emulate_media(media="print")
    tab.open("/branded")
    assert not tab.page.locator("header nav").is_visible(), "paper needs no navigation"
    assert tab.page.locator(".days").first.is_visible()
    (SHOTS / "branded.pdf").write_bytes(tab.page.pdf())
    tab.close("print")


SHOTS.mkdir(parents=True, exist_ok=True)
with site(write) as place, browser() as chromium:
    # The address of an incident is its number, which the status page knows.
    page = urllib.request.urlopen(place.url + "/branded").read().decode()
    PATHS["incident"] = "/branded/incidents/" + page.split("/incidents/")[1].split('"')[0]
    count = 0
    for name, path in PATHS.items():
        for scheme in ("light", "dark"):
            for size in SIZES:
                for scripts in (True, False):
                    look(chromium, place, name, path, scheme, size, scripts)
                    count += 1
    print(f"{len(PATHS)} pages, {count} ways to see them: no error, no external request, no overflow, no violation for axe-core")
    weigh(place)
    refresh(chromium, place)
    print_on_paper(chromium, place)
