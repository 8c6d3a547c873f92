"""The form of the API Console, filled in by hand: what it writes is a manifest, and a copy of it is in the clipboard."""

import itertools
import pathlib
import tempfile

from support import Tab, browser, run, site

SCOPES = [
    "status_pages:read", "monitors:read", "monitors:write", "incidents:read", "incidents:write", "maintenances:read",
    "maintenances:write", "analytics:read",
]
RECIPIENT = "age1lvpzg5txhrry0mhxqks2cmhlkl07urs3eawfs7j6m4zadc5009vq5gtu3j"


def accept(yaml):
    """Holds what the form has written to what a pipeline says of it."""
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "key.yaml").write_text(yaml)
        run("validate", folder)


def fill(page, name, scopes, expiry="", recipient=""):
    page.fill("#name", name)
    for scope in SCOPES:
        page.locator(f"input[value='{scope}']").set_checked(scope in scopes)
    page.fill("#expiry", expiry)
    page.fill("#recipient", recipient)


def written(page, name, scopes):
    """The YAML, once it is that of what has been filled in."""
    line = f"scopes: [{', '.join(sorted(scopes))}]"
    page.wait_for_function(
        "([name, line]) => { const yaml = document.getElementById('yaml')?.textContent ?? '';"
        " return yaml.includes(name) && yaml.includes(line); }",
        arg=[f'name: {name}\n', line],
    )
    return page.text_content("#yaml")


def with_scripts(chromium, place):
    tab = Tab(
        chromium, place, http_credentials={"username": "any", "password": place.key},
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = tab.page
    tab.open("/user/api-console")
    choices = [()] + [(scope,) for scope in SCOPES] + list(itertools.combinations(SCOPES, 2))
    for number, scopes in enumerate(choices):
        name = f"Key {number}"
        fill(page, name, scopes, "2099-06-30" if number % 2 else "", RECIPIENT if number % 3 else "")
        yaml = written(page, name, scopes)
        accept(yaml)
        assert ("FULL ACCESS" in yaml) == (not scopes)
        assert page.locator("#result .loud").count() == (0 if scopes else 1)
    page.click("text=Copy")
    page.wait_for_selector("text=Copied")
    assert page.evaluate("navigator.clipboard.readText()") == yaml
    fill(page, "Old", [], "2020-01-01")
    page.wait_for_selector("#result .problem")
    assert page.locator("#yaml").count() == 0
    tab.close("console")
    print(f"the console's form writes a manifest for {len(choices)} choices of scopes, and copies it")


def without_scripts(chromium, place):
    tab = Tab(
        chromium, place, java_script_enabled=False, http_credentials={"username": "any", "password": place.key}
    )
    tab.open("/user/api-console")
    fill(tab.page, "By hand", ["monitors:read", "analytics:read"])
    tab.page.click("button")
    tab.page.wait_for_selector("#yaml")
    accept(tab.page.text_content("#yaml"))
    tab.close("console without scripts")
    print("and so it does without scripts")


with site(lambda place: None) as place, browser() as chromium:
    with_scripts(chromium, place)
    without_scripts(chromium, place)
