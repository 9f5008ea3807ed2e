"""Programs of /docs, in each language with its installed client."""

import base64
import hashlib
import hmac
import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from unittest import mock

TOP = Path(__file__).resolve().parents[2]
SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
# That of the Standard Webhooks' own documents.
VECTOR = ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", '{"test": 2432232314}')

TYPESCRIPT = """
import { receive } from './verify.js';
const body = process.env.BODY!;
const headers = JSON.parse(process.env.HEADERS!);
for (const one of [body, body + ' ']) {
  const request = new Request('http://localhost/', { method: 'POST', headers, body: one });
  console.log((await receive(request)).status);
}
"""

RUST_MANIFEST = """
[package]
name = "reference"
version = "0.0.0"
edition = "2024"
[dependencies]
http = "1"
remit-sdk = {{ path = "{sdk}", default-features = false }}
serde_json = "1"
tokio = {{ version = "1", features = ["macros", "net", "io-util", "rt-multi-thread", "sync", "time"] }}
[workspace]
"""

RUST = """
mod pay;
mod verify;

#[tokio::main]
async fn main() {
    let given = |name: &str| std::env::var(name).unwrap();
    pay::pay(&given("REMIT_URL"), &given("REMIT_KEY")).await.unwrap();
    let headers: std::collections::HashMap<String, String> = serde_json::from_str(&given("HEADERS")).unwrap();
    let headers = http::HeaderMap::try_from(&headers).unwrap();
    for body in [given("BODY"), given("BODY") + " "] {
        println!("{}", verify::receive(body.as_bytes(), &headers, &given("REMIT_WEBHOOK_SECRET")).as_u16());
    }
}
"""


def signed(body):
    """The headers of a delivery, by the specification and not by any client."""
    message, at = "msg_1", str(int(time.time()))
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    mac = hmac.new(key, f"{message}.{at}.".encode() + body, hashlib.sha256).digest()
    signature = "v1,AAAA v1," + base64.b64encode(mac).decode()
    return {"webhook-id": message, "webhook-timestamp": at, "webhook-signature": signature}


def run(blocks, world, work):
    code = {(section, language): text for section, language, text in blocks}
    assert len(code) == len(blocks) == 8, code.keys()
    request = urllib.request.Request(f"{os.environ['REMIT_URL']}/v1/events?limit=1", headers={"authorization": f"Bearer {world.key}"})
    with urllib.request.urlopen(request) as answer:
        body = json.dumps(json.load(answer)["data"][0]).encode()
    settings = {
        **os.environ,
        "REMIT_KEY": world.key,
        "REMIT_WEBHOOK_SECRET": SECRET,
        "BODY": body.decode(),
        "HEADERS": json.dumps(signed(body)),
    }
    event = "{sequence} {type}".format(**json.loads(body))
    for language, results in (
        ("python", python(code, settings, body)),
        ("typescript", typescript(code, settings, work / "typescript")),
        ("rust", rust(code, settings, work)),
    ):
        assert results[0].endswith(" successful"), results
        assert results[1:] == [event, "204", "400"], results
        print(f"the programs in {language} pay and verify")


def output(command, settings, **options):
    ran = subprocess.run(command, env=settings, capture_output=True, text=True, timeout=600, **options)
    assert ran.returncode == 0, f"{command}: {ran.stdout}{ran.stderr}"
    return ran.stdout.splitlines()


def python(code, settings, body):
    by_hand(code["verify-by-hand", "python"], body)
    follow(code["follow", "python"], settings)
    receive = code["verify", "python"] + """
import json
body, headers = os.environ["BODY"].encode(), json.loads(os.environ["HEADERS"])
for one in (body, body + b" "):
    print(receive(one, headers)[0])
"""
    programs = [code["clients", "python"], receive]
    return [line for program in programs for line in output([sys.executable, "-B", "-c", program], settings)]


def by_hand(text, body):
    known = {}
    exec(text, known)
    verified = known["verified"]
    assert verified(SECRET, signed(body), body)
    assert not verified(SECRET, signed(body), body + b" ")
    secret, message, at, payload = VECTOR
    signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    headers = {"webhook-id": message, "webhook-timestamp": at, "webhook-signature": signature}
    assert not verified(secret, headers, payload.encode()), "an old delivery is taken"
    with mock.patch("time.time", lambda: int(at)):
        assert verified(secret, headers, payload.encode())
        assert not verified(secret, {**headers, "webhook-id": "msg_2"}, payload.encode())


def follow(text, settings):
    """It has no end: the first two events are enough."""
    program = subprocess.Popen([sys.executable, "-B", "-u", "-c", text], env=settings, stdout=subprocess.PIPE, text=True)
    try:
        sequences = [int(program.stdout.readline().split()[0]) for _ in range(2)]
        assert sequences == [1, 2], sequences
    finally:
        program.kill()
        program.wait()


def typescript(code, settings, folder):
    """Beside the tests of the client, whose packages they use."""
    place = folder / "reference"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    files = {"pay": code["clients", "typescript"], "verify": code["verify", "typescript"], "main": TYPESCRIPT}
    for name, text in files.items():
        (place / f"{name}.ts").write_text(text, encoding="utf-8")
    settings_of = json.loads((folder / "tsconfig.json").read_text(encoding="utf-8"))
    options = {**settings_of["compilerOptions"], "outDir": "out", "rootDir": "."}
    (place / "tsconfig.json").write_text(json.dumps({"compilerOptions": options}), encoding="utf-8")
    output(["npx", "tsc", "-p", str(place)], settings, cwd=folder)
    programs = [place / "out" / f"{name}.js" for name in ("pay", "main")]
    return [line for program in programs for line in output(["node", str(program)], settings, cwd=folder)]


def rust(code, settings, work):
    """With the lock file and the built packages of the client's own tests."""
    place = work / "reference-rust"
    (place / "src").mkdir(parents=True, exist_ok=True)
    sdk = TOP / "openapi/sdk/rust"
    shutil.copy(sdk / "Cargo.lock", place / "Cargo.lock")
    (place / "Cargo.toml").write_text(RUST_MANIFEST.format(sdk=sdk), encoding="utf-8")
    files = {"pay": code["clients", "rust"], "verify": code["verify", "rust"], "main": RUST}
    for name, text in files.items():
        (place / "src" / f"{name}.rs").write_text(text, encoding="utf-8")
    settings = {**settings, "CARGO_TARGET_DIR": str(work / "rust")}
    return output(["cargo", "run", "--quiet", "--manifest-path", str(place / "Cargo.toml")], settings)
