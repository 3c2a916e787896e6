#!/usr/bin/env python3
"""What kill-state.sh asks of a run: kill-state-check.py before|after|end FOLDER [WHAT]. Keeps between calls, in the folder, which findings the state knew before the run and which were ever told."""
import json, os, sqlite3, sys

step, folder = sys.argv[1:3]
memory = os.path.join(folder, "memory.json")
before = json.load(open(memory)) if os.path.exists(memory) else {"known": [], "ever": [], "again": 0}


def told():
    """Ids of the findings in the log, and those of them that are told as new; a kill may cut the last line."""
    path, ids, new = os.path.join(folder, "logs", "detections.jsonl"), set(), set()
    for line in open(path) if os.path.exists(path) else []:
        if not line.endswith("}\n"):
            continue
        finding = json.loads(line)
        ids.add(finding["finding_info"]["uid"])
        if finding["activity_name"] == "Create":
            new.add(finding["finding_info"]["uid"])
    return ids, new


def known():
    """Ids of the findings in the state."""
    path = os.path.join(folder, "state.sqlite")
    if not os.path.exists(path):
        return set()
    with sqlite3.connect(path) as state:
        return {row[0] for row in state.execute("SELECT id FROM findings")}


def demand(nothing, what):
    if nothing:
        sys.exit(f"{sys.argv[3]}: {what}: {' '.join(sorted(nothing))}")


if step == "before":
    before["known"] = sorted(known())
elif step == "after":
    ids, new = told()
    ever, kept = set(before["ever"]) | ids, known()
    demand(new & set(before["known"]), "told as new although the state knew them")
    demand(kept - ever, "in the state and in no log")
    before["again"] += len(ids - kept)
    before["ever"] = sorted(ever)
else:
    ids, _ = told()
    demand(ids - set(before["ever"]), "never told")
    demand(set(before["ever"]) - known(), "told and not known in the end")
    print(f"{sys.argv[3]} kills: the state was whole after each; {len(before['ever'])} findings, none lost and none new twice; {before['again']} times one was told in the moment before a kill, and again under its id")
json.dump(before, open(memory, "w"))
