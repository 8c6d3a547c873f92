"""A server over a tree of manifests, and a browser that complains."""

import contextlib
import pathlib
import re
import subprocess
import sys
import tempfile
import time

from playwright.sync_api import sync_playwright

UPKEEP = sys.argv[1]
SHOTS = pathlib.Path(".build/browser/shots")
SIZES = {"narrow": (360, 800), "wide": (1280, 900)}


def run(*arguments, **options):
    """What the program prints; ends everything when it fails."""
    done = subprocess.run([UPKEEP, *arguments], capture_output=True, text=True, **options)
    assert done.returncode == 0, f"upkeep {' '.join(arguments)}: {done.stdout}{done.stderr}"
    return done.stdout


class Site:
    """A tree that is applied and served."""

    def __init__(self, folder):
        self.tree = pathlib.Path(folder) / "tree"
        self.tree.mkdir()
        made = run("keys", "generate")
        words = dict(re.findall(r"^(key|sha256)\s+(\S+)$", made, re.M))
        self.key = words["key"]
        self.write("browser", f"keys: {{browser: {{name: Browser, scopes: [], sha256: {words['sha256']}}}}}")

    def write(self, name, yaml):
        (self.tree / f"{name}.yaml").write_text(yaml)

    def apply(self):
        run("reconcile", str(self.tree))

    def serve(self):
        self.log = open(self.tree.parent / "log", "w+")
        self.server = subprocess.Popen(
            [
                UPKEEP, "serve", "--state", str(self.tree / ".upkeep/state.json"), "--listen", "127.0.0.1:0",
                "--admin-listen", "127.0.0.1:0", "--address-limit", "off", "--key-limit", "off", "--no-access-log",
            ],
            stderr=self.log,
        )
        for _ in range(100):
            found = re.search(r" url=(\S+)", pathlib.Path(self.log.name).read_text())
            if found:
                self.url = found[1]
                return
            time.sleep(0.1)
        raise AssertionError("the server does not serve")


@contextlib.contextmanager
def site(write):
    """A site whose tree a function writes."""
    with tempfile.TemporaryDirectory() as folder:
        place = Site(folder)
        write(place)
        place.apply()
        place.serve()
        try:
            yield place
        finally:
            place.server.terminate()
            place.server.wait()


@contextlib.contextmanager
def browser():
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        try:
            yield chromium
        finally:
            chromium.close()


class Tab:
    """A tab that notes whatever a page should not do."""

    def __init__(self, chromium, place, **options):
        self.place = place
        self.complaints = []
        self.context = chromium.new_context(**options)
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self.complain(f"console: {message.text}"))
        self.page.on("pageerror", lambda error: self.complain(f"script: {error}"))
        self.page.on("dialog", lambda dialog: (self.complain(f"dialog: {dialog.message}"), dialog.dismiss()))
        self.page.on("request", self.look_at)

    def complain(self, text):
        self.complaints.append(text)

    def look_at(self, request):
        if not request.url.startswith((self.place.url + "/", "data:")):
            self.complain(f"external request: {request.url}")

    def open(self, path, until="networkidle"):
        answer = self.page.goto(self.place.url + path, wait_until=until)
        assert answer.status == 200, f"{path}: {answer.status}"

    def close(self, what):
        self.context.close()
        assert not self.complaints, f"{what}: {self.complaints}"


def overflow(page):
    """By how many pixels the document is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
