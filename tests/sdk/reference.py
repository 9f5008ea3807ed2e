"""Runs what /docs shows, as it is served at REMIT_URL: python reference.py FOLDER-OF-SDKS

Every block of code is run: shell as one session from the top of the page to its end, the operations' each with a
thing of its own to act on, programs with the installed clients. What an answer looks like is compared with its example.
"""

import json
import os
import re
import subprocess
import sys
import urllib.request
from html.parser import HTMLParser
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import reference_programs  # noqa: E402
from reference_world import DEADLINE, URL, World  # noqa: E402

# What cannot be run as it stands, and why.
NOT_RUN = {"receiveBankEvent": "only the bank can sign it"}
MOVES = ("payment.successful", "payment.failed", "payment.disputed")
HERE = Path(__file__).resolve().parent


class Page(HTMLParser):
    """The blocks of code: (section, language, text); and the simulator's values: (value, outcome)."""

    def __init__(self, html):
        super().__init__()
        self.sections, self.blocks, self.rows = [], [], []
        self.into = None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag in ("section", "article"):
            self.sections.append(attributes["id"])
        elif tag == "code" and attributes.get("class", "name") != "name" and self.into is None:
            self.into = ["", attributes["class"]]
        elif tag == "td" and self.into:
            self.into[0] += " "
        elif tag == "tr" and self.sections[-1:] == ["simulator"]:
            self.into = ["", "row"]

    def handle_endtag(self, tag):
        if tag in ("section", "article"):
            self.sections.pop()
        elif self.into and (tag, self.into[1] == "row") in (("code", False), ("tr", True)):
            text, kind = self.into
            if kind == "row":
                self.rows.append(text)
            else:
                self.blocks.append((self.sections[-1], kind, text))
            self.into = None

    def handle_data(self, data):
        if self.into:
            self.into[0] += data


def shell(script, settings):
    """What a script says. Its first failure ends it."""
    prelude = (HERE / "reference.bash").read_text(encoding="utf-8")
    ran = subprocess.run(
        ["bash", "-c", prelude + script], env={**os.environ, **settings}, capture_output=True, text=True, timeout=DEADLINE * 3
    )
    assert ran.returncode == 0, f"it said {ran.stdout[-2000:]}\nand failed: {ran.stderr}"
    return ran.stdout


def guide(page, world):
    """The sections' commands, one after the other in one session."""
    script, email = "", world.fresh_email()
    for section, language, text in page.blocks:
        if language == "sh" and section not in world.operations:
            text = text.replace("REMIT_URL=http://127.0.0.1:8080", f"REMIT_URL={URL}")
            script += f"\necho '=== {section}'\n{text.replace('accounts@acme.example', email)}\n"
    said = {}
    for part in shell(script, {}).split("=== ")[1:]:
        section, _, words = part.partition("\n")
        said[section] = said.get(section, "") + words
    expected = {
        "quick-start": ['"status":"successful"', "payment.created\npayment.processing\n", "payment.successful"],
        "idempotency": ["idempotency-replayed: true"],
        "pagination": ["-"],
        "versions": ['"description":"Invoice 1001, second half"'],
        "limits": ['ratelimit-policy: "default";q=400;w=2', '"status":"created"'],
        "simulator": ['"account_number":"666666660"'],
        "listen": ['"type": "payment.disputed"', '"code": "no_account"', "payment.successful   "],
        "follow": ["1 payment.created", "id: 1"],
    }
    assert said.keys() == expected.keys(), said.keys() ^ expected.keys()
    for section, words in expected.items():
        for word in words:
            assert word in said[section], f"{section} does not say {word!r}: {said[section]}"
    print(f"{len(expected)} sections of the guide do what they say")


def operations(page, world):
    """Each operation's command, with something to act on; its answer has the fields of its example."""
    examples = {section: text for section, language, text in page.blocks if language == "json"}
    seen = set()
    for section, language, text in page.blocks:
        if language != "sh" or section not in world.operations or section in NOT_RUN:
            continue
        script, settings = world.prepared(section, text)
        said = shell(script, settings)
        seen.add(section)
        example = examples.get(section, "")
        if example.startswith("{"):
            missing = json.loads(said).keys() ^ json.loads(example).keys()
            assert not missing, f"{section}'s example and answer differ by {missing}: {said}"
        else:
            assert bool(said) == bool(example), f"{section} answered {said!r}, its example is {example!r}"
    assert seen | NOT_RUN.keys() == world.operations, seen ^ world.operations
    print(f"{len(seen)} operations answer as their examples")


def moves(world, payment):
    """The payment at each change of its status."""
    events = world.get(f"/v1/events?payment_id={payment}&limit=100")["data"]
    return [event["data"] for event in events if event["type"] in MOVES]


def at_least(count, items):
    return items if len(items) >= count else None


def simulator(page, world):
    """Each value of the simulator's table does what is said of it."""
    wanted = []
    for row in page.rows[1:]:
        kind, value = re.match(r"(amount|account) (\d+)", row).groups()
        statuses = re.findall(r"\b(successful|failed|disputed)\b", row)
        code = re.search(r"failed: (\w+)", row)
        change = {"amount_cents": int(value)} if kind == "amount" else {"account_number": value}
        payment = world.post("/v1/payments", {**world.draft, **change})
        world.post(f"/v1/payments/{payment['id']}/process", {})
        wanted.append((row, payment["id"], statuses, code and code.group(1)))
    assert len(wanted) == 20, [row for row, *_ in wanted]
    for row, payment, statuses, code in wanted:
        moved = world.eventually(row, lambda: at_least(len(statuses), moves(world, payment)))
        assert [now["status"] for now in moved] == statuses, f"{row}: {moved}"
        assert code is None or moved[-1]["failure"]["code"] == code, f"{row}: {moved[-1]}"
    print(f"{len(wanted)} values of the simulator do what is said of them")


def main(work):
    with urllib.request.urlopen(f"{URL}/docs") as answer:
        page = Page(answer.read().decode())
    with urllib.request.urlopen(f"{URL}/openapi.json") as answer:
        document = json.load(answer)
    world = World({operation["operationId"] for path in document["paths"].values() for operation in path.values()})
    guide(page, world)
    operations(page, world)
    simulator(page, world)
    languages = [block for block in page.blocks if block[1] in ("typescript", "python", "rust")]
    reference_programs.run(languages, world, work)


main(Path(sys.argv[1]))
