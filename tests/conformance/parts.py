"""Whether the parts of Word files are well-formed and refer to parts that are there: `parts.py FILE…`.

An office program repairs such faults in silence; Word refuses the file. Prints JSON: for each file its faults.
"""

import json
import posixpath
import sys
import zipfile
from urllib.parse import unquote
from xml.etree import ElementTree

RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


def faults(path):
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if damaged := archive.testzip():
            yield f"{damaged}: damaged"
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield f"{name}: is there twice"
        trees = {}
        for name in names:
            if name.endswith((".xml", ".rels")):
                try:
                    trees[name] = ElementTree.fromstring(archive.read(name))
                except ElementTree.ParseError as error:
                    yield f"{name}: not well-formed: {error}"
    for name in ("[Content_Types].xml", "_rels/.rels"):
        if name not in names:
            yield f"{name}: is not there"
    if types := trees.get("[Content_Types].xml"):
        endings = {kind.get("Extension", "").lower() for kind in types.findall(TYPES + "Default")}
        parts = {kind.get("PartName") for kind in types.findall(TYPES + "Override")}
        for name in names:
            known = "/" + name in parts or name.rpartition(".")[2].lower() in endings
            if name != "[Content_Types].xml" and not name.endswith("/") and not known:
                yield f"{name}: has no content type"
        for part in sorted(parts - {"/" + name for name in names}):
            yield f"[Content_Types].xml: names {part}, which is not there"
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        # A relationship of a/b.xml stands in a/_rels/b.xml.rels and is read from a/.
        folder = posixpath.dirname(posixpath.dirname(name))
        for relationship in tree.findall(RELATIONSHIP):
            target = unquote(relationship.get("Target", ""))
            if relationship.get("TargetMode") == "External":
                continue
            part = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            if part not in names:
                yield f"{name}: refers to {target}, which is not there"


report = {}
for path in sys.argv[1:]:
    try:
        report[path] = list(faults(path))
    except (OSError, zipfile.BadZipFile) as error:
        report[path] = [f"cannot be opened: {error}"]
print(json.dumps(report))
