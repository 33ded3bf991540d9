"""The stage of the play: a server of our own with a day of its own, and people with browsers of their own.

A person finds links, buttons and fields by the names that are read to her, as a user would; she never posts to an
address and goes to one only when she enters the site or has been sent it. Leaves out what is played.
"""

from __future__ import annotations

import email
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from email import policy
from pathlib import Path
from typing import Any

from tests.postgresql import free_port

ALKE = str(Path(sys.executable).with_name("alke"))
READY_IN = 120
PASSWORD = "kolme sinistä polkupyörää"


class House:
    """A home of Alke, empty at first, and the server that serves it on the day that is set."""

    def __init__(self, home: Path, database: str = "") -> None:
        self.home, self.port = home, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.env = {**os.environ, "ALKE_HOME": str(home), "ALKE_ADDRESS": self.address}
        for name in ("ALKE_DATABASE", "ALKE_DEMO", "ALKE_TODAY", "ALKE_SMTP", "DJANGO_SETTINGS_MODULE"):
            self.env.pop(name, None)
        if database:
            self.env["ALKE_DATABASE"] = database
        self.server: subprocess.Popen[bytes] | None = None
        self.read: set[Path] = set()

    def run(self, *words: str) -> str:
        """What a verb of the command line prints; it must succeed."""
        done = subprocess.run([ALKE, *words], env=self.env, capture_output=True, text=True, timeout=READY_IN)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def wake(self, day: str) -> None:
        """Serve on that day, in place of the day before."""
        self.stop()
        self.env["ALKE_TODAY"] = day
        command = [ALKE, "serve", "--port", str(self.port), "--workers", "2"]
        with (self.home / "server.log").open("ab") as log:
            self.server = subprocess.Popen(command, env=self.env, stdout=log, stderr=log)
        until = time.monotonic() + READY_IN
        while not self._answers():
            told = (self.home / "server.log").read_text("utf-8", "replace")[-2000:]
            assert self.server.poll() is None and time.monotonic() < until, told
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/fi/kierrokset/", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def stop(self) -> None:
        """Let the server end."""
        if self.server is not None:
            self.server.terminate()
            self.server.wait(30)
            self.server = None

    def link_in_mail(self, to: str) -> str:
        """The link of the one mail that has come to someone since the last was read."""
        found = []
        for path in sorted(set((self.home / "outbox").glob("*")) - self.read):
            mail = email.message_from_bytes(path.read_bytes().split(b"\n" + b"-" * 79)[0], policy=policy.default)
            if mail["To"] == to:
                body: Any = mail.get_body()
                found += re.findall(r"https?://\S+", body.get_content())
                self.read.add(path)
        assert len(found) == 1, found
        return str(found[0])


def called(name: str) -> re.Pattern[str]:
    """The name of a field as it is read, be it optional or not."""
    return re.compile(rf"^\s*{re.escape(name)}(\s*\(vapaaehtoinen\))?\s*$")


def spoken(name: str) -> re.Pattern[str]:
    """The name of a link, whose end after a colon may be there to be heard and not seen."""
    # The browser's regular expressions end at a slash.
    return re.compile(rf"^\s*{re.escape(name).replace(':', ' ?:').replace('/', chr(92) + '/')}\s*$")


class Person:
    """Someone with a browser of her own. `faults` gathers what her browser complains of."""

    def __init__(self, browser: Any, house: House, name: str, *, scripts: bool = True) -> None:
        self.house, self.name = house, name
        self.email = f"{name.lower().replace(' ', '.').replace('ö', 'o').replace('ä', 'a')}@example.org"
        self.context = browser.new_context(
            base_url=house.address,
            java_script_enabled=scripts,
            locale="fi-FI",
            reduced_motion="reduce",
            viewport={"width": 1280, "height": 900},
        )
        self.context.set_default_timeout(60_000)
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))
        self.page.on("response", self._answered)

    def _heard(self, message: Any) -> None:
        # That a late save is answered by 409 is what the play asks for; the browser tells of it as of a fault.
        if message.type == "error" and "status of 409" not in message.text:
            self.faults.append(f"{self.page.url}: {message.text}")

    def _answered(self, response: Any) -> None:
        if response.status >= 400 and response.status != 409:
            self.faults.append(f"{response.url}: {response.status}")

    @property
    def main(self) -> Any:
        """The content of the page."""
        return self.page.get_by_role("main")

    def enter(self) -> None:
        """Come to the site by its bare address."""
        self.page.goto("/")

    def menu(self, name: str) -> None:
        """Choose from the main menu."""
        self.page.get_by_role("navigation", name="Päävalikko").get_by_role("link", name=name, exact=True).click()

    def round(self, year: int, tab: str = "") -> None:
        """Go to a round by the menu, and to one of its pages."""
        self.menu("Kierrokset")
        self.follow(str(year))
        if tab:
            self.tab(tab)

    def tab(self, name: str) -> None:
        """Go to another page of the round."""
        pages = self.page.get_by_role("navigation", name="Kierroksen sivut")
        pages.get_by_role("link", name=name, exact=True).click()

    def follow(self, name: str, within: Any = None) -> None:
        """Click the one link of that name in the content."""
        (within or self.main).get_by_role("link", name=spoken(name)).click()

    def press(self, name: str, told: str = "") -> None:
        """Press the one button of that name in the content, and read what is told when it has been done."""
        self.main.get_by_role("button", name=name, exact=True).click()
        if told:
            self.reads(told, self.page.get_by_role("status"))

    def fill(self, fields: Mapping[str, object]) -> None:
        """Fill fields by their labels: text; a list chosen from by its option's name; True ticks, False unticks."""
        for name, value in fields.items():
            field = self.main.get_by_label(called(name))
            if isinstance(value, bool):
                field.set_checked(value)
            elif isinstance(value, Path):
                field.set_input_files(value)
            elif field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(label=str(value))
            else:
                field.fill(str(value))

    def group(self, name: str) -> Any:
        """A group of choices by its legend."""
        return self.main.get_by_role("group", name=called(name))

    def choose(self, group: str, *names: str, on: bool = True) -> None:
        """Tick choices of a group, or take their ticks away."""
        for name in names:
            self.group(group).get_by_label(name, exact=True).set_checked(on)

    def reads(self, text: str, within: Any = None) -> None:
        """The text is there to be read."""
        (within or self.main).get_by_text(text).first.wait_for()

    def texts(self, found: Any) -> list[str]:
        """What some elements say, spaces made single."""
        return [" ".join(one.split()) for one in found.all_inner_texts()]

    def rows(self, name: str) -> dict[str, list[str]]:
        """A table by its caption: what heads each row → what its cells say."""
        table = self.main.get_by_role("table", name=name)
        table.wait_for()
        return {
            " ".join(row.get_by_role("rowheader").inner_text().split()): self.texts(row.get_by_role("cell"))
            for row in table.get_by_role("row").all()
            if row.get_by_role("rowheader").count()
        }

    def section(self, name: str) -> Any:
        """A part of the page by its heading."""
        return self.main.get_by_role("region", name=name, exact=True)

    def accept(self, link: str) -> None:
        """Make an account by the link of an invitation."""
        self.page.goto(link)
        self.fill({"Nimi": self.name, "Salasana": PASSWORD})
        self.press("Hyväksy kutsu", "Kutsu on hyväksytty")

    def act_as(self, role: str) -> None:
        """Choose the role to act in."""
        self.page.get_by_role("group", name="Kirjautunut käyttäjä").get_by_role("link", name=self.name).click()
        held = self.main.get_by_role("listitem").filter(has=self.page.get_by_role("heading", name=role, exact=True))
        held.get_by_role("button", name="Toimi tässä roolissa").click()
        self.reads(f"Toimit nyt roolissa {role.lower()}", self.page.get_by_role("status"))


@dataclass
class Cast:
    """Who plays: TEM's coordinator, Kainuu's preparer and approver, and a ministry's expert without scripts."""

    house: House
    coordinator: Person
    kainuu: Person
    expert: Person

    @property
    def everyone(self) -> tuple[Person, ...]:
        """All three."""
        return self.coordinator, self.kainuu, self.expert
