#!/usr/bin/env python3
"""Makes letter-pairs.tsv: how surprising each letter is behind another, in names that people choose.

    ./make-letter-pairs.py common-labels.txt TEXT... > letter-pairs.tsv

Counts pairs of neighbours in every different word of the texts (plain English: manuals, licences) and, with more weight, in the
labels of common-labels.txt, which we wrote. A word begins and ends with a border. Rows are the letter before, columns the letter
behind; a number is -log2 of the chance, in hundredths of a bit, with half a count added to every pair.
"""
import math
import re
import sys

ALPHABET = "^abcdefghijklmnopqrstuvwxyz0123456789"  # ^ is the border of a word; a hyphen is one as well
LABEL_WEIGHT = 4
SMOOTHING = 0.5


def words(paths):
    found = set()
    for path in paths:
        with open(path, encoding="latin-1") as text:
            found.update(word for word in re.findall(r"[a-z]{3,20}", text.read().lower()) if re.search("[aeiouy]", word))
    return found


def main():
    with open(sys.argv[1], encoding="ascii") as text:
        labels = [line.strip() for line in text if line.strip() and not line.startswith("#")]
    counts = {before: dict.fromkeys(ALPHABET, SMOOTHING) for before in ALPHABET}
    for name, weight in [(word, 1) for word in words(sys.argv[2:])] + [(label, LABEL_WEIGHT) for label in labels]:
        bordered = "^" + name.replace("-", "^") + "^"
        for before, behind in zip(bordered, bordered[1:]):
            counts[before][behind] += weight
    print("# Surprise of a letter (column) behind another (row) in names that people choose, in hundredths of a bit. Made by make-letter-pairs.py.")
    for before in ALPHABET:
        total = sum(counts[before].values())
        print(before, *(round(-100 * math.log2(counts[before][behind] / total)) for behind in ALPHABET), sep="\t")


main()
