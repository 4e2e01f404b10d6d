"""Compares the texts that our example wrote with other people's tools: time and words marked, as JSON.

Called as: redlines.py FOLDER, where FOLDER holds N-old.txt and N-new.txt, and node_modules with npm's `diff`.
"""

import json
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

FOLDER = Path(sys.argv[1])
LONGEST = 120

NODE = """
const { diffWords } = require("diff");
const fs = require("fs");
const [old, now] = [1, 2].map((i) => fs.readFileSync(process.argv[i], "utf8"));
const times = [];
let changes;
for (let i = 0; i < Number(process.argv[3]); i++) {
  const start = process.hrtime.bigint();
  changes = diffWords(old, now);
  times.push(Number(process.hrtime.bigint() - start) / 1e6);
}
times.sort((a, b) => a - b);
const words = (text) => text.split(/\\s+/).filter(Boolean).length;
const changed = changes.filter((c) => c.added || c.removed).reduce((sum, c) => sum + words(c.value), 0);
console.log(JSON.stringify({ ms: times[times.length >> 1], changed }));
"""


def npm(old, new, rounds):
    done = subprocess.run(
        ["node", "-e", NODE, str(old), str(new), str(rounds)],
        cwd=FOLDER, capture_output=True, text=True, timeout=LONGEST, check=True,
    )
    return json.loads(done.stdout)


def git(old, new, rounds):
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        done = subprocess.run(
            ["git", "diff", "--no-index", "--word-diff=porcelain", "-U0", str(old), str(new)],
            capture_output=True, text=True, timeout=LONGEST,
        )
        times.append((time.perf_counter() - start) * 1000)
    body = done.stdout.splitlines()[4:]
    changed = sum(len(line[1:].split()) for line in body if re.match(r"[+-]", line))
    return {"ms": statistics.median(times), "changed": changed}


def redlines(old, new, rounds):
    """In a process of its own: it may need longer than anybody waits."""
    script = (
        "import json,sys,time,statistics\n"
        "from redlines import Redlines\n"
        "old,new=(open(p,encoding='utf-8').read() for p in sys.argv[1:3])\n"
        "times=[]\n"
        "for _ in range(int(sys.argv[3])):\n"
        "    start=time.perf_counter(); found=Redlines(old,new); ops=found.opcodes; times.append((time.perf_counter()-start)*1000)\n"
        "changed=0\n"
        "for op,a,b,c,d in ops:\n"
        "    if op!='equal': changed+=(b-a if op!='insert' else 0)+(d-c if op!='delete' else 0)\n"
        "print(json.dumps({'ms':statistics.median(times),'changed':changed}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(old), str(new), str(rounds)],
        capture_output=True, text=True, timeout=LONGEST, check=True,
    )
    return json.loads(done.stdout)


rows = []
for words in sorted(int(p.name.split("-")[0]) for p in FOLDER.glob("*-old.txt")):
    old, new = FOLDER / f"{words}-old.txt", FOLDER / f"{words}-new.txt"
    for name, measure in [("git diff --word-diff", git), ("diff (npm)", npm), ("redlines (Python)", redlines)]:
        try:
            row = measure(old, new, 5 if words < 50_000 else 1)
        except subprocess.TimeoutExpired:
            row = {"ms": None, "changed": None, "why": f"over {LONGEST} s"}
        except (subprocess.CalledProcessError, OSError) as error:
            why = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
            row = {"ms": None, "changed": None, "why": why[-1] if why else "failed"}
        rows.append({"name": name, "words": words, **row})
print(json.dumps(rows))
