"""`python -m officekit.docformat FILE… [--format json|text]`: the command of `inspect`, and nothing else."""

import sys

from officekit.docformat.inspect import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
