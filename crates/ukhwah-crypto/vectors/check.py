#!/usr/bin/env python3
"""A second implementation of the byte formats of ukhwah-crypto, in nothing but Python's standard library.

    check.py          computes every frozen vector from its inputs and compares
    check.py --slow   those too that take minutes and half a gigabyte (Argon2id at its real cost)
    check.py --make   writes the vectors anew; only for a format that has not been released

It is slow and not constant-time: it exists to disagree with the Rust code. The formats are in local.py and sync.py,
what they are made of in symmetric.py and curves.py, which begin by giving published answers.
"""

import json
import pathlib
import sys

sys.dont_write_bytecode = True

import curves
import local
import symmetric
import sync

HERE = pathlib.Path(__file__).parent


def main():
    for module in (symmetric, curves, sync):
        module.check()
    failures = 0
    for name, outputs in {**local.OUTPUTS, **sync.OUTPUTS}.items():
        path = HERE / f"{name}-v1.json"
        cases = json.loads(path.read_text())
        for case in cases:
            if case.get("slow") and "--slow" not in sys.argv:
                print(f"skipped    {path.name}  {case['name']}")
                continue
            computed = outputs(case)
            same = all(field in case and case[field] == value for field, value in computed.items())
            failures += not same
            print(f"{'same' if same else 'DIFFERENT'}  {path.name}  {case['name']}")
            case.update(computed)
        if "--make" in sys.argv:
            path.write_text(json.dumps(cases, indent=2, ensure_ascii=False) + "\n")
    return 1 if failures and "--make" not in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
