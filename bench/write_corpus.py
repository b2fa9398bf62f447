"""`python -m bench.write_corpus DATA FILE COUNT`: a corpus, written with the branches of the library in DATA."""

import sys
from pathlib import Path

from bench.corpus import write_corpus
from bench.library import settle_in

if __name__ == "__main__":
    settle_in(Path(sys.argv[1]))
    write_corpus(Path(sys.argv[2]), int(sys.argv[3]))
